#include "ui/theme/movement.h"

#include <QApplication>
#include <QStyle>

namespace backscope {

Movement& Movement::instance() {
  static Movement movement;
  return movement;
}

void Movement::setWanted(bool wanted) {
  if (wanted == m_isWanted) return;
  m_isWanted = wanted;
  emit changed();
}

bool Movement::isOn() const {
  return m_isWanted && QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0;
}

}  // namespace backscope
