#pragma once

#include <QPixmap>
#include <QTimer>
#include <QWidget>
#include <optional>

#include "ui/views/surface_scene.h"

namespace backscope {

/// The relief of a loss surface. Dragging and the arrow keys turn it, a double-click and Home put it back. While it
/// changes it is drawn more coarsely where it would else not follow.
class SurfaceRelief : public QWidget {
  Q_OBJECT

 public:
  explicit SurfaceRelief(QWidget* parent = nullptr);

  /// The scene's picture must stay until the next one.
  void setScene(const SurfaceScene& scene);
  const ReliefTurn& turn() const { return m_turn; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void setTurn(const ReliefTurn& turn);
  void change();
  void paintAnew();
  void forget();

  SurfaceScene m_scene;
  ReliefTurn m_turn;
  QPixmap m_painted;
  bool m_isPainted = false;
  bool m_isSlow = false;  ///< a whole one takes longer than a frame has
  QTimer m_rest;          ///< runs while it changes, and until it is drawn whole
  std::optional<QPointF> m_heldAt;
};

}  // namespace backscope
