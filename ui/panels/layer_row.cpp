#include "ui/panels/layer_row.h"

#include <QComboBox>
#include <QFontMetrics>
#include <QHBoxLayout>

#include "ui/panels/choice_names.h"
#include "ui/text/notation.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/stepper.h"

namespace backscope {

LayerRow::LayerRow(int l, Place place, QWidget* parent) : QWidget(parent), m_layerIndex(l), m_place(place) {
  createLayout();
  nameAll();
  connectSignals();
  connect(&Theme::instance(), &Theme::changed, this, &LayerRow::alignColumns);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, &LayerRow::nameAll);
  alignColumns();
}

void LayerRow::nameAll() {
  const QString name = m_place == Place::Output ? tr("output layer") : tr("layer %1").arg(layerNumber(m_layerIndex));
  m_label->setText(m_place == Place::Output ? tr("output") : name);
  if (m_units != nullptr) m_units->setName(tr("Units of %1").arg(name));
  m_activation->setAccessibleName(tr("Activation of %1").arg(name));
  m_activation->setToolTip(tr("What each unit of the %1 applies to its pre-activation").arg(name));
  m_remove->setAccessibleName(tr("Remove %1").arg(name));
  m_remove->setHint(tr("Remove %1").arg(name));
}

void LayerRow::createLayout() {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(4);
  m_label = new QuietLabel({}, this);
  row->addWidget(m_label);
  if (m_place == Place::Hidden) {
    m_units = new Stepper({}, 1, kMaxUnits, this);
    row->addWidget(m_units);
  } else {
    m_outputUnits = new QuietLabel({}, this);
    m_outputUnits->setAlignment(Qt::AlignCenter);
    m_outputUnits->setToolTip(tr("The data say how many outputs there are"));
    row->addWidget(m_outputUnits);
  }
  m_activation = new ChoiceBox({}, this);
  for (const Activation activation : kActivations)
    if (isElementwise(activation) || m_place == Place::Output)
      m_activation->addItem(screenName(activation), static_cast<int>(activation));
  m_activation->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  row->addWidget(m_activation, 1);
  m_remove = new Button(QStringLiteral("close"), {}, Button::Look::Flat, this);
  row->addWidget(m_remove);
  if (m_place == Place::Hidden) return;
  QSizePolicy keepsRoom = m_remove->sizePolicy();
  keepsRoom.setRetainSizeWhenHidden(true);
  m_remove->setSizePolicy(keepsRoom);
  m_remove->hide();
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

void LayerRow::alignColumns() {
  // Of the largest number in any notation, so that nothing moves with a switch.
  m_label->setFixedWidth(
      QFontMetrics(textFont(TextSize::Small)).horizontalAdvance(tr("layer %1").arg(kMaxHiddenLayers + 1)));
  if (m_outputUnits == nullptr) return;
  Stepper stepper({}, 1, kMaxUnits);
  stepper.setFont(font());
  stepper.ensurePolished();
  m_outputUnits->setFixedWidth(stepper.sizeHint().width());
}

void LayerRow::setLayer(const LayerSpec& layer) {
  m_layer = layer;
  if (m_units != nullptr) m_units->setValue(layer.units);
  if (m_outputUnits != nullptr)
    m_outputUnits->setText(layer.units == 1 ? tr("1 unit") : tr("%1 units").arg(layer.units));
  m_activation->setCurrentIndex(m_activation->findData(static_cast<int>(layer.activation)));
}

}  // namespace backscope
