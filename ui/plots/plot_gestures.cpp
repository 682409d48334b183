#include "ui/plots/plot_gestures.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/plots/plot_view.h"

namespace backscope {

namespace {

constexpr double kWheelStep = 1.2;  ///< zoom for one notch of the wheel
constexpr double kPanStep = 0.1;    ///< of what is shown, with an arrow key

}  // namespace

PlotGestures::PlotGestures(PlotView* view) : QObject(view), m_view(view) { view->installEventFilter(this); }

bool PlotGestures::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::Wheel:
      return turnWheel(*static_cast<QWheelEvent*>(event));
    case QEvent::KeyPress:
      return pressKey(*static_cast<QKeyEvent*>(event));
    case QEvent::MouseButtonPress:
      return pressMouse(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseMove:
      return moveMouse(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonRelease:
      return releaseMouse();
    default:
      return QObject::eventFilter(watched, event);
  }
}

bool PlotGestures::turnWheel(const QWheelEvent& event) {
  const double notches = event.angleDelta().y() / 120.0;
  if (notches != 0)
    zoomIterations(std::pow(kWheelStep, -notches), m_view->currentLayout().frame.iterationAt(event.position().x()));
  return true;
}

void PlotGestures::zoomIterations(double factor, double around) {
  const PlotFrame frame = m_view->currentLayout().frame;
  m_view->zoomTo({around - (around - frame.firstIteration) * factor, around + (frame.lastIteration - around) * factor,
                  frame.low, frame.high});
}

void PlotGestures::moveReadOut(int steps) {
  const PlotFrame frame = m_view->currentLayout().frame;
  const double step = std::max(1.0, (frame.lastIteration - frame.firstIteration) / 100);
  const double from = m_view->readOut().value_or(steps > 0 ? frame.firstIteration : frame.lastIteration);
  m_view->setReadOut(std::clamp(from + steps * step, frame.firstIteration, frame.lastIteration));
}

bool PlotGestures::moveWindow(int key) {
  const PlotFrame frame = m_view->currentLayout().frame;
  const double iterations = kPanStep * (frame.lastIteration - frame.firstIteration);
  const double coordinates = kPanStep * (frame.high - frame.low);
  if (key == Qt::Key_Left || key == Qt::Key_Right) {
    pan(key == Qt::Key_Left ? -iterations : iterations, 0);
    return true;
  }
  if (key != Qt::Key_Up && key != Qt::Key_Down) return false;
  pan(0, key == Qt::Key_Down ? -coordinates : coordinates);
  return true;
}

bool PlotGestures::pressKey(const QKeyEvent& event) {
  if (event.modifiers() == Qt::ShiftModifier && moveWindow(event.key())) return true;
  const PlotFrame frame = m_view->currentLayout().frame;
  const double around = m_view->readOut().value_or((frame.firstIteration + frame.lastIteration) / 2);
  switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
      moveReadOut(event.key() == Qt::Key_Left ? -1 : 1);
      return true;
    case Qt::Key_Plus:
    case Qt::Key_Minus:
      zoomIterations(event.key() == Qt::Key_Plus ? 1 / kWheelStep : kWheelStep, around);
      return true;
    case Qt::Key_Home:
      m_view->resetZoom();
      return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (!m_view->arePlacesChosen() || !m_view->readOut()) return false;
      emit m_view->placeChosen(*m_view->readOut());
      return true;
    default:
      return false;
  }
}

bool PlotGestures::pressMouse(const QMouseEvent& event) {
  const bool isHold = event.button() == Qt::MiddleButton ||
                      (event.button() == Qt::LeftButton && event.modifiers() == Qt::ShiftModifier);
  if (!isHold) return false;
  m_heldAt = event.position();
  m_view->setReadOut(std::nullopt);
  m_view->setCursor(Qt::ClosedHandCursor);
  return true;
}

/// What was taken hold of stays under the cursor.
bool PlotGestures::moveMouse(const QMouseEvent& event) {
  if (!m_heldAt) return false;
  const PlotFrame frame = m_view->currentLayout().frame;
  const QPointF from = *std::exchange(m_heldAt, event.position());
  pan(frame.iterationAt(from.x()) - frame.iterationAt(event.position().x()),
      frame.coordinateAt(from.y()) - frame.coordinateAt(event.position().y()));
  return true;
}

bool PlotGestures::releaseMouse() {
  if (!m_heldAt) return false;
  m_heldAt.reset();
  m_view->unsetCursor();
  return true;
}

void PlotGestures::pan(double iterations, double coordinates) {
  if (!m_view->isZoomed()) return;
  const PlotFrame frame = m_view->currentLayout().frame;
  const PlotWindow whole = wholeOf(m_view->content(), m_view->scale());
  const auto within = [](double shift, double low, double high) {
    return std::clamp(shift, std::min(low, 0.0), std::max(high, 0.0));
  };
  const double along =
      within(iterations, whole.firstIteration - frame.firstIteration, whole.lastIteration - frame.lastIteration);
  const double up = within(coordinates, whole.low - frame.low, whole.high - frame.high);
  m_view->zoomTo({frame.firstIteration + along, frame.lastIteration + along, frame.low + up, frame.high + up});
}

}  // namespace backscope
