#pragma once

#include <QSlider>

namespace backscope {

/// A horizontal slider in the theme's colours; a click on its track goes there.
class Slider : public QSlider {
  Q_OBJECT

 public:
  explicit Slider(QWidget* parent = nullptr);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  /// Left to the column that scrolls.
  void wheelEvent(QWheelEvent* event) override;

  /// Where the knob's middle is for this value.
  double centerOf(int place) const;

 private:
  int placeUnder(double x) const;
};

}  // namespace backscope
