#include "ui/views/surface_map.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/surface_text.h"

namespace backscope {

namespace {

constexpr double kZoomStep = 1.25;
constexpr double kMoveShare = 0.1;    ///< of the window, by an arrow with Shift
constexpr double kReadingSteps = 50;  ///< of the reading from edge to edge
constexpr double kWheelStep = 120;
constexpr double kLetters = 26;  ///< that a comfortable map is wide

}  // namespace

SurfaceMap::SurfaceMap(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Map of the loss surface"));
  setToolTip(tr("Ctrl and a click, or Enter where you read, puts the weights there."));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  connect(&Theme::instance(), &Theme::changed, this, &SurfaceMap::forgetShape);
}

void SurfaceMap::setScene(const SurfaceScene& scene) {
  m_scene = scene;
  forgetShape();
  // What is read may have changed below the pointer.
  if (m_reading) emit readingChanged();
}

void SurfaceMap::forgetShape() {
  m_shape.reset();
  update();
}

QRectF SurfaceMap::room() const { return QRectF(rect()).adjusted(2, 2, -2, -2); }

SurfaceLayout SurfaceMap::currentLayout() const {
  if (m_scene.picture == nullptr) return layoutSurface(room(), {}, {});
  return m_shape ? m_shape->layout : layoutSurface(room(), m_scene.window, surfaceTexts(m_scene));
}

const SurfaceMapShape& SurfaceMap::shape() {
  if (!m_shape)
    m_shape = m_scene.picture != nullptr ? shapeOfMap(m_scene, room(), devicePixelRatioF()) : SurfaceMapShape();
  return *m_shape;
}

QString SurfaceMap::reading() const {
  if (!m_reading || !m_scene.hasSurface()) return {};
  const SurfaceLayout layout = currentLayout();
  const QPointF place = layout.placeOf(m_reading->alpha, m_reading->beta);
  if (const std::optional<FoundMark> mark = markAt(m_scene, layout, place))
    return markWords(m_scene, mark->mark, mark->name);
  return placeWords(m_scene, m_reading->alpha, m_reading->beta);
}

QSize SurfaceMap::minimumSizeHint() const {
  const SurfaceTexts texts = m_scene.picture != nullptr ? surfaceTexts(m_scene) : SurfaceTexts();
  return leastSurfaceSize(texts).toSize() + QSize(5, 5);
}

QSize SurfaceMap::sizeHint() const {
  const int letter = QFontMetrics(numberFont()).averageCharWidth();
  return minimumSizeHint().expandedTo({static_cast<int>(kLetters * letter), static_cast<int>(kLetters * letter * 0.7)});
}

void SurfaceMap::paintEvent(QPaintEvent*) {
  if (!m_shape && m_scene.picture != nullptr) {
    const double ratio = devicePixelRatioF();
    m_painted = QPixmap((QSizeF(size()) * ratio).toSize());
    m_painted.setDevicePixelRatio(ratio);
    m_painted.fill(Qt::transparent);
    QPainter painter(&m_painted);
    paintSurfaceMap(painter, m_scene, shape());
  }
  QPainter painter(this);
  painter.drawPixmap(0, 0, m_painted);
  if (!m_scene.hasSurface()) return;
  const SurfaceLayout& layout = shape().layout;
  paintReading(painter, layout);
  if (!hasFocus()) return;
  painter.setPen(QPen(Theme::instance().colors().accent, 1.5));
  painter.drawRect(layout.area.adjusted(-1, -1, 1, 1));
}

void SurfaceMap::paintReading(QPainter& painter, const SurfaceLayout& layout) const {
  if (!m_reading || m_heldAt) return;
  QPointF place = layout.placeOf(m_reading->alpha, m_reading->beta);
  // The lines go to what is read.
  if (const std::optional<FoundMark> mark = markAt(m_scene, layout, place))
    place = layout.placeOf(mark->mark.place.alpha, mark->mark.place.beta);
  if (!layout.area.adjusted(-1, -1, 1, 1).contains(place)) return;
  const ThemeColors& colors = Theme::instance().colors();
  QColor line = colors.contour;
  line.setAlphaF(0.6F);
  painter.setPen(QPen(line, 1));
  painter.drawLine(QPointF(layout.area.left(), place.y()), QPointF(layout.area.right(), place.y()));
  painter.drawLine(QPointF(place.x(), layout.area.top()), QPointF(place.x(), layout.area.bottom()));
}

void SurfaceMap::resizeEvent(QResizeEvent*) { forgetShape(); }

void SurfaceMap::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::FontChange && event->type() != QEvent::ApplicationFontChange) return;
  updateGeometry();
  forgetShape();
}

void SurfaceMap::read(const std::optional<Place>& place) {
  m_reading = place;
  setAccessibleDescription(reading());
  emit readingChanged();
  update();
}

