#pragma once

#include <QLineF>
#include <QRectF>
#include <cstddef>
#include <vector>

#include "ui/plots/plot_scale.h"

namespace backscope {

/// Pixels between a label, its bar and its number.
inline constexpr double kLayerBarGap = 8;
/// Pixels from a bar to the line under it.
inline constexpr double kUnderLayerBar = 1.5;

/// Sizes of the texts in the bars, in pixels.
struct LayerBarTexts {
  double labelWidth = 0;     ///< of δ^(l)
  double numberWidth = 0;    ///< of the value
  double expectedWidth = 0;  ///< of what was expected; 0: it has no numbers
  double lineHeight = 0;
  double tickWidth = 0;   ///< of 10⁻¹⁰
  double ratioWidth = 0;  ///< of a rung's ratio; 0: they are not shown
  double laneWidth = 0;   ///< of what stands in the lane, at least a line's height
};

/// One bar for each layer, the first at the top, on a common axis of decades below them.
struct LayerBarLayout {
  struct Row {
    QRectF all;
    QRectF label;     ///< null where rows are too low for a label each
    QRectF bar;       ///< empty for a value of 0, which has a mark in the lane instead; for NaN the whole row, hatched
    QRectF number;    ///< null with the label
    QLineF expected;  ///< under the bar, to what was expected; null where nothing was, at 0 in the lane
    QRectF expectedNumber;  ///< null with the label
    QRectF ratio;           ///< of this row to the next, between the two; null where there is no room
  };
  std::vector<Row> rows;
  QRectF lane;  ///< for exact zeros, left of the axis; as high as the rows
  QRectF area;  ///< of the bars
  std::vector<AxisTick> ticks;
  std::vector<double> decades;  ///< at which a grid line stands
  double textScale = 1;         ///< of the labels and numbers, so that low rows hold them
  double low = 0, high = 1;     ///< decades at area's left and right
  double xAt(double decade) const { return area.left() + (decade - low) / (high - low) * area.width(); }
};
/// `expected` is empty, or has a value for each layer; NaN: none.
LayerBarLayout layoutLayerBars(const std::vector<double>& values, const PlotScale& scale, const QRectF& rect,
                               const LayerBarTexts& texts, const std::vector<double>& expected = {});
/// The least height in which all bars can be told apart, with the axis; labels stand at some of them.
double leastHeightOfLayerBars(std::size_t layers, const LayerBarTexts& texts);
/// More would only pull the bars apart.
double mostHeightOfLayerBars(std::size_t layers, const LayerBarTexts& texts);
/// How thick the bar of a row is.
double thicknessOfLayerBar(const QRectF& row);

}  // namespace backscope
