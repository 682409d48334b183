#pragma once

#include <QColor>
#include <QString>

#include "core/analysis/example_sizes.h"
#include "ui/plots/plot_scale.h"
#include "ui/views/layer_bar_layout.h"

class QPainter;

namespace backscope {

/// How the examples of a layer are spread, in a row of the bars: a line from the least to the greatest, a thicker one
/// over 5 to 95 % of them, a box over 25 to 75 %, a mark at the median, and in the lane how many are exactly 0.
void paintExampleSpread(QPainter& painter, const LayerBarLayout& layout, std::size_t row, const ExampleSizes& spread,
                        const QColor& color);

/// "12 of 400"; empty where none is 0.
QString zerosText(const ExampleSizes& spread);
/// The same with all quantiles, for screen readers.
QString spreadInWords(const ExampleSizes& spread);

/// What is said under the bars: `ratio` is that of the medians, and where most examples have no δ at all is named.
QString readingOfExamples(const std::vector<ExampleSizes>& spreads, const QString& ratio);

/// What an axis has to show of it.
ValueExtent extentOf(const std::vector<ExampleSizes>& spreads);

}  // namespace backscope
