#include "ui/views/cure_row.h"

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

CureRow::CureRow(QWidget* parent) : QWidget(parent) {
  m_row = new QHBoxLayout(this);
  m_row->setContentsMargins(0, 4, 0, 0);
  m_row->setSpacing(8);
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

void CureRow::showCures() {
  for (Button* button : m_buttons) {
    m_row->removeWidget(button);
    button->hide();
    button->deleteLater();
  }
  m_buttons.clear();
  for (std::size_t i = 0; i < m_cures.size(); ++i) {
    const DeltaCure& cure = m_cures[i];
    auto* button = new Button({}, hintOf(cure), Button::Look::Plain, this);
    button->setText(QStringLiteral("%1 → %2").arg(nameOf(cure), formatTwoDigits(cure.ratio)));
    connect(button, &Button::clicked, this, [this, cure] {
      Session session = *m_session;
      session.network = cure.network;
      session.initialization = cure.initialization;
      emit sessionChosen(session);
    });
    m_row->insertWidget(static_cast<int>(i), button);
    m_buttons.push_back(button);
  }
  updateGeometry();
  fit();
}

QSize CureRow::minimumSizeHint() const {
  return m_buttons.empty() ? QSize(0, 0) : m_buttons.front()->sizeHint() + QSize(0, m_row->contentsMargins().top());
}

void CureRow::fit() {
  int right = 0;
  for (Button* button : m_buttons) {
    right += button->sizeHint().width();
    button->setVisible(button == m_buttons.front() || right <= width());
    right += m_row->spacing();
  }
}

void CureRow::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit();
}

}  // namespace backscope
