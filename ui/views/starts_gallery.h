#pragma once

#include <QRectF>
#include <QWidget>
#include <optional>

#include "ui/views/starts_picture.h"

namespace backscope {

/// The functions that most of many starts came to, each as its field over the plane with how many came
/// there and whether that solves it, or the plateau on which it stands. One is
/// the current one: that which is pointed at, or was last led to by the arrow keys. A click or Enter chooses it.
class StartsGallery : public QWidget {
  Q_OBJECT

 public:
  explicit StartsGallery(QWidget* parent = nullptr);

  void setPicture(const StartsPicture& picture);

  /// As many groups as there is room for.
  std::size_t shownCount() const;
  QRectF frameOf(std::size_t group) const;
  std::optional<std::size_t> current() const { return m_current; }
  /// Of the current group; where there is none, what to do.
  QString words() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void runChosen(std::size_t cell);
  /// words() may be others.
  void wordsChanged();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  double side() const;
  std::optional<std::size_t> groupAt(const QPointF& place) const;
  void setCurrent(std::optional<std::size_t> group);
  void describe();
  void paintGroup(QPainter& painter, std::size_t group) const;

  StartsPicture m_picture;
  std::optional<std::size_t> m_current;
};

}  // namespace backscope
