#include "ui/views/surface_relief.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/relief_painter.h"
#include "ui/views/relief_projection.h"

namespace backscope {

namespace {

constexpr double kRadiansPerPixel = 0.01;
constexpr double kRadiansPerKey = 0.12;
constexpr qint64 kFrame = 6;  ///< milliseconds that painting may take while it changes
constexpr int kRest = 150;    ///< milliseconds without a change, after which it is drawn whole
constexpr int kLetters = 22;  ///< that a comfortable relief is wide

}  // namespace

SurfaceRelief::SurfaceRelief(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Relief of the loss surface"));
  setAccessibleDescription(tr("The same as the map, its losses as heights. The arrow keys turn it."));
  setToolTip(tr("Drag, or use the arrow keys, to turn it; a double-click, or Home, puts it back"));
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::OpenHandCursor);
  m_rest.setSingleShot(true);
  m_rest.setInterval(kRest);
  connect(&m_rest, &QTimer::timeout, this, &SurfaceRelief::forget);
  connect(&Theme::instance(), &Theme::changed, this, &SurfaceRelief::forget);
}

void SurfaceRelief::setScene(const SurfaceScene& scene) {
  m_scene = scene;
  change();
}

/// Others may follow at once.
void SurfaceRelief::change() {
  if (m_isSlow) m_rest.start();
  forget();
}

void SurfaceRelief::forget() {
  m_isPainted = false;
  update();
}

QSize SurfaceRelief::minimumSizeHint() const {
  const int line = QFontMetrics(numberFont(TextSize::Small)).height();
  return {8 * line, 6 * line};
}

QSize SurfaceRelief::sizeHint() const {
  const int letter = QFontMetrics(numberFont()).averageCharWidth();
  return minimumSizeHint().expandedTo({kLetters * letter, kLetters * letter * 2 / 3});
}

void SurfaceRelief::paintAnew() {
  const double ratio = devicePixelRatioF();
  m_painted = QPixmap((QSizeF(size()) * ratio).toSize());
  m_painted.setDevicePixelRatio(ratio);
  m_painted.fill(Qt::transparent);
  m_isPainted = true;
  if (m_scene.picture == nullptr) return;
  m_scene.look.turn = m_turn;
  const ReliefQuality quality = m_rest.isActive() ? ReliefQuality::Quick : ReliefQuality::Whole;
  QPainter painter(&m_painted);
  QElapsedTimer timer;
  timer.start();
  paintRelief(painter, m_scene, QRectF(rect()).adjusted(2, 2, -2, -2), quality);
  if (quality == ReliefQuality::Whole) m_isSlow = timer.elapsed() >= kFrame;
}

void SurfaceRelief::paintEvent(QPaintEvent*) {
  if (!m_isPainted) paintAnew();
  QPainter painter(this);
  painter.drawPixmap(0, 0, m_painted);
  if (!hasFocus()) return;
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(Theme::instance().colors().accent, 1.5));
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4);
}

void SurfaceRelief::resizeEvent(QResizeEvent*) { forget(); }

void SurfaceRelief::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::FontChange && event->type() != QEvent::ApplicationFontChange) return;
  updateGeometry();
  forget();
}

void SurfaceRelief::setTurn(const ReliefTurn& turn) {
  if (turn == m_turn) return;
  m_turn = turn;
  change();
}

void SurfaceRelief::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m_heldAt = event->position();
  setCursor(Qt::ClosedHandCursor);
}

void SurfaceRelief::mouseMoveEvent(QMouseEvent* event) {
  if (!m_heldAt) return;
  const QPointF by = event->position() - *m_heldAt;
  m_heldAt = event->position();
  setTurn(turned(m_turn, kRadiansPerPixel * by.x(), kRadiansPerPixel * by.y()));
}

void SurfaceRelief::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m_heldAt.reset();
  setCursor(Qt::OpenHandCursor);
}

void SurfaceRelief::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) setTurn({});
}

void SurfaceRelief::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
      return setTurn(turned(m_turn, -kRadiansPerKey, 0));
    case Qt::Key_Right:
      return setTurn(turned(m_turn, kRadiansPerKey, 0));
    case Qt::Key_Up:
      return setTurn(turned(m_turn, 0, -kRadiansPerKey));
    case Qt::Key_Down:
      return setTurn(turned(m_turn, 0, kRadiansPerKey));
    case Qt::Key_Home:
      return setTurn({});
    default:
      QWidget::keyPressEvent(event);
  }
}

void SurfaceRelief::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void SurfaceRelief::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
}

}  // namespace backscope
