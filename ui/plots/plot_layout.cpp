#include "ui/plots/plot_layout.h"

#include <algorithm>
#include <cmath>

namespace backscope {

namespace {

constexpr double kNumberGap = 8;  ///< between the numbers and the axis
constexpr double kLabelGap = 6;   ///< between a curve's end and its label
constexpr double kLaneGap = 4;
/// Of more curves the labels would stand far from their ends, and some would find no room: they become a legend.
constexpr std::size_t kMostEndLabels = 8;

struct Margins {
  double left = 0, top = 0, right = 0, bottom = 0;
};

double widest(const std::vector<AxisTick>& ticks, const PlotTexts& texts) {
  double width = 0;
  for (const AxisTick& tick : ticks) width = std::max(width, texts.numberWidth(tick.label));
  return width;
}

double widestLabel(const PlotContent& content, const PlotTexts& texts) {
  double width = 0;
  for (const PlotCurve& curve : content.curves)
    if (curve.hasEndLabel) width = std::max(width, texts.labelWidth(curve));
  return width;
}

std::size_t labelCount(const PlotContent& content) {
  return static_cast<std::size_t>(std::ranges::count(content.curves, true, &PlotCurve::hasEndLabel));
}

std::vector<AxisTick> valueTicks(const PlotFrame& frame, double textHeight) {
  const int most = std::max(2, static_cast<int>(frame.area.height() / (1.7 * textHeight)) + 1);
  return frame.axis == ValueAxis::Log ? logTicks(frame.low, frame.high, most)
                                      : linearTicks(frame.low, frame.high, std::min(most, 6));
}

/// The frame in what the margins leave; whole pixels, so that grid lines are crisp.
PlotFrame frameIn(const QRectF& rect, const Margins& margins, const PlotWindow& window, const PlotScale& scale,
                  double textHeight) {
  const QRectF inner(QPointF(std::round(rect.left() + margins.left), std::round(rect.top() + margins.top)),
                     QPointF(std::round(rect.right() - margins.right), std::round(rect.bottom() - margins.bottom)));
  PlotFrame frame;
  frame.firstIteration = window.firstIteration;
  frame.lastIteration = window.lastIteration;
  frame.axis = scale.axis;
  frame.low = window.low;
  frame.high = window.high;
  frame.area = QRectF(inner.topLeft(), QSizeF(std::max(inner.width(), 20.0), std::max(inner.height(), 20.0)));
  if (scale.zeroLane) {
    const double lane = std::round(std::min(1.3 * textHeight, frame.area.height() / 3));
    frame.lane = frame.area.adjusted(0, frame.area.height() - lane, 0, 0);
    frame.area.adjust(0, 0, 0, -lane - kLaneGap);
  }
  return frame;
}

/// Ticks whose number would stick out of the widget lose it.
void dropNumbersBeyond(std::vector<AxisTick>& ticks, const PlotFrame& frame, const QRectF& rect,
                       const PlotTexts& texts) {
  for (AxisTick& tick : ticks) {
    const double half = texts.numberWidth(tick.label) / 2;
    const double x = frame.xAt(tick.coordinate);
    if (x - half < rect.left() || x + half > rect.right()) tick.label.clear();
  }
}

std::vector<AxisTick> wayTicks(const PlotWay& way, const PlotWindow& window) {
  constexpr int kMostTicks = 6;
  std::vector<AxisTick> ticks = linearTicks(way.at(window.firstIteration), way.at(window.lastIteration), kMostTicks);
  for (AxisTick& tick : ticks) tick.coordinate = way.iterationOf(tick.coordinate);
  return ticks;
}

std::vector<PlotLayout::EndLabel> layoutEndLabels(const PlotContent& content, const PlotLayout& layout, double height) {
  const QRectF rect = layout.axisRect();
  std::vector<std::size_t> curves;
  std::vector<double> wished;
  double end = rect.left();
  for (std::size_t i = 0; i < layout.shapes.size(); ++i) {
    if (!layout.shapes[i].end || !content.curves[i].hasEndLabel) continue;
    curves.push_back(i);
    wished.push_back(std::clamp(layout.shapes[i].end->y(), rect.top(), rect.bottom()));
    end = std::max(end, std::min(layout.shapes[i].end->x(), rect.right()));
  }
  // Not lower than the frame: below it stand the iterations.
  const std::vector<double> placed = spreadLabels(wished, height, rect.top() - height / 2, rect.bottom() + 2);
  std::vector<PlotLayout::EndLabel> labels;
  for (std::size_t i = 0; i < placed.size(); ++i)
    if (!std::isnan(placed[i])) labels.push_back({curves[i], QPointF(end + kLabelGap, placed[i])});
  return labels;
}

/// Columns of all labels in the order of the curves, from the top.
struct LegendColumns {
  std::size_t rows = 1;
  std::size_t columns = 1;
};

LegendColumns legendColumns(std::size_t curves, double height, double labelHeight) {
  LegendColumns legend;
  legend.rows = std::max<std::size_t>(1, static_cast<std::size_t>(std::max(0.0, height / labelHeight)) + 1);
  legend.columns = (curves + legend.rows - 1) / legend.rows;
  legend.rows = (curves + legend.columns - 1) / legend.columns;
  return legend;
}

std::vector<PlotLayout::EndLabel> layoutLegend(const PlotContent& content, const PlotLayout& layout,
                                               const PlotTexts& texts, double labelWidth) {
  const QRectF rect = layout.axisRect();
  const bool isEmpty =
      std::ranges::none_of(layout.shapes, [](const CurveShape& shape) { return shape.end.has_value(); });
  if (isEmpty) return {};
  const LegendColumns legend = legendColumns(labelCount(content), rect.height(), texts.labelHeight);
  std::vector<PlotLayout::EndLabel> labels;
  for (std::size_t i = 0; i < layout.shapes.size(); ++i) {
    if (!content.curves[i].hasEndLabel) continue;
    const std::size_t column = labels.size() / legend.rows;
    const std::size_t row = labels.size() % legend.rows;
    labels.push_back({i, QPointF(rect.right() + kLabelGap + static_cast<double>(column) * (labelWidth + kLabelGap),
                                 rect.top() + static_cast<double>(row) * texts.labelHeight)});
  }
  return labels;
}

}  // namespace

PlotWindow cutTo(const PlotWindow& window, const PlotWindow& whole) {
  return {std::max(window.firstIteration, whole.firstIteration), std::min(window.lastIteration, whole.lastIteration),
          std::max(window.low, whole.low), std::min(window.high, whole.high)};
}

PlotScale scaleOf(const PlotContent& content) {
  ValueExtent extent =
      content.way ? extentOnWay(*content.way, content.curves, content.axis) : extentOf(content.curves, content.axis);
  extent.include(content.included);
  PlotScale scale = includingLevels(roundOutwards(extent, content.axis), content.levels);
  scale.zeroLane = scale.zeroLane || (content.keepsZeroLane && content.axis == ValueAxis::Log);
  return scale;
}

std::optional<IterationRange> iterationsOf(std::span<const PlotCurve> curves) {
  std::optional<IterationRange> range;
  for (const PlotCurve& curve : curves) {
    if (!curve.series || curve.series->empty()) continue;
    const std::vector<SeriesBucket>& buckets = curve.series->buckets();
    if (!range) range = IterationRange{buckets.front().first, 0};
    range->first = std::min(range->first, buckets.front().first);
    range->last = std::max(range->last, buckets.back().last);
  }
  return range;
}

PlotWindow wholeOf(const PlotContent& content, const PlotScale& scale) {
  IterationRange range = iterationsOf(content.curves).value_or(content.includedIterations.value_or(IterationRange{}));
  if (content.includedIterations) {
    range.first = std::min(range.first, content.includedIterations->first);
    range.last = std::max(range.last, content.includedIterations->last);
  }
  const std::int64_t last = range.last;
  // A run that was taken up again late starts at its own beginning.
  const std::int64_t origin = range.first > 10 && range.first > last / 2 ? range.first : 0;
  return {static_cast<double>(origin), static_cast<double>(origin + roundIterations(last - origin)), scale.low,
          scale.high};
}

PlotLayout layoutPlot(const PlotContent& content, const PlotScale& scale, const QRectF& rect, const PlotTexts& texts) {
  const PlotWindow window = content.zoom.value_or(wholeOf(content, scale));
  const double label = widestLabel(content, texts);
  const bool isLegend = labelCount(content) > kMostEndLabels;
  Margins margins{.top = std::ceil(texts.numberHeight / 2) + 2,
                  .right = std::ceil(label > 0 ? label + kLabelGap + 2 : texts.numberHeight),
                  .bottom = std::ceil(texts.numberHeight) + kNumberGap};
  PlotLayout layout;
  layout.frame = frameIn(rect, margins, window, scale, texts.numberHeight);
  layout.valueTicks = valueTicks(layout.frame, texts.numberHeight);
  margins.left = std::ceil(widest(layout.valueTicks, texts)) + kNumberGap;
  if (isLegend) {
    const double height = layout.axisRect().height();
    const double columns = static_cast<double>(legendColumns(labelCount(content), height, texts.labelHeight).columns);
    margins.right = std::ceil(columns * (label + kLabelGap) + 2);
  }
  layout.frame = frameIn(rect, margins, window, scale, texts.numberHeight);
  layout.iterationTicks = content.way ? wayTicks(*content.way, window)
                                      : iterationTicks(window.firstIteration, window.lastIteration,
                                                       layout.frame.area.width(), texts.numberWidth);
  dropNumbersBeyond(layout.iterationTicks, layout.frame, rect, texts);
  for (const PlotCurve& curve : content.curves)
    layout.shapes.push_back(curve.series ? layoutCurve(*curve.series, layout.frame) : CurveShape());
  layout.endLabels =
      isLegend ? layoutLegend(content, layout, texts, label) : layoutEndLabels(content, layout, texts.labelHeight);
  return layout;
}

}  // namespace backscope
