#include "ui/views/depth_chart.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <utility>

#include "ui/text/notation.h"
#include "ui/theme/theme.h"
#include "ui/views/depth_text.h"

namespace backscope {

namespace {

DepthPicture nothingMeasured() {
  Session session;
  session.network.layers = {{8, Activation::Tanh}, {1, Activation::Identity}};
  return emptyDepthPicture(session);
}

}  // namespace

DepthChart::DepthChart(QWidget* parent) : QWidget(parent), m_picture(nothingMeasured()) {
  setAccessibleName(tr("Scale of depth"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, qOverload<>(&QWidget::update));
}

void DepthChart::setPicture(DepthPicture picture) {
  m_picture = std::move(picture);
  update();
}

DepthLayout DepthChart::currentLayout() const { return layoutDepthFor(m_picture, rect(), m_focus); }

QSize DepthChart::minimumSizeHint() const { return leastDepthSize(depthTexts()).toSize() + QSize(1, 1); }

QSize DepthChart::sizeHint() const { return minimumSizeHint() * 1.5; }

bool DepthChart::isMeasured() const { return m_focus.current && m_picture.at(*m_focus.current); }

void DepthChart::setCurrent(const std::optional<DepthPlace>& place) {
  if (std::exchange(m_focus.current, place) == place) return;
  emit currentChanged();
  update();
}

void DepthChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintDepth(painter, m_picture, currentLayout(), m_focus);
}

void DepthChart::mouseMoveEvent(QMouseEvent* event) {
  setCurrent(depthPlaceAt(m_picture, currentLayout(), event->position()));
}

void DepthChart::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mouseReleaseEvent(event);
  setCurrent(depthPlaceAt(m_picture, currentLayout(), event->position()));
  if (isMeasured()) emit placeChosen(*m_focus.current);
}

/// With the keyboard here the current point stays.
void DepthChart::leaveEvent(QEvent* event) {
  QWidget::leaveEvent(event);
  if (!hasFocus()) setCurrent(std::nullopt);
}

bool DepthChart::moveCurrent(int key) {
  const int right = (key == Qt::Key_Right ? 1 : 0) - (key == Qt::Key_Left ? 1 : 0);
  const int up = (key == Qt::Key_Up ? 1 : 0) - (key == Qt::Key_Down ? 1 : 0);
  if (right == 0 && up == 0) return false;
  setCurrent(m_focus.current ? neighbourOf(m_picture, currentLayout(), *m_focus.current, right, up) : shown());
  return true;
}

void DepthChart::keyPressEvent(QKeyEvent* event) {
  if (moveCurrent(event->key())) return;
  const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (!isEnter || !isMeasured()) return QWidget::keyPressEvent(event);
  emit placeChosen(*m_focus.current);
}

void DepthChart::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  m_focus.isKeyboardHere = true;
  if (!m_focus.current) setCurrent(shown());
  update();
}

void DepthChart::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  m_focus.isKeyboardHere = false;
  if (!underMouse()) setCurrent(std::nullopt);
  update();
}

void DepthChart::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::FontChange && event->type() != QEvent::ApplicationFontChange) return;
  updateGeometry();
  update();
}

}  // namespace backscope
