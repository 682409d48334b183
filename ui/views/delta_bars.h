#pragma once

#include <QRectF>
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/plots/plot_scale.h"

namespace backscope {

/// Sizes of the texts in the bars, in pixels.
struct DeltaBarTexts {
  double labelWidth = 0;   ///< of δ^(l)
  double numberWidth = 0;  ///< of the value
  double lineHeight = 0;
  double tickWidth = 0;  ///< of 10⁻¹⁰
};

/// One bar for each layer, the first at the top, on a common axis of decades below them.
struct DeltaBarLayout {
  struct Row {
    QRectF all;
    QRectF label;   ///< null where rows are too low for a label each
    QRectF bar;     ///< empty for a value of 0, which has a mark in the lane instead; for NaN the whole row, hatched
    QRectF number;  ///< null with the label
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
DeltaBarLayout layoutDeltaBars(const std::vector<double>& values, const PlotScale& scale, const QRectF& rect,
                               const DeltaBarTexts& texts);
/// The least height in which all bars can be told apart, with the axis; labels stand at some of them.
double leastHeightOfDeltaBars(std::size_t layers, const DeltaBarTexts& texts);
/// More would only pull the bars apart.
double mostHeightOfDeltaBars(std::size_t layers, const DeltaBarTexts& texts);

/// The present mean |δ^(l)| of every layer as bars in decades.
class DeltaBars : public QWidget {
  Q_OBJECT

 public:
  explicit DeltaBars(QWidget* parent = nullptr);

  /// Layer l at index l - 1; `scale` is logarithmic.
  void setValues(std::vector<double> values, const PlotScale& scale);
  DeltaBarLayout currentLayout() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void describe();
  void fitHeight();
  void paintAxis(QPainter& painter, const DeltaBarLayout& layout) const;
  void paintRow(QPainter& painter, const DeltaBarLayout& layout, std::size_t row) const;
  void paintRowTexts(QPainter& painter, const DeltaBarLayout& layout, std::size_t row) const;

  std::vector<double> m_values;
  PlotScale m_scale;
};

}  // namespace backscope
