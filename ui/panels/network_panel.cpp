#include "ui/panels/network_panel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/panels/choice_names.h"
#include "ui/panels/layer_row.h"
#include "ui/text/number_format.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/quiet_label.h"

namespace backscope {

namespace {

QString countsText(int weights, int biases) {
  const QString weightText =
      weights == 1 ? NetworkPanel::tr("1 weight") : NetworkPanel::tr("%1 weights").arg(formatCount(weights));
  const QString biasText =
      biases == 1 ? NetworkPanel::tr("1 bias") : NetworkPanel::tr("%1 biases").arg(formatCount(biases));
  return NetworkPanel::tr("%1, %2").arg(weightText, biasText);
}

}  // namespace

NetworkPanel::NetworkPanel(QWidget* parent) : Card(tr("Network"), parent) {
  createLayout();
  connectSignals();
}

void NetworkPanel::createLayout() {
  m_list = new QVBoxLayout;
  m_list->setSpacing(4);
  m_add = new Button(QStringLiteral("plus"), tr("Add a hidden layer"), Button::Look::Flat, this);
  m_add->setText(tr("add layer"));
  m_bias = new QCheckBox(tr("biases"), this);
  m_bias->setFocusPolicy(Qt::TabFocus);
  m_bias->setAccessibleName(tr("Biases"));
  m_bias->setToolTip(tr("Whether every unit adds a bias of its own"));
  m_loss = new ChoiceBox(tr("Loss"), this);
  m_loss->setToolTip(tr("What training makes small: ½ Σ (y − ŷ)², or the cross-entropy"));
  for (const Loss loss : kLosses) m_loss->addItem(screenName(loss), static_cast<int>(loss));
  auto* addLine = new QHBoxLayout;
  addLine->addWidget(m_add);
  addLine->addStretch(1);
  addLine->addWidget(m_bias);
  auto* lossLine = new QHBoxLayout;
  lossLine->setSpacing(4);
  lossLine->addWidget(new QuietLabel(tr("loss"), this), 1);
  lossLine->addWidget(m_loss);
  body()->addLayout(m_list);
  body()->addLayout(addLine);
  body()->addLayout(lossLine);
}

void NetworkPanel::connectSignals() {
  connect(m_add, &Button::clicked, this, &NetworkPanel::addLayer);
  connect(m_bias, &QCheckBox::clicked, this, [this](bool on) {
    m_network.bias = on;
    emit networkChosen(m_network);
  });
  connect(m_loss, &QComboBox::activated, this,
          [this](int index) { emit lossChosen(static_cast<Loss>(m_loss->itemData(index).toInt())); });
}

LayerRow* NetworkPanel::makeRow(int l) {
  const bool isOutput = l == m_network.outputLayer();
  auto* row = new LayerRow(l, isOutput ? LayerRow::Place::Output : LayerRow::Place::Hidden, this);
  const auto k = static_cast<std::size_t>(l - 1);
  connect(row, &LayerRow::layerChosen, this, [this, k](const LayerSpec& layer) {
    m_network.layers[k] = layer;
    emit networkChosen(m_network);
  });
  connect(row, &LayerRow::removeRequested, this, [this, k] { removeLayer(k); });
  return row;
}

/// As many rows as layers. Rows that stay are kept, with the focus that they may have.
void NetworkPanel::makeRows() {
  const std::size_t count = m_network.layers.size();
  if (m_rows.size() == count) return;
  const auto dropLast = [this] {
    m_rows.back()->hide();
    m_rows.back()->deleteLater();
    m_rows.pop_back();
  };
  if (!m_rows.empty()) dropLast();
  while (m_rows.size() >= count) dropLast();
  while (m_rows.size() < count) {
    m_rows.push_back(makeRow(static_cast<int>(m_rows.size()) + 1));
    m_list->addWidget(m_rows.back());
  }
}

void NetworkPanel::addLayer() {
  // Like the last hidden layer, between it and the output.
  const LayerSpec layer =
      m_network.hiddenLayers() > 0 ? m_network.layers[m_network.layers.size() - 2] : LayerSpec{2, Activation::Tanh};
  m_network.layers.insert(m_network.layers.end() - 1, layer);
  emit networkChosen(m_network);
}

void NetworkPanel::removeLayer(std::size_t k) {
  m_network.layers.erase(m_network.layers.begin() + static_cast<std::ptrdiff_t>(k));
  emit networkChosen(m_network);
}

void NetworkPanel::setSession(const Session& session) {
  m_network = session.network;
  makeRows();
  for (std::size_t k = 0; k < m_rows.size(); ++k) m_rows[k]->setLayer(m_network.layers[k]);
  m_add->setEnabled(m_network.hiddenLayers() < kMaxHiddenLayers);
  m_bias->setChecked(m_network.bias);
  m_loss->setCurrentIndex(m_loss->findData(static_cast<int>(session.loss)));
  const auto weights = static_cast<int>(weightCount(m_network));
  const auto biases = static_cast<int>(biasCount(m_network));
  setNote(countsText(weights, biases));
}

}  // namespace backscope
