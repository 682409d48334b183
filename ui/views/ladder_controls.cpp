#include "ui/views/ladder_controls.h"

#include <QHBoxLayout>

#include "ui/widgets/choice_box.h"
#include "ui/widgets/segmented_switch.h"

namespace backscope {

LadderControls::LadderControls(QWidget* parent) : QWidget(parent) {
  // In the order of LadderQuantity.
  m_quantity = new SegmentedSwitch(tr("What of every layer"), {tr("δ"), tr("gradient"), tr("update")}, this);
  m_quantity->setHint(0, tr("δ⁽ˡ⁾ = ∂ℓ/∂a⁽ˡ⁾ of every example by itself"));
  m_quantity->setHint(1, tr("∂L/∂W⁽ˡ⁾ of the batch: δ times what the weights got as inputs, without penalties"));
  m_quantity->setHint(2, tr("‖ΔW⁽ˡ⁾‖₂ / ‖W⁽ˡ⁾‖₂: what an update changes, in shares of the weights"));
  createSizes();
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(m_quantity);
  row->addWidget(m_size);
  row->addStretch(1);
  setChoice({});
  connect(m_quantity, &SegmentedSwitch::chosen, this, [this] {
    fitSizes();
    emit chosen();
  });
  connect(m_size, &QComboBox::activated, this, &LadderControls::chosen);
}

/// In the order of DeltaSize.
void LadderControls::createSizes() {
  m_size = new ChoiceBox(tr("Size"), this);
  m_size->addItems({tr("mean"), tr("rms"), tr("max"), tr("norm")});
  m_size->setToolTip(
      tr("mean: of the absolute values; rms: the root of the mean square; max: the largest; norm: the root of the sum "
         "of squares, ‖·‖₂"));
}

void LadderControls::fitSizes() { m_size->setVisible(choice().quantity != LadderQuantity::Update); }

LadderChoice LadderControls::choice() const {
  return {kLadderQuantities[static_cast<std::size_t>(m_quantity->current())],
          kDeltaSizes[static_cast<std::size_t>(m_size->currentIndex())]};
}

void LadderControls::setChoice(LadderChoice choice) {
  m_quantity->setCurrent(static_cast<int>(choice.quantity));
  m_size->setCurrentIndex(static_cast<int>(choice.size));
  fitSizes();
}

}  // namespace backscope
