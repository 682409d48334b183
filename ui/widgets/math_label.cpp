#include "ui/widgets/math_label.h"

#include <QEvent>
#include <QPainter>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

MathText textOf(const QString& markup) { return {markup, mathFont()}; }

QSize sizeOf(const QString& markup) {
  const MathText text = textOf(markup);
  return {static_cast<int>(std::ceil(text.width())), static_cast<int>(std::ceil(text.height()))};
}

}  // namespace

MathLabel::MathLabel(const QString& name, QWidget* parent) : QWidget(parent), m_name(name) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setMarkups({});
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void MathLabel::setMarkups(const QStringList& markups) {
  m_markups = markups;
  const QString plain = markups.isEmpty() ? QString() : plainMath(markups.front());
  setAccessibleName(plain.isEmpty() ? m_name : tr("%1: %2").arg(m_name, plain));
  updateGeometry();
  update();
}

QString MathLabel::shownMarkup() const {
  for (const QString& markup : m_markups)
    if (sizeOf(markup).width() <= width()) return markup;
  return m_markups.isEmpty() ? QString() : m_markups.back();
}

QSize MathLabel::sizeHint() const { return m_markups.isEmpty() ? QSize() : sizeOf(m_markups.front()); }

QSize MathLabel::minimumSizeHint() const {
  if (m_markups.isEmpty()) return {};
  return {sizeOf(m_markups.back()).width(), sizeOf(m_markups.front()).height()};
}

void MathLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(Theme::instance().colors().text);
  const MathText text = textOf(shownMarkup());
  text.paint(painter, QPointF(0, (height() - text.height()) / 2 + text.ascent()));
}

void MathLabel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) updateGeometry();
}

}  // namespace backscope
