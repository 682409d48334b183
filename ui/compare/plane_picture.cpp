#include "ui/compare/plane_picture.h"

#include <QEvent>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

constexpr double kGap = 4;
constexpr double kLeastPlot = 40;
constexpr double kStepShare = 0.025;  ///< of the plane, for a press of an arrow key

}  // namespace

PlanePicture::PlanePicture(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::TabFocus);  // who clicks it still steps with the arrow keys
}

void PlanePicture::setPointedPlace(const std::optional<QPointF>& place) {
  if (place == m_place) return;
  m_place = place;
  update();
}

void PlanePicture::point(const std::optional<QPointF>& place) {
  if (place == m_place) return;
  setPointedPlace(place);
  emit placePointed(place);
}

void PlanePicture::mouseMoveEvent(QMouseEvent* event) {
  const PlotMap map = plotMapNow();
  const bool isOver = map.plot.contains(event->position());
  point(isOver ? std::optional(map.toValue(event->position())) : std::nullopt);
}

void PlanePicture::leaveEvent(QEvent*) { point(std::nullopt); }

void PlanePicture::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  point(std::nullopt);
  update();
}

void PlanePicture::keyPressEvent(QKeyEvent* event) {
  const PlotMap map = plotMapNow();
  const QPointF step(kStepShare * (map.right - map.left), kStepShare * (map.top - map.bottom));
  QPointF place = m_place.value_or(QPointF((map.left + map.right) / 2, (map.bottom + map.top) / 2));
  switch (event->key()) {
    case Qt::Key_Left:
      place.rx() -= step.x();
      break;
    case Qt::Key_Right:
      place.rx() += step.x();
      break;
    case Qt::Key_Up:
      place.ry() += step.y();
      break;
    case Qt::Key_Down:
      place.ry() -= step.y();
      break;
    case Qt::Key_Escape:
      if (m_place) return point(std::nullopt);
      [[fallthrough]];
    default:
      return QWidget::keyPressEvent(event);
  }
  point(QPointF(std::clamp(place.x(), map.left, map.right), std::clamp(place.y(), map.bottom, map.top)));
}

void PlanePicture::resizeEvent(QResizeEvent*) { updateLayout(); }

void PlanePicture::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::FontChange && event->type() != QEvent::ApplicationFontChange) return;
  updateGeometry();
  updateLayout();
}

BoundaryLayout PlanePicture::layoutWithin(const PlotMap& map, int linesBelow) const {
  const QFontMetricsF numbers(numberFont(TextSize::Small));
  double ticks = 0;
  for (const double tick : planeTicks(map.bottom, map.top, 5))
    ticks = std::max(ticks, std::ceil(numbers.horizontalAdvance(formatShort(tick))));
  const double left = ticks + kGap;
  const double top = kGap;
  const double below = numbers.height() + kGap + linesBelow * numbers.height() + (linesBelow > 0 ? 2 * kGap : 0);
  const double side = std::max(kLeastPlot, std::floor(std::min(width() - left - 2, height() - top - below)));
  BoundaryLayout layout;
  // The numbers at the left leave the plot where the eye expects its middle.
  const double x = std::max(left, std::round((width() - side) / 2));
  layout.plot = QRectF(std::min(x, std::max(left, width() - side - 2)), top, side, side);
  layout.readout =
      QRectF(0, layout.plot.bottom() + numbers.height() + 2 * kGap, width(), linesBelow * numbers.height());
  return layout;
}

void PlanePicture::paintPointedPlace(QPainter& painter, const QString& markup) const {
  if (!m_place) return;
  const ThemeColors& colors = Theme::instance().colors();
  const QPointF center = plotMapNow().toPixel(m_place->x(), m_place->y());
  const QRectF& plot = m_layout.plot;
  painter.save();
  painter.setClipRect(plot);
  painter.setPen(QPen(colors.contour, 1, Qt::DotLine));
  if (!m_isCurve) painter.drawLine(QPointF(plot.left(), center.y()), QPointF(plot.right(), center.y()));
  painter.drawLine(QPointF(center.x(), plot.top()), QPointF(center.x(), plot.bottom()));
  painter.restore();
  const MathText text(markup, mathFont(TextSize::Small));
  const QSizeF size(text.width() + 10, text.height() + 4);
  // In the corner farthest from the place.
  const double x = center.x() < plot.center().x() ? plot.right() - size.width() - 3 : plot.left() + 3;
  const double y = center.y() < plot.center().y() ? plot.bottom() - size.height() - 3 : plot.top() + 3;
  const QRectF box(QPointF(std::clamp(x, 0.0, std::max(0.0, width() - size.width())), y), size);
  painter.setPen(QPen(colors.controlBorder, 1));
  painter.setBrush(colors.control);
  painter.drawRoundedRect(box, 4, 4);
  painter.setPen(colors.text);
  text.paint(painter, box.topLeft() + QPointF(5, 2 + text.ascent()));
}

QSize PlanePicture::sizeHint() const { return minimumSizeHint() * 1.6; }

QSize PlanePicture::minimumSizeHint() const {
  const int line = QFontMetrics(textFont(TextSize::Small)).height();
  return {9 * line, 11 * line};
}

}  // namespace backscope
