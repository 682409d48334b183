#include "ui/widgets/message_strip.h"

#include <QAccessible>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/themed_icon.h"

namespace backscope {

MessageStrip::MessageStrip(QWidget* parent) : QFrame(parent) {
  m_icon = new QLabel(this);
  m_text = new QLabel(this);
  m_text->setWordWrap(true);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_hint = new QuietLabel({}, this);
  m_hint->setElides(true);
  m_close = new Button(QStringLiteral("close"), tr("Dismiss this message"), Button::Look::Flat, this);
  m_remark = new QuietLabel({}, this);
  m_remark->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(16, 4, 16, 4);
  row->setSpacing(8);
  row->addWidget(m_icon);
  row->addWidget(m_text, 1);
  row->addWidget(m_hint, 1);
  row->addWidget(m_close);
  row->addWidget(m_remark);
  setAccessibleName(tr("Messages"));
  connect(m_close, &Button::clicked, this, &MessageStrip::clear);
  connect(&Theme::instance(), &Theme::changed, this, &MessageStrip::applyStyle);
  clear();
}

void MessageStrip::show(Kind kind, const QString& message) {
  m_kind = kind;
  m_text->setText(message);
  m_text->setAccessibleName(message);
  setShowsMessage(true);
  applyStyle();
  QAccessibleEvent event(this, QAccessible::Alert);
  setAccessibleDescription(message);
  QAccessible::updateAccessibility(&event);
}

void MessageStrip::clear() {
  m_kind = Kind::Note;
  m_text->clear();
  setShowsMessage(false);
  setAccessibleDescription({});
  applyStyle();
}

void MessageStrip::setShowsMessage(bool shows) {
  for (QWidget* widget : {static_cast<QWidget*>(m_icon), static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_close)})
    widget->setVisible(shows);
  m_hint->setVisible(!shows);
}

void MessageStrip::setHint(const QString& hint) { m_hint->setText(hint); }

QString MessageStrip::message() const { return m_text->text(); }

void MessageStrip::setRemark(const QString& remark) {
  if (m_remark->text() != remark) m_remark->setText(remark);
}

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
  m_text->setFont(textFont(TextSize::Normal));
  const int line = QFontMetrics(m_text->font()).height();
  setMinimumHeight(line + 12);
  const bool isProblem = m_kind == Kind::Problem;
  m_icon->setPixmap(themedIcon(isProblem ? QStringLiteral("warning") : QStringLiteral("info"),
                               isProblem ? colors.warning : colors.accent, line, devicePixelRatioF()));
  update();
}

}  // namespace backscope
