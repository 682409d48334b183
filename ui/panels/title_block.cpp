#include "ui/panels/title_block.h"

#include <QFontMetrics>
#include <QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

/// In average letters of the title's type.
constexpr int kLeastLetters = 13;
constexpr int kMostLetters = 22;

QFont titleFont() { return textFont(TextSize::Large, QFont::Bold); }

}  // namespace

TitleBlock::TitleBlock(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
}

void TitleBlock::setTitle(const QString& title, const QString& subtitle, const QString& whole) {
  m_title = title;
  m_subtitle = subtitle;
  const QString& full = whole.isEmpty() ? title : whole;
  setToolTip(tr("%1\n%2").arg(full, subtitle));
  setAccessibleName(tr("%1: %2").arg(full, subtitle));
  update();
}

int TitleBlock::leastWidth() const { return QFontMetrics(titleFont()).averageCharWidth() * kLeastLetters; }

int TitleBlock::mostWidth() const { return QFontMetrics(titleFont()).averageCharWidth() * kMostLetters; }

QSize TitleBlock::sizeHint() const {
  return {mostWidth(), QFontMetrics(titleFont()).height() + QFontMetrics(textFont(TextSize::Small)).height()};
}

void TitleBlock::paintEvent(QPaintEvent*) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  const auto paintLine = [&](const QFont& font, const QColor& color, Qt::Alignment side, const QString& text) {
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(rect(), static_cast<int>(Qt::AlignLeft | side),
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, width()));
  };
  paintLine(titleFont(), colors.text, Qt::AlignTop, m_title);
  paintLine(textFont(TextSize::Small), colors.mutedText, Qt::AlignBottom, m_subtitle);
}

}  // namespace backscope
