#include "ui/panels/readout.h"

#include <QFontMetrics>
#include <QPainter>
#include <algorithm>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

/// Steps in which the type shrinks; hinted glyphs do not shrink evenly, so it is measured again each time.
constexpr double kShrink = 0.95;
constexpr double kSmallestType = 5;

}  // namespace

Readout::Readout(const QString& name, const QString& longest, QWidget* parent)
    : QWidget(parent), m_name(name), m_longest(longest) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setText(QString(QChar(0x2014)));
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
}

QFont Readout::numbers(bool compact) {
  return numberFont(compact ? TextSize::Normal : TextSize::Large, QFont::DemiBold);
}

/// Smaller where a text is longer than any that was foreseen: never cut off.
QFont Readout::fittingNumbers() const {
  QFont font = numbers(m_isCompact);
  while (QFontMetrics(font).horizontalAdvance(m_text) >= width() && font.pointSizeF() > kSmallestType)
    font.setPointSizeF(kShrink * font.pointSizeF());
  return font;
}

void Readout::setText(const QString& text) {
  if (text == m_text) return;
  m_text = text;
  setAccessibleName(tr("%1: %2").arg(m_name, text));
  update();
}

void Readout::setCompact(bool compact) {
  if (compact == m_isCompact) return;
  m_isCompact = compact;
  updateGeometry();
  update();
}

int Readout::widthFor(bool compact) const {
  const int name = QFontMetrics(textFont(TextSize::Small)).horizontalAdvance(m_name);
  return std::max(name, QFontMetrics(numbers(compact)).horizontalAdvance(m_longest)) + 2;
}

/// As high with small numbers as with large ones: the row does not get lower where it gets narrower.
QSize Readout::sizeHint() const {
  const int height = QFontMetrics(textFont(TextSize::Small)).height() + QFontMetrics(numbers(false)).height();
  return {widthFor(m_isCompact), height};
}

void Readout::paintEvent(QPaintEvent*) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.setFont(textFont(TextSize::Small));
  painter.setPen(colors.mutedText);
  painter.drawText(rect(), Qt::AlignRight | Qt::AlignTop, m_name);
  painter.setFont(fittingNumbers());
  painter.setPen(colors.text);
  painter.drawText(rect(), Qt::AlignRight | Qt::AlignBottom, m_text);
}

}  // namespace backscope
