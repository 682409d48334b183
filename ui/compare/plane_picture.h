#pragma once

#include <QWidget>
#include <optional>

#include "ui/views/boundary_geometry.h"
#include "ui/views/boundary_painter.h"

namespace backscope {

/// What several pictures of the same input plane have in common: the place that is pointed at is the same in all.
///
/// The arrow keys move it, Escape ends it.
class PlanePicture : public QWidget {
  Q_OBJECT

 public:
  explicit PlanePicture(QWidget* parent = nullptr);

  /// In the plane's values; nothing: none.
  void setPointedPlace(const std::optional<QPointF>& place);
  const std::optional<QPointF>& pointedPlace() const { return m_place; }
  const BoundaryLayout& boundaryLayout() const { return m_layout; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void placePointed(const std::optional<QPointF>& place);

 protected:
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

  /// Places of the values on the plot; the plot is null while there is nothing to show.
  virtual PlotMap plotMapNow() const = 0;
  /// The plot stands elsewhere.
  virtual void updateLayout() = 0;

  /// A square plot with its numbers, and so many lines of text above and below it.
  BoundaryLayout layoutWithin(const PlotMap& map, int linesBelow) const;
  /// A cross at the place, and a tag with what is true there as MathText's markup.
  void paintPointedPlace(QPainter& painter, const QString& markup) const;

  BoundaryLayout m_layout;
  std::optional<QPointF> m_place;
  bool m_isCurve = false;  ///< of one input: what stands upwards is no place

 private:
  void point(const std::optional<QPointF>& place);
};

}  // namespace backscope
