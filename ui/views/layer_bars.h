#pragma once

#include <QColor>
#include <QLineF>
#include <QRectF>
#include <QWidget>
#include <optional>
#include <vector>

#include "core/analysis/example_sizes.h"
#include "ui/plots/plot_scale.h"

namespace backscope {

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

/// The same numbers of another run.
struct BarGhost {
  QString letter;
  QColor color;
  std::vector<double> values;  ///< layer l at index l - 1
};

/// A number of every layer as bars in decades, with what was expected of it as a thin line under each.
class LayerBars : public QWidget {
  Q_OBJECT

 public:
  enum class Quantity { Delta, Output, Gradient, Update };

  /// `statement` says in words what the numbers are, "mean |δ|: %1".
  LayerBars(Quantity quantity, QString statement, QWidget* parent = nullptr);

  /// Layer l at index l - 1; `scale` is logarithmic.
  void setValues(std::vector<double> values, const PlotScale& scale, std::vector<double> expected = {});
  /// Each a tick at its value in every row, with its letter at the first.
  void setGhosts(std::vector<BarGhost> ghosts);
  void setQuantity(Quantity quantity, const QString& statement);
  /// Prints between any two rows the ratio of the upper to the lower: what becomes of the number from layer to layer on
  /// the way down from the output.
  void setShowsRatios(bool shows);
  /// In place of the bars, of which the values are then the medians; empty: bars.
  void setSpreads(std::vector<ExampleSizes> spreads);
  LayerBarLayout currentLayout() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void describe();
  QString ghostsInWords() const;
  void fitHeight();
  QString symbolOf(std::size_t row) const;
  QString wordsOf(std::size_t row) const;
  LayerBarTexts texts() const;
  double ratioWidthIn(double room) const;
  void paintAxis(QPainter& painter, const LayerBarLayout& layout) const;
  void paintRow(QPainter& painter, const LayerBarLayout& layout, std::size_t row) const;
  void paintExpected(QPainter& painter, const LayerBarLayout& layout, std::size_t row) const;
  void paintGhosts(QPainter& painter, const LayerBarLayout& layout) const;
  void paintRatio(QPainter& painter, const LayerBarLayout& layout, std::size_t row) const;
  void paintRowTexts(QPainter& painter, const LayerBarLayout& layout, std::size_t row) const;

  Quantity m_quantity;
  QString m_statement;
  std::vector<double> m_values;
  std::vector<double> m_expected;
  std::vector<BarGhost> m_ghosts;
  std::vector<ExampleSizes> m_spreads;
  bool m_showsRatios = false;
  PlotScale m_scale;
};

}  // namespace backscope
