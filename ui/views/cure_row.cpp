#include "ui/views/cure_row.h"

#include <QApplication>
#include <QHBoxLayout>

#include "ui/panels/choice_names.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/widgets/button.h"

namespace backscope {

QString nameOf(const DeltaCure& cure) {
  switch (cure.kind) {
    case DeltaCure::Kind::Activation:
      return CureRow::tr("%1, %2").arg(screenName(cure.activation), screenName(cure.scheme));
    case DeltaCure::Kind::Scale:
      return CureRow::tr("scale %1").arg(formatShort(cure.scale));
    case DeltaCure::Kind::FewerLayers:
      break;
  }
  return cure.layers == 1 ? CureRow::tr("1 hidden layer") : CureRow::tr("%1 hidden layers").arg(cure.layers);
}

QString hintOf(const DeltaCure& cure) {
  return CureRow::tr("Begins anew with: %1. Layer %2 is then predicted to receive %3 of the output’s δ.")
      .arg(nameOf(cure))
      .arg(layerNumber(1))
      .arg(formatTwoDigits(cure.ratio));
}

QString besideHintOf(const DeltaCure& cure) {
  return CureRow::tr("Compare: this run beside one with %1, which begins anew and catches up.").arg(nameOf(cure));
}

CureRow::CureRow(QWidget* parent) : QWidget(parent) {
  m_row = new QHBoxLayout(this);
  m_row->setContentsMargins(0, 4, 0, 0);
  m_row->setSpacing(4);
  m_row->addStretch();
  m_row->setSizeConstraint(QLayout::SetNoConstraint);
  setAccessibleName(tr("What would help"));
  setVisible(false);
}

void CureRow::setSession(const std::shared_ptr<const Session>& session, const Dataset& dataset) {
  if (session != m_session) {
    m_session = session;
    m_cures = curesFor(*session, dataset);
    showCures();
  }
  setVisible(!m_cures.empty());
}

Session CureRow::sessionWith(const DeltaCure& cure) const {
  Session session = *m_session;
  session.network = cure.network;
  session.initialization = cure.initialization;
  return session;
}

CureRow::Choice CureRow::makeChoice(const DeltaCure& cure) {
  auto* begin = new Button({}, hintOf(cure), Button::Look::Plain, this);
  begin->setText(QStringLiteral("%1 → %2").arg(nameOf(cure), formatTwoDigits(cure.ratio)));
  auto* beside = new Button(QStringLiteral("compare"), besideHintOf(cure), Button::Look::Flat, this);
  connect(beside, &Button::clicked, this, [this, cure] { emit besideChosen(sessionWith(cure)); });
  connect(begin, &Button::clicked, this, [this, cure] {
    if (QApplication::keyboardModifiers().testFlag(Qt::ShiftModifier))
      emit besideChosen(sessionWith(cure));
    else
      emit sessionChosen(sessionWith(cure));
  });
  return {begin, beside};
}

void CureRow::showCures() {
  for (const Choice& choice : m_choices)
    for (Button* button : {choice.begin, choice.beside}) {
      m_row->removeWidget(button);
      button->hide();
      button->deleteLater();
    }
  m_choices.clear();
  int place = 0;
  for (const DeltaCure& cure : m_cures) {
    m_choices.push_back(makeChoice(cure));
    m_row->insertWidget(place++, m_choices.back().begin);
    m_row->insertWidget(place++, m_choices.back().beside);
  }
  updateGeometry();
  fit();
}

QSize CureRow::minimumSizeHint() const {
  if (m_choices.empty()) return {0, 0};
  const QSize first = m_choices.front().begin->sizeHint();
  return {first.width() + m_row->spacing() + m_choices.front().beside->sizeHint().width(),
          first.height() + m_row->contentsMargins().top()};
}

void CureRow::fit() {
  int right = 0;
  for (const Choice& choice : m_choices) {
    right += choice.begin->sizeHint().width() + m_row->spacing() + choice.beside->sizeHint().width();
    const bool isShown = choice.begin == m_choices.front().begin || right <= width();
    choice.begin->setVisible(isShown);
    choice.beside->setVisible(isShown);
    right += m_row->spacing();
  }
}

void CureRow::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit();
}

}  // namespace backscope
