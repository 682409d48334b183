#include "ui/views/slope_layout.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace backscope {

namespace {

constexpr double kLeastReach = 2;   ///< to each side of 0
constexpr double kLeastArea = 2.5;  ///< lines of text: a curve's height
constexpr double kLeastAreaWidth = 60;
constexpr double kStripLines = 1.7;
constexpr double kLeastSide = 26;
constexpr double kNumberGap = 5;
constexpr double kPlotGap = 14;
constexpr double kPadding = 0.09;  ///< of the values, above and below
/// Side by side as long as a plot is not narrower than this many of its heights.
constexpr double kLeastShape = 1.1;

/// Of the counts beside a curve, below which a's name stands.
double sideWidth(const SlopeTexts& texts) { return std::max(kLeastSide, texts.letterWidth + 3); }

/// How far one side of 0 is shown.
double reachOf(double needed, std::optional<double> before) {
  needed = std::max(needed, kLeastReach);
  if (before && needed <= *before && needed >= *before / 3) return *before;
  ValueExtent extent;
  extent.include(needed);
  return roundOutwards(extent, ValueAxis::Linear).high;
}

/// Where h′ of an activation may jump: at 0, to the right of it, where its rules meet.
bool jumpsAtZero(SlopeCurve curve, Activation activation) {
  const double after = std::nextafter(0.0, 1.0);
  return std::abs(valueOf(curve, activation, after) - valueOf(curve, activation, 0.0)) > 1e-6;
}

bool isFinerThan(Activation activation, double step) {
  return activation == Activation::Sine && step > std::numbers::pi / 2;
}

/// Up and down at every step.
QPolygonF filledWave(const HistogramRange& range, double step, int steps) {
  QPolygonF wave;
  for (int k = 0; k <= steps; ++k) {
    const double a = range.low + k * step;
    const double first = k % 2 == 0 ? -1 : 1;
    wave.append({a, first});
    wave.append({a, -first});
  }
  return wave;
}

/// As many round numbers as have room, at most `most`.
std::vector<AxisTick> ticksOf(const HistogramRange& range, int most) {
  for (int wanted = most + 3; wanted > 2; --wanted) {
    std::vector<AxisTick> ticks = linearTicks(range.low, range.high, wanted);
    if (static_cast<int>(ticks.size()) <= most) return ticks;
  }
  return linearTicks(range.low, range.high, 2);
}

void fitValues(SlopePlot& plot, SlopeCurve curve, Activation activation, const HistogramRange& range,
               const SlopeTexts& texts) {
  double low = 0;
  double high = 0;
  for (const QPolygonF& piece : curvePieces(curve, activation, range, 256))
    for (const QPointF& point : piece) {
      low = std::min(low, point.y());
      high = std::max(high, point.y());
    }
  if (high <= low) high = low + 1;
  const double padding = kPadding * (high - low);
  plot.values = {low - padding, high + padding};
  const int most = std::max(2, static_cast<int>(plot.area.height() / (1.4 * texts.line)));
  plot.ticks = ticksOf(plot.values, most);
}

/// `rect` is that of the plot with all that belongs to it.
SlopePlot placePlot(const QRectF& rect, bool hasStrip, const SlopeTexts& texts) {
  SlopePlot plot;
  const double below = hasStrip ? kStripLines * texts.line + texts.line + 2 * kNumberGap : 0;
  const QPointF corner(rect.left() + texts.gutter + kNumberGap, rect.top() + texts.headHeight);
  const QPointF opposite(rect.right() - sideWidth(texts) - kNumberGap, rect.bottom() - below);
  plot.area = QRectF(corner, QPointF(std::max(opposite.x(), corner.x() + 10), std::max(opposite.y(), corner.y() + 10)));
  plot.head = QRectF(plot.area.left(), rect.top(), rect.right() - plot.area.left(), texts.headHeight);
  plot.side = QRectF(plot.area.right() + kNumberGap, plot.area.top(), sideWidth(texts), plot.area.height());
  if (hasStrip)
    plot.strip = QRectF(plot.area.left(), plot.area.bottom() + kNumberGap, plot.area.width(), kStripLines * texts.line);
  return plot;
}

QRectF snapped(const QRectF& rect) {
  return {QPointF(std::round(rect.left()), std::round(rect.top())),
          QPointF(std::round(rect.right()), std::round(rect.bottom()))};
}

bool isBetterSideBySide(const QRectF& rect, const SlopeTexts& texts) {
  const SlopePlot half = placePlot(QRectF(0, 0, (rect.width() - kPlotGap) / 2, rect.height()), true, texts);
  return half.area.width() >= kLeastShape * half.area.height();
}

}  // namespace

HistogramRange slopeRange(double low, double high, const std::optional<HistogramRange>& before) {
  const auto side = [&before](double HistogramRange::*member) {
    return before ? std::optional(std::abs((*before).*member)) : std::nullopt;
  };
  return {-reachOf(-low, side(&HistogramRange::low)), reachOf(high, side(&HistogramRange::high))};
}

double valueOf(SlopeCurve curve, Activation activation, double a) {
  return curve == SlopeCurve::Value ? activate(activation, a) : slopeAt(activation, a);
}

