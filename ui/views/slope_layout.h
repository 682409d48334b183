#pragma once

#include <QPolygonF>
#include <QRectF>
#include <QSizeF>
#include <optional>
#include <span>
#include <vector>

#include "core/network/activation.h"
#include "ui/plots/plot_scale.h"
#include "ui/views/activation_layout.h"

namespace backscope {

/// The a that are shown for examples between `low` and `high`: 0 and its surroundings, where h bends, and on each side
/// as far as the examples reach, rounded outwards. A side shown before stays as long as they fill a third of it, so
/// that it does not move with every step.
HistogramRange slopeRange(double low, double high, const std::optional<HistogramRange>& before);

/// The two curves of an activation.
enum class SlopeCurve {
  Value,  ///< h
  Slope   ///< h′
};
double valueOf(SlopeCurve curve, Activation activation, double a);

/// A curve over the range in pieces of (a, value), at so many equal steps and where it bends; a jump parts two pieces.
/// A wave that is finer than the steps fills what it moves in.
std::vector<QPolygonF> curvePieces(SlopeCurve curve, Activation activation, const HistogramRange& range, int steps);

/// Sizes of the texts in the plots, in pixels.
struct SlopeTexts {
  double line = 14;         ///< of small text
  double headHeight = 18;   ///< of a plot's name
  double gutter = 40;       ///< of the widest value
  double tickWidth = 30;    ///< of the widest a
  double letterWidth = 16;  ///< of a's name
};

/// The places of one curve.
struct SlopePlot {
  QRectF head;   ///< for its name
  QRectF area;   ///< of the curve and its dots
  QRectF strip;  ///< below: how many examples have each a; null where the other plot below has it
  QRectF side;   ///< at the right: how many have each value
  HistogramRange values{0, 1};
  std::vector<AxisTick> ticks;

  double yAt(double value) const;
};

/// h and h′ over the same a, side by side or, where that gives them the better shape, above each other.
struct SlopeLayout {
  SlopePlot value;
  SlopePlot slope;
  HistogramRange range{-2, 2};
  std::vector<AxisTick> ticks;

  const SlopePlot& plot(SlopeCurve curve) const { return curve == SlopeCurve::Value ? value : slope; }
  double xAt(SlopeCurve curve, double a) const;
};
SlopeLayout layoutSlopes(Activation activation, const HistogramRange& range, const QRectF& rect,
                         const SlopeTexts& texts);
QSizeF leastSlopeSize(const SlopeTexts& texts);

/// How many values of each class lie in each of equal bins over a range.
struct ClassCounts {
  int bins = 1;
  int classes = 1;
  std::vector<int> counts;  ///< bins × classes
  /// Of all values that lie in some bin.
  double shareOf(int bin) const;
  double largestShare() const;

  double total = 0;
};
/// `classOf` has the class of each value; what is not finite is not counted.
ClassCounts countByClass(std::span<const double> values, std::span<const int> classOf, int classes,
                         const HistogramRange& range, int bins);

/// One class's part of a bin's bar.
struct ClassBar {
  QRectF rect;
  int classIndex = 0;
};
/// Bars that stand on the bottom of `rect`, or lie on its left side with the range from its bottom to its top. Their
/// length is the square root of the bin's share of `top`, which the classes divide among them as they share the bin.
std::vector<ClassBar> classBars(const ClassCounts& counts, double top, const QRectF& rect, Qt::Orientation bars);

}  // namespace backscope
