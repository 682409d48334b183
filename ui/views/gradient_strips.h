#pragma once

#include <QAbstractScrollArea>
#include <QRectF>
#include <optional>
#include <vector>

#include "ui/plots/plot_scale.h"
#include "ui/views/gradient_rows.h"

class QPainter;

namespace backscope {

/// Sizes of the texts in the strips, in pixels.
struct GradientStripTexts {
  double labelWidth = 0;   ///< of the widest parameter's name
  double numberWidth = 0;  ///< of the mean
  double shareWidth = 0;   ///< of what cancels
  double lineHeight = 0;
  double labelHeight = 0;
  double tickWidth = 0;
};

/// A strip for each parameter, below the names of the columns and above a common axis with 0 in its middle.
struct GradientStripLayout {
  struct Row {
    std::size_t index = 0;  ///< among all rows
    QRectF all;
    QRectF label;
    QRectF number;
    QRectF share;               ///< null where there is no room for it
    std::vector<QPointF> dots;  ///< one for each value; those that are no numbers stand at the axis's ends
    double mean = 0;            ///< x
    std::optional<QPointF> apart;
  };
  std::vector<Row> rows;  ///< those that fit, from the first one that is to be shown
  QRectF head;
  QRectF area;  ///< of the dots
  std::vector<AxisTick> ticks;
  double bound = 1;
  double xAt(double value) const;
};
GradientStripLayout layoutGradientStrips(const GradientRows& rows, std::size_t first, const QSizeF& size,
                                         const GradientStripTexts& texts);
/// How many rows have room in this height.
std::size_t stripsThatFit(double height, const GradientStripTexts& texts);

/// Every example of the batch as a dot at its gradient, one strip a parameter, with their mean. The axis is linear, so
/// that the mean stands where the dots balance.
class GradientStrips : public QAbstractScrollArea {
  Q_OBJECT

 public:
  explicit GradientStrips(QWidget* parent = nullptr);

  void setRows(GradientRows rows);
  const GradientRows& rows() const { return m_rows; }
  /// These rows stand on a soft ground, the first of them within sight.
  void setChosen(const NetworkItem& item);
  GradientStripLayout currentLayout() const;
  /// How many rows have room.
  std::size_t capacity() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void rowPointed(std::optional<backscope::NetworkItem> item);
  void rowChosen(const backscope::NetworkItem& item);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  bool isChosen(const NetworkItem& item) const;
  bool isNamed(std::size_t index) const;
  std::optional<NetworkItem> itemAt(const QPointF& place) const;
  void point(const std::optional<NetworkItem>& item);
  void fitScrollBar();
  void showChosen();
  void measureTexts();
  void paintHead(QPainter& painter, const GradientStripLayout& layout) const;
  void paintAxis(QPainter& painter, const GradientStripLayout& layout) const;
  void paintRowTexts(QPainter& painter, const GradientStripLayout::Row& place) const;
  void paintDots(QPainter& painter, const GradientStripLayout& layout, const GradientStripLayout::Row& place) const;
  void paintPresent(QPainter& painter, const GradientStripLayout& layout, const GradientStripLayout::Row& place) const;
  void paintPresentName(QPainter& painter, const GradientStripLayout& layout, const QPointF& at, double radius) const;
  void paintMean(QPainter& painter, const GradientStripLayout& layout, const GradientStripLayout::Row& place) const;

  GradientRows m_rows;
  GradientStripTexts m_texts;
  std::optional<NetworkItem> m_chosen;
  std::optional<NetworkItem> m_pointed;
};

}  // namespace backscope
