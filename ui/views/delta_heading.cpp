#include "ui/views/delta_heading.h"

#include <QEvent>
#include <QPainter>

#include "ui/text/math_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

QFont ratioFont() {
  QFont font = mathFont(TextSize::Large);
  font.setPointSizeF(font.pointSizeF() * 1.15);
  return font;
}

}  // namespace

DeltaHeading::DeltaHeading(QWidget* parent) : QuietLabel({}, parent) {
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

int DeltaHeading::briefWidth() const { return fontMetrics().horizontalAdvance(m_brief); }

void DeltaHeading::setTexts(const QString& full, const QString& brief, const QString& explanation) {
  m_full = full;
  m_brief = brief;
  setToolTip(explanation);
  fit();
}

void DeltaHeading::fit() {
  const auto fits = [this](const QString& text) { return fontMetrics().horizontalAdvance(text) <= width(); };
  setText(fits(m_full) ? m_full : fits(m_brief) ? m_brief : QString());
}

void DeltaHeading::resizeEvent(QResizeEvent* event) {
  QuietLabel::resizeEvent(event);
  fit();
}

void DeltaHeading::changeEvent(QEvent* event) {
  QuietLabel::changeEvent(event);
  if (event->type() == QEvent::FontChange) fit();
}

RatioLine::RatioLine(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); }

void RatioLine::setMarkup(const QString& markup) {
  if (markup == m_markup) return;
  m_markup = markup;
  setVisible(!markup.isEmpty());
  setAccessibleName(plainMath(markup));
  update();
}

QSize RatioLine::sizeHint() const {
  const MathText text(QStringLiteral("δ^{(10)} / δ^{(17)} = 0.0·10^{−00}"), ratioFont());
  return QSizeF(text.width(), text.height()).toSize() + QSize(1, 1);
}

QSize RatioLine::minimumSizeHint() const { return {20, sizeHint().height()}; }

void RatioLine::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(Theme::instance().colors().backward);
  QFont font = ratioFont();
  const double wide = MathText(m_markup, font).width();
  if (wide > width()) font.setPointSizeF(font.pointSizeF() * width() / wide);
  const MathText text(m_markup, font);
  text.paint(painter, {0, (height() - text.height()) / 2 + text.ascent()});
}

}  // namespace backscope
