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

void QuietLabel::paintEvent(QPaintEvent* event) {
  const QString shown = m_elides ? fontMetrics().elidedText(text(), Qt::ElideRight, width()) : text();
  if (shown == text()) return QLabel::paintEvent(event);
  QPainter painter(this);
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(rect(), static_cast<int>(alignment()), shown);
}

void QuietLabel::applyStyle() {
  setFont(textFont(TextSize::Small));
  QPalette colors = palette();
  colors.setColor(QPalette::WindowText, Theme::instance().colors().mutedText);
  setPalette(colors);
}

}  // namespace backscope
