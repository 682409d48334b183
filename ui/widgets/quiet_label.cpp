#include "ui/widgets/quiet_label.h"

#include <QEvent>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

QuietLabel::QuietLabel(const QString& text, QWidget* parent) : QLabel(text, parent) {
  connect(&Theme::instance(), &Theme::changed, this, &QuietLabel::applyStyle);
  applyStyle();
}

void QuietLabel::changeEvent(QEvent* event) {
  QLabel::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

void QuietLabel::applyStyle() {
  setFont(textFont(TextSize::Small));
  QPalette colors = palette();
  colors.setColor(QPalette::WindowText, Theme::instance().colors().mutedText);
  setPalette(colors);
}

}  // namespace backscope
