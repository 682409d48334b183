#include "ui/widgets/slider.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace backscope {

namespace {

constexpr double kKnobRadius = 6;
constexpr double kTrackHeight = 4;

}  // namespace

Slider::Slider(QWidget* parent) : QSlider(Qt::Horizontal, parent) {
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&Slider::update));
}

QSize Slider::sizeHint() const { return {96, 16}; }

QSize Slider::minimumSizeHint() const { return {48, 16}; }

double Slider::centerOf(int place) const {
  const double range = std::max(1, maximum() - minimum());
  return kKnobRadius + 2 + (place - minimum()) / range * (width() - 2 * kKnobRadius - 4);
}

int Slider::placeUnder(double x) const {
  const double share = (x - kKnobRadius - 2) / std::max(1.0, width() - 2 * kKnobRadius - 4);
  return minimum() + static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * (maximum() - minimum())));
}

void Slider::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return event->ignore();
  setSliderDown(true);
  setSliderPosition(placeUnder(event->position().x()));
}

void Slider::mouseMoveEvent(QMouseEvent* event) {
  if (isSliderDown()) setSliderPosition(placeUnder(event->position().x()));
}

void Slider::mouseReleaseEvent(QMouseEvent*) { setSliderDown(false); }

void Slider::wheelEvent(QWheelEvent* event) { event->ignore(); }

void Slider::paintEvent(QPaintEvent*) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  const double middle = height() / 2.0;
  const QRectF track(2, middle - kTrackHeight / 2, width() - 4, kTrackHeight);
  painter.setBrush(colors.groove);
  painter.drawRoundedRect(track, kTrackHeight / 2, kTrackHeight / 2);
  const QColor accent = isEnabled() ? colors.accent : colors.controlBorder;
  QRectF filled = track;
  filled.setRight(centerOf(value()));
  painter.setBrush(accent);
  painter.drawRoundedRect(filled, kTrackHeight / 2, kTrackHeight / 2);
  const QPointF knob(centerOf(value()), middle);
  painter.setPen(QPen(accent, 2));
  painter.setBrush(isSliderDown() || (underMouse() && isEnabled()) ? colors.groove : colors.card);
  painter.drawEllipse(knob, kKnobRadius - 0.5, kKnobRadius - 0.5);
  if (!hasFocus()) return;
  painter.setPen(QPen(accent, 1.5));
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(knob, kKnobRadius + 1.5, kKnobRadius + 1.5);
}

}  // namespace backscope
