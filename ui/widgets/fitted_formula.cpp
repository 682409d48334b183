#include "ui/widgets/fitted_formula.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

/// Of its size, that it always has room for.
constexpr double kLeastShare = 0.4;

}  // namespace

FittedFormula::FittedFormula(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FittedFormula::setMarkup(const QString& markup) {
  m_markup = markup;
  setAccessibleName(tr("Formula: %1").arg(plainMath(markup)));
  updateGeometry();
  update();
}

QSize FittedFormula::sizeHint() const {
  const MathText text(m_markup, mathFont());
  return {static_cast<int>(std::ceil(text.width())), static_cast<int>(std::ceil(text.height()))};
}

QSize FittedFormula::minimumSizeHint() const {
  return {static_cast<int>(std::ceil(sizeHint().width() * kLeastShare)), sizeHint().height()};
}

void FittedFormula::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(Theme::instance().colors().text);
  const MathText text(m_markup, mathFont());
  const double scale = std::min(1.0, width() / std::max(1.0, text.width()));
  painter.scale(scale, scale);
  text.paint(painter, QPointF(0, (height() / scale - text.height()) / 2 + text.ascent()));
}

void FittedFormula::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) updateGeometry();
}

}  // namespace backscope
