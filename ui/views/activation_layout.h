#pragma once

#include <QRectF>
#include <QSizeF>
#include <optional>
#include <span>
#include <vector>

#include "core/analysis/layer_statistics.h"
#include "core/network/activation.h"

namespace backscope {

/// Sizes of the texts in the histograms, in pixels.
struct ActivationTexts {
  double line = 16;         ///< of small text
  double gutter = 40;       ///< of the widest share at the left
  int noteLines = 3;        ///< below the histograms
  double leastColumn = 90;  ///< of the widest text below a histogram
};

/// The places of one layer's pictures.
struct ActivationColumn {
  QRectF all;
  QRectF heading;
  QRectF a;  ///< the histogram of the pre-activations, without its numbers
  QRectF z;  ///< of the outputs
  QRectF notes;
};

/// Columns side by side in the order of the layers; they fill the width, unless that would make them too narrow.
std::vector<ActivationColumn> layoutActivations(std::size_t layers, const QRectF& rect, const ActivationTexts& texts);
QSizeF leastActivationSize(std::size_t layers, const ActivationTexts& texts);

/// The numbers along a histogram.
struct HistogramRange {
  double low = 0;
  double high = 1;
  bool operator==(const HistogramRange&) const = default;
};
/// Rounded outwards, symmetric where both signs occur. The range shown before stays as long as the values fill a third
/// of it, so that it does not move with every step.
HistogramRange rangeOf(const Histogram& histogram, const std::optional<HistogramRange>& before);

/// The largest share of one bin.
double largestShare(const Histogram& histogram);
/// The share at the top of all histograms: 4, 8, 20, 40 or 100 %, with the same patience.
double topShare(double largest, std::optional<double> before);

/// Bars within `rect` on whole pixels, whose height is the square root of the bin's share, so that a few units far out
/// are still seen.
std::vector<QRectF> histogramBars(const Histogram& histogram, const HistogramRange& range, double top,
                                  const QRectF& rect);

/// Where in the range the activation counts as saturated, in order: |h′(a)| below kSaturatedSlopeShare of its largest
/// slope. None for softmax.
std::vector<HistogramRange> saturatedRanges(Activation activation, const HistogramRange& range);

}  // namespace backscope
