#pragma once

#include <QLineF>
#include <QPointF>
#include <optional>
#include <span>
#include <vector>

#include "core/training/model_change.h"
#include "ui/views/boundary_geometry.h"

namespace backscope {

/// A unit of the first layer over a plane of two inputs: a = u x + v y + c. c is the bias with the share of the inputs
/// that are held.
struct PlaneUnit {
  double u = 0;
  double v = 0;
  double c = 0;

  double norm() const;
  double at(const QPointF& place) const;
  bool operator==(const PlaneUnit&) const = default;
};

/// Only for a plane of two inputs.
PlaneUnit planeUnit(const Parameters& parameters, int unit, const InputPlane& plane);

/// The weights and the bias that make it so, with the other weights as they are: the two weights, then the bias where
/// there are biases. Nothing where a number would not be finite.
std::vector<ValueAt> valuesOf(const Parameters& parameters, int unit, const InputPlane& plane, const PlaneUnit& wanted);

/// The arrow's length as a share of the plane's side: 1/20 for every unit that a grows by on the way from the plane's
/// middle to its edge, ‖w‖ · side / 2; at least 0.08 and at most 0.4, so that it can always be taken hold of.
double arrowShare(double norm, const InputPlane& plane);

/// A line as it is drawn, in the plane's values.
struct DrawnLine {
  int unit = 0;
  QLineF segment;  ///< w·x + b = 0 within the plane
  QPointF normal;  ///< of length 1, towards larger a
  QPointF tip;     ///< of the arrow, which begins in the segment's middle
  bool operator==(const DrawnLine&) const = default;
};
/// Nothing where w is 0 or not finite, or where the line passes the plane by.
std::optional<DrawnLine> drawnLine(const PlaneUnit& unit, int index, const InputPlane& plane);

/// What a line is held by: its middle moves it, an end turns it, the arrow scales it.
enum class LinePart { Middle, Start, End, Arrow };
struct LineGrip {
  int unit = 0;
  LinePart part = LinePart::Middle;
  bool operator==(const LineGrip&) const = default;
};

/// The grip under a place on the plot: an arrow before a line, of several lines the nearest.
std::optional<LineGrip> gripAt(std::span<const DrawnLine> lines, const PlotMap& map, const QPointF& pixel);

/// The line goes by so much; w stays.
PlaneUnit moved(const PlaneUnit& unit, const QPointF& by);
/// Around the pivot by an angle in radians, counter-clockwise; ‖w‖ and the pivot's a stay.
PlaneUnit turned(const PlaneUnit& unit, const QPointF& pivot, double angle);
/// The line stays; with a negative factor its sides are exchanged.
PlaneUnit scaled(const PlaneUnit& unit, double factor);

/// From one place to another as seen from the pivot, −π…π; 0 where one of them is the pivot.
double angleBetween(const QPointF& pivot, const QPointF& from, const QPointF& to);

}  // namespace backscope