void SurfaceMap::zoom(double factor, const Place& around) {
  const SurfaceWindow window = zoomed(m_scene.window, factor, around.alpha, around.beta);
  if (window != m_scene.window) emit windowChosen(window);
}

void SurfaceMap::wheelEvent(QWheelEvent* event) {
  const SurfaceLayout layout = currentLayout();
  if (!m_scene.hasSurface() || !layout.area.contains(event->position())) return event->ignore();
  event->accept();
  zoom(std::pow(kZoomStep, event->angleDelta().y() / kWheelStep),
       {layout.alphaAt(event->position().x()), layout.betaAt(event->position().y())});
}

void SurfaceMap::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !m_scene.hasSurface()) return;
  if (event->modifiers().testFlag(Qt::ControlModifier)) {
    const SurfaceLayout layout = currentLayout();
    const QPointF place = event->position();
    if (layout.area.contains(place)) emit placeChosen(layout.alphaAt(place.x()), layout.betaAt(place.y()));
    return;
  }
  m_heldAt = event->position();
  m_heldWindow = m_scene.window;
}

void SurfaceMap::drag(const QPointF& place) {
  const SurfaceLayout layout = currentLayout();
  const QPointF by = *m_heldAt - place;
  const SurfaceWindow window =
      moved(m_heldWindow, by.x() / layout.area.width() * (m_heldWindow.alphaHigh - m_heldWindow.alphaLow),
            -by.y() / layout.area.height() * (m_heldWindow.betaHigh - m_heldWindow.betaLow));
  setCursor(Qt::ClosedHandCursor);
  if (window != m_scene.window) emit windowChosen(window);
}

void SurfaceMap::mouseMoveEvent(QMouseEvent* event) {
  constexpr double kDragFrom = 4;
  const QPointF place = event->position();
  const bool isDragging = cursor().shape() == Qt::ClosedHandCursor;
  if (m_heldAt && (isDragging || (place - *m_heldAt).manhattanLength() >= kDragFrom)) return drag(place);
  const SurfaceLayout layout = currentLayout();
  const bool isInside = m_scene.hasSurface() && layout.area.contains(place);
  read(isInside ? std::optional(Place{layout.alphaAt(place.x()), layout.betaAt(place.y())}) : std::nullopt);
}

void SurfaceMap::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m_heldAt.reset();
  unsetCursor();
  update();
}

void SurfaceMap::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) emit fitRequested();
}

void SurfaceMap::leaveEvent(QEvent* event) {
  QWidget::leaveEvent(event);
  if (!hasFocus()) read(std::nullopt);
}

bool SurfaceMap::moveBy(int right, int up, bool isWindow) {
  if ((right == 0 && up == 0) || !m_scene.hasSurface()) return false;
  const SurfaceWindow& window = m_scene.window;
  const double share = isWindow ? kMoveShare : 1 / kReadingSteps;
  const double alpha = right * share * (window.alphaHigh - window.alphaLow);
  const double beta = up * share * (window.betaHigh - window.betaLow);
  if (isWindow) {
    emit windowChosen(moved(window, alpha, beta));
    return true;
  }
  const PlanePlace& here = m_scene.picture->here.place;
  const Place from = m_reading.value_or(Place{here.alpha, here.beta});
  read(Place{std::clamp(from.alpha + (m_reading ? alpha : 0), window.alphaLow, window.alphaHigh),
             std::clamp(from.beta + (m_reading ? beta : 0), window.betaLow, window.betaHigh)});
  return true;
}

void SurfaceMap::keyPressEvent(QKeyEvent* event) {
  const int key = event->key();
  const int right = (key == Qt::Key_Right ? 1 : 0) - (key == Qt::Key_Left ? 1 : 0);
  const int up = (key == Qt::Key_Up ? 1 : 0) - (key == Qt::Key_Down ? 1 : 0);
  if (moveBy(right, up, event->modifiers().testFlag(Qt::ShiftModifier))) return;
  const SurfaceWindow& window = m_scene.window;
  const Place middle{(window.alphaLow + window.alphaHigh) / 2, (window.betaLow + window.betaHigh) / 2};
  if (key == Qt::Key_Home) return emit fitRequested();
  if (m_scene.hasSurface() && (key == Qt::Key_Plus || key == Qt::Key_Equal))
    return zoom(kZoomStep, m_reading.value_or(middle));
  if (m_scene.hasSurface() && key == Qt::Key_Minus) return zoom(1 / kZoomStep, m_reading.value_or(middle));
  if (key == Qt::Key_Escape && m_reading) return read(std::nullopt);
  if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_reading && m_scene.hasSurface())
    return emit placeChosen(m_reading->alpha, m_reading->beta);
  QWidget::keyPressEvent(event);
}

void SurfaceMap::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void SurfaceMap::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  if (!underMouse()) read(std::nullopt);
  update();
}

}  // namespace backscope
