#include "ui/views/activation_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "ui/plots/plot_scale.h"

namespace backscope {

namespace {

double gapOf(const ActivationTexts& texts) { return std::max(12.0, 0.9 * texts.line); }

constexpr double kLeastHistogram = 1.6;  ///< lines of text
constexpr double kNumberLines = 1.6;     ///< the numbers below a histogram, with air
/// The heading, a quarter line of air, the numbers below both histograms, and the notes.
double otherLines(const ActivationTexts& texts) { return 1 + 0.25 + 2 * kNumberLines + texts.noteLines; }

constexpr int kProbes = 256;  ///< at which the slope is looked at

double largestMagnitude(const HistogramRange& range) { return std::max(std::abs(range.low), std::abs(range.high)); }

}  // namespace

QSizeF leastActivationSize(std::size_t layers, const ActivationTexts& texts) {
  const double columns = static_cast<double>(std::max<std::size_t>(1, layers));
  return {texts.gutter + columns * (texts.leastColumn + gapOf(texts)),
          (otherLines(texts) + 2 * kLeastHistogram) * texts.line};
}

std::vector<ActivationColumn> layoutActivations(std::size_t layers, const QRectF& rect, const ActivationTexts& texts) {
  std::vector<ActivationColumn> columns;
  const double count = static_cast<double>(std::max<std::size_t>(1, layers));
  const double width = std::max(texts.leastColumn, (rect.width() - texts.gutter) / count - gapOf(texts));
  const double line = texts.line;
  const double histogram = std::max(kLeastHistogram * line, (rect.height() - otherLines(texts) * line) / 2);
  for (std::size_t i = 0; i < layers; ++i) {
    ActivationColumn column;
    const double left = rect.left() + texts.gutter + static_cast<double>(i) * (width + gapOf(texts));
    const auto at = [&](double top, double height) { return QRectF(left, std::round(top), width, std::round(height)); };
    column.heading = at(rect.top(), line);
    column.a = at(column.heading.bottom() + 0.25 * line, histogram);
    column.z = at(column.a.bottom() + kNumberLines * line, histogram);
    column.notes = at(column.z.bottom() + kNumberLines * line, texts.noteLines * line);
    column.all = column.heading.united(column.notes);
    columns.push_back(column);
  }
  return columns;
}

HistogramRange rangeOf(const Histogram& histogram, const std::optional<HistogramRange>& before) {
  const HistogramRange needed{histogram.low, histogram.high};
  const double size = largestMagnitude(needed);
  if (before && before->low <= needed.low && needed.high <= before->high && size >= largestMagnitude(*before) / 3 &&
      (before->low < 0) == (needed.low < 0))
    return *before;
  ValueExtent extent;
  if (needed.low < 0) extent.include(-size);
  if (needed.high > 0 || needed.low >= 0) extent.include(size);
  const PlotScale scale = roundOutwards(extent, ValueAxis::Linear);
  return {scale.low, scale.high};
}

double largestShare(const Histogram& histogram) {
  const double sum = std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0.0);
  return sum > 0 ? std::ranges::max(histogram.counts) / sum : 0;
}

double topShare(double largest, std::optional<double> before) {
  if (before && largest <= *before && largest >= *before / 4) return *before;
  for (const double top : {0.04, 0.08, 0.2, 0.4})
    if (largest <= top) return top;
  return 1;
}

std::vector<QRectF> histogramBars(const Histogram& histogram, const HistogramRange& range, double top,
                                  const QRectF& rect) {
  std::vector<QRectF> bars;
  const double sum = std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0.0);
  const double perValue = rect.width() / (range.high - range.low);
  const double width =
      (histogram.high - histogram.low) / static_cast<double>(std::max<std::size_t>(1, histogram.counts.size()));
  for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
    if (histogram.counts[i] == 0) continue;
    const double height = rect.height() * std::min(1.0, std::sqrt(histogram.counts[i] / sum / top));
    const double left =
        std::round(rect.left() + (histogram.low + static_cast<double>(i) * width - range.low) * perValue);
    const double right =
        std::round(rect.left() + (histogram.low + static_cast<double>(i + 1) * width - range.low) * perValue);
    bars.emplace_back(std::min(left, rect.right() - 1), rect.bottom() - height, std::max(1.0, right - left), height);
  }
  return bars;
}

std::vector<HistogramRange> saturatedRanges(Activation activation, const HistogramRange& range) {
  std::vector<HistogramRange> ranges;
  if (!isElementwise(activation)) return ranges;
  const double threshold = kSaturatedSlopeShare * largestSlope(activation);
  const double step = (range.high - range.low) / kProbes;
  bool wasSaturated = false;
  for (int i = 0; i < kProbes; ++i) {
    const double a = range.low + (i + 0.5) * step;
    const bool isSaturated = std::abs(slopeAt(activation, a)) < threshold;
    if (isSaturated && !wasSaturated) ranges.push_back({a - step / 2, a});
    if (isSaturated) ranges.back().high = a + step / 2;
    wasSaturated = isSaturated;
  }
  return ranges;
}

}  // namespace backscope
