#include "ui/views/mirror_controls.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/text/notation.h"
#include "ui/views/mirror_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/slider_row.h"

namespace backscope {

namespace {

using Kind = Symmetry::Kind;

constexpr int kGap = 6;
constexpr double kFirstFactor = 2;
constexpr SliderScale kFactorScale{.low = 0.1, .high = 10, .isLog = true, .startsAtZero = false, .step = 0};
constexpr RealRange kFactors{-1e6, 1e6};

/// `name` says the same as the text at more length.
Button* makeButton(const QString& text, const QString& name, QWidget* parent) {
  auto* button = new Button({}, name, Button::Look::Plain, parent);
  button->setText(text);
  return button;
}

QHBoxLayout* rowOf(const QList<QWidget*>& widgets) {
  auto* row = new QHBoxLayout;
  row->setSpacing(kGap);
  for (QWidget* widget : widgets) row->addWidget(widget);
  row->addStretch(1);
  return row;
}

}  // namespace

MirrorControls::MirrorControls(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("What leaves the network as it is"));
  createChoices();
  createButtons();
  createLayout();
  connectSignals();
}

void MirrorControls::createChoices() {
  m_layerBox = new ChoiceBox(tr("Layer"), this);
  m_unitBox = new ChoiceBox(tr("Unit"), this);
  m_otherBox = new ChoiceBox(tr("The other unit"), this);
  m_unitBox->setToolTip(tr("A click on a unit of the network chooses it too"));
  m_factor = new SliderRow({.name = tr("k"),
                            .hint = tr("What enters the unit is multiplied by k, what leaves it divided"),
                            .scale = kFactorScale,
                            .range = kFactors,
                            .style = {}},
                           this);
  m_factor->setValue(kFirstFactor);
}

void MirrorControls::createButtons() {
  m_up = makeButton(tr("Up"), tr("Move up"), this);
  m_down = makeButton(tr("Down"), tr("Move down"), this);
  m_flip = makeButton(tr("Flip"), tr("Flip the sign"), this);
  m_swap = makeButton(tr("Swap with"), tr("Swap with"), this);
  m_rescale = makeButton(tr("Rescale by"), tr("Rescale by"), this);
}

void MirrorControls::createLayout() {
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(kGap);
  rows->addLayout(rowOf({new QuietLabel(tr("layer"), this), m_layerBox, new QuietLabel(tr("unit"), this), m_unitBox}));
  rows->addLayout(rowOf({m_up, m_down, m_flip}));
  rows->addLayout(rowOf({m_swap, m_otherBox}));
  auto* rescaling = new QHBoxLayout;
  rescaling->setSpacing(kGap);
  rescaling->addWidget(m_rescale, 0, Qt::AlignTop);
  rescaling->addWidget(m_factor, 1);
  rows->addLayout(rescaling);
}

void MirrorControls::connectSignals() {
  connect(m_layerBox, &QComboBox::activated, this, [this](int index) { setUnit({index + 1, m_unit.unit}); });
  connect(m_unitBox, &QComboBox::activated, this, [this](int index) { setUnit({m_unit.layer, index}); });
  connect(m_otherBox, &QComboBox::activated, this, [this](int index) {
    m_other = m_otherBox->itemData(index).toInt();
    showPossible();
  });
  connect(m_factor, &SliderRow::valueChosen, this, &MirrorControls::showPossible);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, [this] {
    if (m_architecture.hiddenLayers() == 0) return;
    fillLayers();
    showPossible();
  });
  const auto offer = [this](Button* button, auto symmetry) {
    connect(button, &Button::clicked, this, [this, symmetry] { emit symmetryChosen(symmetry()); });
  };
  offer(m_up, [this] { return moveBy(-1); });
  offer(m_down, [this] { return moveBy(1); });
  offer(m_flip, [this] { return choice(Kind::Flip); });
  offer(m_swap, [this] { return choice(Kind::Swap); });
  offer(m_rescale, [this] { return choice(Kind::Rescale); });
}

void MirrorControls::setArchitecture(const Architecture& architecture) {
  if (architecture == m_architecture) return;
  m_architecture = architecture;
  fillLayers();
  setUnit(m_unit);
}

void MirrorControls::setUnit(const UnitId& unit) {
  // Of two that were swapped, the one stands where the other did.
  if (unit.layer == m_unit.layer && unit.unit == m_other) m_other = m_unit.unit;
  m_unit.layer = std::clamp(unit.layer, 1, std::max(1, m_architecture.hiddenLayers()));
  m_unit.unit = std::clamp(unit.unit, 0, m_architecture.unitsOf(m_unit.layer) - 1);
  fillUnits();
  showPossible();
}

void MirrorControls::fillLayers() {
  const QSignalBlocker blocker(m_layerBox);
  m_layerBox->clear();
  for (int l = 1; l <= m_architecture.hiddenLayers(); ++l) m_layerBox->addItem(QString::number(layerNumber(l)));
  m_layerBox->setCurrentIndex(m_unit.layer - 1);
}

void MirrorControls::fillUnits() {
  const int units = m_architecture.unitsOf(m_unit.layer);
  m_unitBox->clear();
  m_otherBox->clear();
  for (int j = 0; j < units; ++j) {
    m_unitBox->addItem(QString::number(j + 1));
    if (j != m_unit.unit) m_otherBox->addItem(QString::number(j + 1), j);
  }
  m_layerBox->setCurrentIndex(m_unit.layer - 1);
  m_unitBox->setCurrentIndex(m_unit.unit);
  if (m_other >= units || m_other == m_unit.unit) m_other = m_unit.unit + 1 < units ? m_unit.unit + 1 : m_unit.unit - 1;
  m_otherBox->setCurrentIndex(m_otherBox->findData(m_other));
  m_otherBox->setEnabled(units > 1);
}

Symmetry MirrorControls::choice(Kind kind) const {
  return {kind, m_unit.layer, m_unit.unit, std::max(m_other, 0), m_factor->value()};
}

Symmetry MirrorControls::moveBy(int places) const {
  return {Kind::Move, m_unit.layer, m_unit.unit, m_unit.unit + places};
}

void MirrorControls::showReason(Button* button, const QString& hint, const QString& keys, const Symmetry& symmetry) {
  const std::optional<NoSymmetry> reason = checkSymmetry(m_architecture, symmetry);
  button->setEnabled(!reason);
  button->setHint(reason ? reasonText(*reason, m_architecture, symmetry) : hint, reason ? QString() : keys);
  button->setAccessibleDescription(button->toolTip());
}

void MirrorControls::showPossible() {
  showReason(m_up, tr("Exchange it with the unit above"), tr("Alt+↑"), moveBy(-1));
  showReason(m_down, tr("Exchange it with the unit below"), tr("Alt+↓"), moveBy(1));
  showReason(m_flip, tr("Change the signs of all its weights and of its bias"), tr("F"), choice(Kind::Flip));
  showReason(m_swap, tr("Exchange the two units"), {}, choice(Kind::Swap));
  showReason(m_rescale, tr("Multiply what enters it by k, and divide what leaves it"), {}, choice(Kind::Rescale));
  m_factor->setEnabled(isHomogeneous(m_architecture.activationOf(m_unit.layer)));
  emit choiceChanged();
}

}  // namespace backscope
