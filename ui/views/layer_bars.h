#pragma once

#include <QColor>
#include <QWidget>
#include <vector>

#include "core/analysis/example_sizes.h"
#include "core/training/ladder_choice.h"
#include "ui/plots/plot_scale.h"
#include "ui/views/layer_bar_layout.h"

namespace backscope {

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
  static constexpr Quantity quantityOf(LadderQuantity quantity) {
    return quantity == LadderQuantity::Delta      ? Quantity::Delta
           : quantity == LadderQuantity::Gradient ? Quantity::Gradient
                                                  : Quantity::Update;
  }

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
