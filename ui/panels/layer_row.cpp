#include "ui/panels/layer_row.h"

#include <QComboBox>
#include <QHBoxLayout>

#include "ui/panels/choice_names.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/stepper.h"

namespace backscope {

LayerRow::LayerRow(int l, Place place, QWidget* parent) : QWidget(parent), m_place(place) {
  createLayout(l);
  connectSignals();
}

void LayerRow::createLayout(int l) {
  const QString name = m_place == Place::Output ? tr("output layer") : tr("layer %1").arg(l);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(4);
  row->addWidget(new QuietLabel(m_place == Place::Output ? tr("output") : name, this), 1);
  if (m_place == Place::Hidden) {
    m_units = new Stepper(tr("Units of %1").arg(name), 1, kMaxUnits, this);
    row->addWidget(m_units);
  } else {
    m_outputUnits = new QuietLabel({}, this);
    m_outputUnits->setToolTip(tr("The data say how many outputs there are"));
    row->addWidget(m_outputUnits);
  }
  m_activation = new ChoiceBox(tr("Activation of %1").arg(name), this);
  m_activation->setToolTip(tr("What each unit of the %1 applies to its pre-activation").arg(name));
  for (const Activation activation : kActivations)
    if (isElementwise(activation) || m_place == Place::Output)
      m_activation->addItem(screenName(activation), static_cast<int>(activation));
  row->addWidget(m_activation);
  if (m_place == Place::Output) return;
  m_remove = new Button(QStringLiteral("close"), tr("Remove %1").arg(name), Button::Look::Flat, this);
  row->addWidget(m_remove);
}

void LayerRow::connectSignals() {
  connect(m_activation, &QComboBox::activated, this, [this](int index) {
    const auto chosen = static_cast<Activation>(m_activation->itemData(index).toInt());
    if (chosen == m_layer.activation) return;
    m_layer.activation = chosen;
    emit layerChosen(m_layer);
  });
  if (m_place == Place::Output) return;
  connect(m_units, &Stepper::valueChosen, this, [this](int units) {
    m_layer.units = units;
    emit layerChosen(m_layer);
  });
  connect(m_remove, &Button::clicked, this, &LayerRow::removeRequested);
}

void LayerRow::setLayer(const LayerSpec& layer) {
  m_layer = layer;
  if (m_units != nullptr) m_units->setValue(layer.units);
  if (m_outputUnits != nullptr) m_outputUnits->setText(tr("%n unit(s)", nullptr, layer.units));
  m_activation->setCurrentIndex(m_activation->findData(static_cast<int>(layer.activation)));
}

}  // namespace backscope
