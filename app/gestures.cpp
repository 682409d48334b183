#include "app/gestures.h"

#include <QCoreApplication>
#include <QKeyEvent>

namespace backscope {

namespace {

/// The keys with which a slider or a list is gone through.
bool goesThroughValues(int key) {
  return (key >= Qt::Key_Left && key <= Qt::Key_Down) || key == Qt::Key_PageUp || key == Qt::Key_PageDown ||
         key == Qt::Key_Home || key == Qt::Key_End;
}

bool beginsGesture(const QEvent& event) {
  switch (event.type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::FocusIn:
      return true;
    case QEvent::KeyPress: {
      const auto& key = static_cast<const QKeyEvent&>(event);
      return !key.isAutoRepeat() && !goesThroughValues(key.key());
    }
    default:
      return false;
  }
}

}  // namespace

Gestures::Gestures(QObject* parent) : QObject(parent) { QCoreApplication::instance()->installEventFilter(this); }

bool Gestures::eventFilter(QObject* watched, QEvent* event) {
  if (beginsGesture(*event)) ++m_count;
  return QObject::eventFilter(watched, event);
}

}  // namespace backscope
