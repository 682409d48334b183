#pragma once

#include <QPointF>
#include <QRectF>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "ui/plots/curve_shape.h"
#include "ui/plots/plot_curve.h"
#include "ui/plots/plot_levels.h"
#include "ui/plots/plot_mark.h"
#include "ui/plots/plot_scale.h"
#include "ui/plots/plot_way.h"

namespace backscope {

/// A part of the plane of iterations and values (as coordinates of their axis).
struct PlotWindow {
  double firstIteration = 0;
  double lastIteration = 10;
  double low = 0;
  double high = 1;
  bool operator==(const PlotWindow&) const = default;
};

/// Iterations from the first to the last.
struct IterationRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
  bool operator==(const IterationRange&) const = default;
};

/// What a time plot is made of.
struct PlotContent {
  std::vector<PlotCurve> curves;
  ValueAxis axis = ValueAxis::Linear;
  std::optional<PlotWay> way;                        ///< of which the iterations are hundredths
  bool keepsZeroLane = false;                        ///< shows the lane of a log axis even while nothing is exactly 0
  ValueExtent included;                              ///< values that the axis shows beside those of the curves
  std::optional<IterationRange> includedIterations;  ///< likewise
  std::vector<PlotLevel> levels;                     ///< shown where they are near
  std::vector<PlotMark> marks;                       ///< ascending
  std::optional<PlotWindow> zoom;                    ///< nothing: all
};

/// How large the texts of a plot are, in pixels.
struct PlotTexts {
  std::function<double(const QString&)> numberWidth;
  std::function<double(const PlotCurve&)> labelWidth;
  double numberHeight = 14;
  double labelHeight = 16;
};

/// All that is painted, in pixels.
struct PlotLayout {
  struct EndLabel {
    std::size_t curve = 0;
    QPointF leftCentre;
  };
  PlotFrame frame;
  std::vector<AxisTick> iterationTicks;
  std::vector<AxisTick> valueTicks;
  std::vector<CurveShape> shapes;  ///< one for every curve
  /// At the ends of the curves that have labels there; of more than eight a legend beside the plot, in the order of the
  /// curves.
  std::vector<EndLabel> endLabels;

  /// The area and the lane below it.
  QRectF axisRect() const { return frame.area.united(frame.lane); }
};

/// What of the window lies within the whole; nothing of it is left where high ≤ low.
PlotWindow cutTo(const PlotWindow& window, const PlotWindow& whole);

/// The iterations in which the curves have values; nothing where none has.
std::optional<IterationRange> iterationsOf(std::span<const PlotCurve> curves);

/// The whole of the curves, unzoomed.
PlotWindow wholeOf(const PlotContent& content, const PlotScale& scale);
PlotScale scaleOf(const PlotContent& content);

/// `scale` is scaleOf(content).
PlotLayout layoutPlot(const PlotContent& content, const PlotScale& scale, const QRectF& rect, const PlotTexts& texts);

}  // namespace backscope
