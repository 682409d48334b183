#pragma once

#include <QRectF>
#include <QString>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "ui/plots/plot_curve.h"

namespace backscope {

enum class ValueAxis { Linear, Log };

/// What the values of some curves span. A logarithmic axis can show the positive ones and, in a lane of its own, 0.
struct ValueExtent {
  double low = 0;          ///< the smallest value; unless any, 0
  double high = 0;         ///< the largest
  double lowPositive = 0;  ///< the smallest above 0; 0 where there is none
  bool hasZero = false;    ///< a value is exactly 0
  bool empty = true;
  void include(double value);
  void include(const ValueExtent& other);
  bool operator==(const ValueExtent&) const = default;
};

/// Of the whole of a run; so it only ever grows while training goes on.
ValueExtent extentOf(const Series& series);
/// Of all curves. On a log axis a Band reaches at most a decade below the lines before it: a single lucky batch must
/// not press the lines against the top.
ValueExtent extentOf(std::span<const PlotCurve> curves, ValueAxis axis);

/// The range of a value axis, rounded outwards, so that it stands still while the values move inside it.
/// Coordinates are the values themselves, or their decimal logarithms.
struct PlotScale {
  ValueAxis axis = ValueAxis::Log;
  double low = -3;  ///< coordinate; a whole number on a log axis
  double high = 0;
  bool zeroLane = false;
  bool operator==(const PlotScale&) const = default;
};
PlotScale roundOutwards(const ValueExtent& extent, ValueAxis axis);
/// `last` rounded up to 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten; at least 10.
std::int64_t roundIterations(std::int64_t last);

/// A position on an axis, with its number where there is room for one.
struct AxisTick {
  double coordinate = 0;
  QString label;
  bool operator==(const AxisTick&) const = default;
};
/// At most `most` labelled ticks, at least two where `most` is: whole decades as 10ⁿ, every one or every second, fifth,
/// …; below two decades also 2 and 5 times each, all of them as 0.2 or, beyond 0.001 … 10,000, as 2·10⁻⁵.
std::vector<AxisTick> logTicks(double low, double high, int most);
/// Round numbers, at most `most`.
std::vector<AxisTick> linearTicks(double low, double high, int most);
/// Whole iterations with thin spaces, so many that their labels, measured by `width`, never touch over `pixels`.
std::vector<AxisTick> iterationTicks(double low, double high, double pixels,
                                     const std::function<double(const QString&)>& width);

/// Where a plot's values lie on screen.
struct PlotFrame {
  QRectF area;  ///< without the lane
  QRectF lane;  ///< for exact zeros, below the area; null where there is none
  double firstIteration = 0;
  double lastIteration = 10;
  ValueAxis axis = ValueAxis::Log;
  double low = -3;  ///< coordinates at the area's bottom and top
  double high = 0;

  double xAt(double iteration) const;
  double iterationAt(double x) const;
  /// Of a value; on a log axis it must be positive.
  double yAt(double value) const;
  double yOfCoordinate(double coordinate) const;
  double coordinateAt(double y) const;
};

}  // namespace backscope
