#include "ui/views/layer_bar_layout.h"

#include <algorithm>
#include <cmath>

namespace backscope {

namespace {

constexpr double kLeastRow = 0.4;  ///< lines of text
constexpr double kLargestRow = 2.8;
constexpr double kThinnestRow = 3;  ///< pixels, however little room there is
constexpr double kRowForText = 1.0;
constexpr double kLeastTextScale = 0.78;
constexpr double kLeastDecade = 8;  ///< pixels between two grid lines
constexpr double kLeastGap = 0.5;   ///< from that line to the next row

double axisHeight(const LayerBarTexts& texts) { return texts.lineHeight + 4; }

QRectF barOf(double value, const LayerBarLayout& layout, const QRectF& row) {
  if (value == 0) return {};
  const double thickness = thicknessOfLayerBar(row);
  const double wished = std::isfinite(value) ? layout.xAt(std::log10(value)) : layout.area.right();
  const double end = std::max(layout.area.left() + 2, wished);
  return QRectF(layout.area.left(), row.center().y() - thickness / 2, end - layout.area.left(), thickness);
}

/// From the axis to what was expected, along the lower side of the bar's place.
QLineF expectedOf(double value, const LayerBarLayout& layout, const QRectF& row) {
  if (!std::isfinite(value) || value < 0) return {};
  const double y = std::min(row.center().y() + thicknessOfLayerBar(row) / 2 + kUnderLayerBar, row.bottom() - kLeastGap);
  if (value == 0)
    return layout.lane.width() > 0 ? QLineF(layout.lane.left(), y, layout.lane.center().x(), y) : QLineF();
  const double x = std::clamp(layout.xAt(std::log10(value)), layout.area.left() + 2, layout.area.right());
  return {layout.area.left(), y, x, y};
}

/// Of rows that are too low for a label each, every second, third … has one.
void placeTexts(LayerBarLayout& layout, double height, const LayerBarTexts& texts) {
  const double needed = kRowForText * texts.lineHeight;
  layout.textScale = std::clamp(height / needed, kLeastTextScale, 1.0);
  const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil(layout.textScale * needed / height - 1e-9)));
  for (std::size_t i = 0; i < layout.rows.size(); ++i) {
    if (i % every == 0) continue;
    layout.rows[i].label = {};
    layout.rows[i].number = {};
    layout.rows[i].expectedNumber = {};
  }
}

/// Beside the numbers, half-way between two rows.
void placeRatios(LayerBarLayout& layout, const QRectF& rect, double height, const LayerBarTexts& texts) {
  if (texts.ratioWidth <= 0 || height < kLeastTextScale * texts.lineHeight) return;
  for (std::size_t i = 0; i + 1 < layout.rows.size(); ++i)
    layout.rows[i].ratio =
        QRectF(rect.right() - texts.ratioWidth, layout.rows[i].all.center().y(), texts.ratioWidth, height);
}

}  // namespace

double thicknessOfLayerBar(const QRectF& row) { return std::min(std::max(0.55 * row.height(), 3.0), 14.0); }

double mostHeightOfLayerBars(std::size_t layers, const LayerBarTexts& texts) {
  return static_cast<double>(layers) * std::ceil(kLargestRow * texts.lineHeight) + axisHeight(texts);
}

double leastHeightOfLayerBars(std::size_t layers, const LayerBarTexts& texts) {
  return static_cast<double>(layers) * std::ceil(kLeastRow * texts.lineHeight) + axisHeight(texts);
}

LayerBarLayout layoutLayerBars(const std::vector<double>& values, const PlotScale& scale, const QRectF& rect,
                               const LayerBarTexts& texts, const std::vector<double>& expected) {
  LayerBarLayout layout;
  layout.low = scale.low;
  layout.high = scale.high;
  const double count = static_cast<double>(std::max<std::size_t>(1, values.size()));
  // Half of the first label's line stands above a low row.
  const double inset = std::ceil(std::max(0.0, (texts.lineHeight - (rect.height() - axisHeight(texts)) / count) / 2));
  const double top = rect.top() + inset;
  const double height =
      std::clamp((rect.height() - inset - axisHeight(texts)) / count, kThinnestRow, kLargestRow * texts.lineHeight);
  const double bars = rect.left() + texts.labelWidth + kLayerBarGap;
  const double lane = scale.zeroLane ? std::max(texts.lineHeight, texts.laneWidth) : 0;
  const double numbers = texts.numberWidth + (texts.expectedWidth > 0 ? texts.expectedWidth + kLayerBarGap : 0) +
                         (texts.ratioWidth > 0 ? texts.ratioWidth + kLayerBarGap : 0);
  const double right = rect.right() - numbers - kLayerBarGap;
  layout.lane = QRectF(bars, top, lane, count * height);
  layout.area = QRectF(QPointF(bars + lane + (lane > 0 ? 4 : 0), top),
                       QPointF(std::max(right, bars + lane + 24), top + count * height));
  layout.ticks =
      logTicks(scale.low, scale.high, std::max(2, static_cast<int>(layout.area.width() / (1.3 * texts.tickWidth)) + 1));
  const double step = layout.area.width() / (scale.high - scale.low) >= kLeastDecade ? 1 : 0;
  for (double decade = scale.low; step > 0 && decade <= scale.high; decade += step) layout.decades.push_back(decade);
  if (step == 0)
    for (const AxisTick& tick : layout.ticks) layout.decades.push_back(tick.coordinate);
  for (std::size_t i = 0; i < values.size(); ++i) {
    LayerBarLayout::Row row;
    row.all = QRectF(rect.left(), top + static_cast<double>(i) * height, rect.width(), height);
    row.label = QRectF(rect.left(), row.all.top(), texts.labelWidth, height);
    row.number = QRectF(layout.area.right() + kLayerBarGap, row.all.top(), texts.numberWidth, height);
    if (texts.expectedWidth > 0)
      row.expectedNumber = QRectF(row.number.right() + kLayerBarGap, row.all.top(), texts.expectedWidth, height);
    row.bar = barOf(values[i], layout, row.all);
    if (i < expected.size()) row.expected = expectedOf(expected[i], layout, row.all);
    layout.rows.push_back(row);
  }
  placeTexts(layout, height, texts);
  placeRatios(layout, rect, height, texts);
  return layout;
}

}  // namespace backscope
