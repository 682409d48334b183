#include "ui/widgets/quiet_label.h"

#include <QFontMetrics>
#include <QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

QuietLabel::QuietLabel(const QString& text, QWidget* parent) : QLabel(text, parent) {
  connect(&Theme::instance(), &Theme::changed, this, &QuietLabel::applyStyle);
  applyStyle();
}

void QuietLabel::setElides(bool elides) {
  m_elides = elides;
  updateGeometry();
}

QSize QuietLabel::minimumSizeHint() const {
  return m_elides ? QSize(0, QLabel::minimumSizeHint().height()) : QLabel::minimumSizeHint();
}

/// In the theme's colour of this moment: a palette of its own would be the style sheet's to put back.
void QuietLabel::paintEvent(QPaintEvent*) {
  const QString shown = m_elides ? fontMetrics().elidedText(text(), Qt::ElideRight, width()) : text();
  QPainter painter(this);
  painter.setPen(isEnabled() ? Theme::instance().colors().mutedText
                             : palette().color(QPalette::Disabled, QPalette::WindowText));
  const int wraps = wordWrap() ? Qt::TextWordWrap : 0;
  painter.drawText(rect(), static_cast<int>(alignment()) | wraps, shown);
}

void QuietLabel::applyStyle() {
  setFont(textFont(TextSize::Small));
  update();
}

}  // namespace backscope
