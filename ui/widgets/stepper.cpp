#include "ui/widgets/stepper.h"

#include <QHBoxLayout>
#include <QPainter>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/paint_control.h"

namespace backscope {

Stepper::Stepper(const QString& name, int low, int high, QWidget* parent)
    : QWidget(parent), m_low(low), m_high(high), m_value(low) {
  m_less = new Button(QStringLiteral("minus"), name, Button::Look::Flat, this);
  m_edit = new NumberEdit(name, {static_cast<double>(low), static_cast<double>(high)}, {.whole = true}, this);
  m_edit->setAlignment(Qt::AlignCenter);
  m_edit->reserveText(QString::number(high));
  m_more = new Button(QStringLiteral("plus"), name, Button::Look::Flat, this);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(2, 2, 2, 2);
  row->setSpacing(0);
  row->addWidget(m_less);
  row->addWidget(m_edit, 1);
  row->addWidget(m_more);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(m_less, &Button::clicked, this, [this] { choose(m_value - 1); });
  connect(m_more, &Button::clicked, this, [this] { choose(m_value + 1); });
  connect(m_edit, &NumberEdit::valueChosen, this, [this](double value) { choose(static_cast<int>(value)); });
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&Stepper::update));
  setName(name);
  setValue(low);
}

void Stepper::setName(const QString& name) {
  setAccessibleName(name);
  m_edit->setAccessibleName(name);
  m_edit->setToolTip(tr("%1: %2…%3").arg(name).arg(m_low).arg(m_high));
  m_less->setAccessibleName(tr("%1: one less").arg(name));
  m_less->setHint(tr("One less"));
  m_more->setAccessibleName(tr("%1: one more").arg(name));
  m_more->setHint(tr("One more"));
}

void Stepper::setValue(int value) {
  m_value = value;
  m_edit->setValue(value);
  m_less->setEnabled(value > m_low);
  m_more->setEnabled(value < m_high);
}

void Stepper::choose(int value) {
  const int chosen = std::clamp(value, m_low, m_high);
  if (chosen == m_value) return;
  setValue(chosen);
  emit valueChosen(chosen);
}

void Stepper::paintEvent(QPaintEvent*) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  paintControlPanel(painter, QRectF(rect()), colors.control, colors.controlBorder);
}

}  // namespace backscope