std::vector<QPolygonF> curvePieces(SlopeCurve curve, Activation activation, const HistogramRange& range, int steps) {
  const double step = (range.high - range.low) / steps;
  if (isFinerThan(activation, step)) return {filledWave(range, step, steps)};
  std::vector<QPolygonF> pieces(1);
  const auto append = [&](double a) { pieces.back().append({a, valueOf(curve, activation, a)}); };
  bool isBeforeZero = true;
  for (int k = 0; k <= steps; ++k) {
    const double a = k == steps ? range.high : range.low + k * step;
    if (isBeforeZero && a >= 0) {
      append(0);
      isBeforeZero = false;
      if (jumpsAtZero(curve, activation)) {
        pieces.emplace_back();
        append(std::nextafter(0.0, 1.0));
      }
    }
    if (a != 0) append(a);
  }
  return pieces;
}

double SlopePlot::yAt(double value) const {
  return area.bottom() - (value - values.low) / (values.high - values.low) * area.height();
}

double SlopeLayout::xAt(SlopeCurve curve, double a) const {
  const QRectF& area = plot(curve).area;
  return area.left() + (a - range.low) / (range.high - range.low) * area.width();
}

SlopeLayout layoutSlopes(Activation activation, const HistogramRange& range, const QRectF& rect,
                         const SlopeTexts& texts) {
  SlopeLayout layout;
  layout.range = range;
  if (isBetterSideBySide(rect, texts)) {
    const double width = (rect.width() - kPlotGap) / 2;
    layout.value = placePlot(QRectF(rect.left(), rect.top(), width, rect.height()), true, texts);
    layout.slope = placePlot(QRectF(rect.right() - width, rect.top(), width, rect.height()), true, texts);
  } else {
    const double below = kStripLines * texts.line + texts.line + 2 * kNumberGap;
    const double upper = std::max(texts.headHeight + 10, (rect.height() - below) / 2);
    layout.value = placePlot(QRectF(rect.left(), rect.top(), rect.width(), upper - kNumberGap), false, texts);
    layout.slope = placePlot(QRectF(rect.left(), rect.top() + upper, rect.width(), rect.height() - upper), true, texts);
  }
  for (SlopePlot* plot : {&layout.value, &layout.slope}) {
    plot->area = snapped(plot->area);
    plot->side = snapped(plot->side);
    plot->strip = snapped(plot->strip);
  }
  fitValues(layout.value, SlopeCurve::Value, activation, range, texts);
  fitValues(layout.slope, SlopeCurve::Slope, activation, range, texts);
  const int most = std::max(2, static_cast<int>(layout.slope.area.width() / (1.4 * texts.tickWidth)) + 1);
  layout.ticks = ticksOf(range, most);
  return layout;
}

QSizeF leastSlopeSize(const SlopeTexts& texts) {
  const double width = texts.gutter + 2 * kNumberGap + kLeastAreaWidth + sideWidth(texts);
  const double below = (kStripLines + 1) * texts.line + 2 * kNumberGap;
  // Side by side; narrower, and they want more height.
  return {2 * width + kPlotGap, texts.headHeight + kLeastArea * texts.line + below};
}

double ClassCounts::shareOf(int bin) const {
  const auto first = counts.begin() + static_cast<std::ptrdiff_t>(bin) * classes;
  return total > 0 ? std::accumulate(first, first + classes, 0.0) / total : 0;
}

double ClassCounts::largestShare() const {
  double largest = 0;
  for (int bin = 0; bin < bins; ++bin) largest = std::max(largest, shareOf(bin));
  return largest;
}

ClassCounts countByClass(std::span<const double> values, std::span<const int> classOf, int classes,
                         const HistogramRange& range, int bins) {
  ClassCounts counted{.bins = bins, .classes = classes, .counts = {}, .total = 0};
  counted.counts.resize(static_cast<std::size_t>(bins) * static_cast<std::size_t>(classes));
  const double perValue = bins / (range.high - range.low);
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (!std::isfinite(values[k])) continue;
    const int bin = static_cast<int>(std::clamp((values[k] - range.low) * perValue, 0.0, bins - 1.0));
    ++counted.counts[static_cast<std::size_t>(bin) * static_cast<std::size_t>(classes) +
                     static_cast<std::size_t>(classOf[k])];
    ++counted.total;
  }
  return counted;
}

std::vector<ClassBar> classBars(const ClassCounts& counts, double top, const QRectF& rect, Qt::Orientation bars) {
  std::vector<ClassBar> all;
  const bool isUpright = bars == Qt::Vertical;
  const double span = isUpright ? rect.width() : rect.height();
  const double room = isUpright ? rect.height() : rect.width();
  for (int bin = 0; bin < counts.bins; ++bin) {
    const double share = counts.shareOf(bin);
    if (share <= 0) continue;
    const double length = std::max(1.0, room * std::min(1.0, std::sqrt(share / top)));
    const double from = std::round(span * bin / counts.bins);
    const double thickness = std::max(1.0, std::round(span * (bin + 1) / counts.bins) - from);
    double done = 0;
    for (int c = 0; c < counts.classes; ++c) {
      const int count = counts.counts[static_cast<std::size_t>(bin * counts.classes + c)];
      const double part = length * count / (share * counts.total);
      if (count == 0) continue;
      all.push_back({isUpright ? QRectF(rect.left() + from, rect.bottom() - done - part, thickness, part)
                               : QRectF(rect.left() + done, rect.bottom() - from - thickness, part, thickness),
                     c});
      done += part;
    }
  }
  return all;
}

}  // namespace backscope
