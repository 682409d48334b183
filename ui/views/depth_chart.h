#pragma once

#include <QWidget>

#include "ui/views/depth_painter.h"

namespace backscope {

/// The scale of depth with its axes and the names of its curves. One point is the current one: that which is pointed
/// at, or was last led to by the arrow keys. A click or Enter chooses it.
class DepthChart : public QWidget {
  Q_OBJECT

 public:
  explicit DepthChart(QWidget* parent = nullptr);

  void setPicture(DepthPicture picture);
  const DepthPicture& picture() const { return m_picture; }
  const std::optional<DepthPlace>& current() const { return m_focus.current; }
  /// That of the current point or, without one, of the present network.
  DepthPlace shown() const { return shownPlace(m_picture, m_focus); }
  DepthLayout currentLayout() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void placeChosen(const backscope::DepthPlace& place);
  void currentChanged();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void setCurrent(const std::optional<DepthPlace>& place);
  bool moveCurrent(int key);
  bool isMeasured() const;

  DepthPicture m_picture;
  DepthFocus m_focus;
};

}  // namespace backscope
