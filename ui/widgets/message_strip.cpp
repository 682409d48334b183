#include "ui/widgets/message_strip.h"

#include <QAccessible>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/themed_icon.h"

namespace backscope {

MessageStrip::MessageStrip(QWidget* parent) : QFrame(parent) {
  m_icon = new QLabel(this);
  m_text = new QLabel(this);
  m_text->setWordWrap(true);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_close = new Button(QStringLiteral("close"), tr("Dismiss this message"), Button::Look::Flat, this);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(16, 2, 16, 2);
  row->setSpacing(8);
  row->addWidget(m_icon);
  row->addWidget(m_text, 1);
  row->addWidget(m_close);
  setAccessibleName(tr("Messages"));
  connect(m_close, &Button::clicked, this, &MessageStrip::clear);
  connect(&Theme::instance(), &Theme::changed, this, &MessageStrip::applyStyle);
  clear();
}

void MessageStrip::show(Kind kind, const QString& message) {
  m_kind = kind;
  m_text->setText(message);
  m_text->setAccessibleName(message);
  m_text->setToolTip(message);
  setVisible(true);
  applyStyle();
  QAccessibleEvent event(this, QAccessible::Alert);
  setAccessibleDescription(message);
  QAccessible::updateAccessibility(&event);
}

void MessageStrip::clear() {
  m_kind = Kind::Note;
  m_text->clear();
  setVisible(false);
  setAccessibleDescription({});
  applyStyle();
}

QString MessageStrip::message() const { return m_text->text(); }

void MessageStrip::paintEvent(QPaintEvent*) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.fillRect(rect(), colors.card);
  QColor tint = colors.warning;
  tint.setAlphaF(colors.dark ? 0.22f : 0.10f);
  if (m_kind == Kind::Problem) painter.fillRect(rect(), tint);
  painter.fillRect(QRect(0, 0, width(), 1), m_kind == Kind::Problem ? colors.warning : colors.cardBorder);
}

void MessageStrip::applyStyle() {
  const ThemeColors& colors = Theme::instance().colors();
  m_text->setFont(textFont(TextSize::Small));
  const int line = QFontMetrics(m_text->font()).height();
  const bool isProblem = m_kind == Kind::Problem;
  m_icon->setPixmap(themedIcon(isProblem ? QStringLiteral("warning") : QStringLiteral("info"),
                               isProblem ? colors.warning : colors.accent, line, devicePixelRatioF()));
  update();
}

}  // namespace backscope
