#pragma once

#include <QPixmap>
#include <QWidget>
#include <optional>

#include "ui/views/surface_map_painter.h"

namespace backscope {

/// The map of a loss surface. The wheel, + and − zoom, dragging and Shift with an arrow move, a double-click and Home
/// fit again. What is pointed at is read; by keyboard the arrows move the reading, Escape ends it. A click with Ctrl,
/// or Enter where something is read, chooses the place.
class SurfaceMap : public QWidget {
  Q_OBJECT

 public:
  explicit SurfaceMap(QWidget* parent = nullptr);

  /// The scene's picture must stay until the next one.
  void setScene(const SurfaceScene& scene);
  SurfaceLayout currentLayout() const;
  const SurfaceMapShape& shape();
  /// What is read, in words; empty while nothing is.
  QString reading() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void windowChosen(const backscope::SurfaceWindow& window);
  /// All that fits is to be seen.
  void fitRequested();
  /// θ is to go there.
  void placeChosen(double alpha, double beta);
  void readingChanged();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  /// A place in the plane.
  struct Place {
    double alpha = 0;
    double beta = 0;
  };

  QRectF room() const;
  void forgetShape();
  void read(const std::optional<Place>& place);
  void drag(const QPointF& place);
  void zoom(double factor, const Place& around);
  bool moveBy(int right, int up, bool isWindow);
  void paintReading(QPainter& painter, const SurfaceLayout& layout) const;

  SurfaceScene m_scene;
  std::optional<SurfaceMapShape> m_shape;
  QPixmap m_painted;
  std::optional<Place> m_reading;
  std::optional<QPointF> m_heldAt;
  SurfaceWindow m_heldWindow;
};

}  // namespace backscope
