#include "ui/panels/initialization_panel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/session/session_limits.h"
#include "ui/panels/choice_names.h"
#include "ui/text/notation.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/seed_box.h"
#include "ui/widgets/segmented_switch.h"
#include "ui/widgets/slider.h"
#include "ui/widgets/slider_row.h"

namespace backscope {

namespace {

/// In the list of schemes: what all layers have.
constexpr int kAsAll = -1;

QString layerName(int l, bool isOutput, bool isOwn) {
  if (isOutput) return isOwn ? InitializationPanel::tr("output: own") : InitializationPanel::tr("output");
  return (isOwn ? InitializationPanel::tr("layer %1: own") : InitializationPanel::tr("layer %1")).arg(layerNumber(l));
}

struct Choice {
  QString name;
  int value = 0;
};

/// Leaves a box with these choices alone: a turn of the dial shows the session anew in every frame.
void fill(QComboBox& box, const std::vector<Choice>& choices) {
  const auto isThere = [&box](const Choice& choice, int index) {
    return box.itemText(index) == choice.name && box.itemData(index).toInt() == choice.value;
  };
  bool isSame = box.count() == static_cast<int>(choices.size());
  for (int index = 0; isSame && index < box.count(); ++index)
    isSame = isThere(choices[static_cast<std::size_t>(index)], index);
  if (isSame) return;
  box.clear();
  for (const Choice& choice : choices) box.addItem(choice.name, choice.value);
}

SliderRow::Options scaleOptions() {
  return {.name = InitializationPanel::tr("scale"),
          .hint = InitializationPanel::tr("Multiplies every weight of the start"),
          .scale = {.low = 1e-3, .high = 100, .isLog = true},
          .range = limits::kStart,
          .style = {.suffix = InitializationPanel::tr(" ×")}};
}

}  // namespace

InitializationPanel::InitializationPanel(QWidget* parent) : Card(tr("Initialization"), parent) {
  createLayout();
  connectSignals();
}

void InitializationPanel::createLayout() {
  m_seed = new SeedBox(tr("weights"), tr("Draw other weights"), this);
  m_layer = new ChoiceBox(tr("Layers that scheme and scale are for"), this);
  m_layer->setToolTip(tr("Whether scheme and scale are for all layers or for one of its own"));
  m_scheme = new ChoiceBox(tr("Initialization scheme"), this);
  m_scheme->setToolTip(
      tr("The distribution from which the weights of the start are drawn; Glorot’s is also called Xavier’s"));
  m_scheme->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_scale = new SliderRow(scaleOptions(), this);
  m_way = new SegmentedSwitch(tr("Start"), {tr("random"), tr("identical"), tr("zero")}, this);
  m_way->setHint(Random, tr("Every weight is drawn for itself"));
  m_way->setHint(Identical, tr("All units of a layer start alike: symmetry keeps them alike"));
  m_way->setHint(Zero, tr("All weights start at 0"));
  auto* line = new QHBoxLayout;
  line->setSpacing(6);
  line->addWidget(m_layer);
  line->addWidget(m_scheme, 1);
  addHeaderWidget(m_seed);
  body()->addLayout(line);
  body()->addWidget(m_scale);
  body()->addWidget(m_way);
}

void InitializationPanel::connectSignals() {
  connect(m_layer, &QComboBox::activated, this, &InitializationPanel::showLayer);
  connect(m_scheme, &QComboBox::activated, this,
          [this](int index) { chooseScheme(m_scheme->itemData(index).toInt()); });
  connect(m_scale, &SliderRow::valueChosen, this, &InitializationPanel::chooseScale);
  connect(m_seed, &SeedBox::seedChosen, this, [this](std::uint64_t seed) {
    m_settings.seed = seed;
    emit initializationChosen(m_settings);
  });
  connect(m_way, &SegmentedSwitch::chosen, this, [this](int way) { chooseWay(static_cast<Way>(way)); });
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, &InitializationPanel::fillLayers);
}

bool InitializationPanel::isZero() const {
  return m_settings.scheme == InitializationScheme::Zero && m_settings.layers.empty();
}

/// One that has something of its own is marked, so that nobody wonders why it does not follow the others.
void InitializationPanel::fillLayers() {
  const int chosen = std::min(m_layer->currentData().toInt(), m_layers);
  std::vector<Choice> choices{{m_settings.layers.empty() ? tr("all layers") : tr("other layers"), 0}};
  for (int l = 1; l <= m_layers; ++l) {
    const auto k = static_cast<std::size_t>(l - 1);
    const bool isOwn = k < m_settings.layers.size() && m_settings.layers[k].isOwn();
    choices.push_back({layerName(l, l == m_layers, isOwn), l});
  }
  fill(*m_layer, choices);
  m_layer->setCurrentIndex(chosen);
  m_layer->setVisible(m_layers > 1);
}

void InitializationPanel::fillSchemes() {
  const bool isForAll = m_layer->currentData().toInt() == 0;
  const bool hasZero = !isForAll || (m_settings.scheme == InitializationScheme::Zero && !isZero());
  std::vector<Choice> choices;
  if (!isForAll) choices.push_back({tr("as all layers"), kAsAll});
  for (const InitializationScheme scheme : kInitializationSchemes)
    if (hasZero || scheme != InitializationScheme::Zero)
      choices.push_back({screenName(scheme), static_cast<int>(scheme)});
  fill(*m_scheme, choices);
}

void InitializationPanel::showLayer() {
  const int l = m_layer->currentData().toInt();
  const auto k = static_cast<std::size_t>(l - 1);
  const bool isOwn = l > 0 && k < m_settings.layers.size() && m_settings.layers[k].isOwn();
  fillSchemes();
  const InitializationScheme all = isZero() ? m_lastScheme : m_settings.scheme;
  const int scheme = static_cast<int>(l > 0 ? m_settings.schemeOf(l) : all);
  m_scheme->setCurrentIndex(m_scheme->findData(l > 0 && !isOwn ? kAsAll : scheme));
  m_scale->setValue(l > 0 ? m_settings.scaleOf(l) : m_settings.scale);
}

/// Of the layer that is chosen.
void InitializationPanel::changeOwn(const std::function<void(LayerInitialization& own)>& change) {
  const auto k = static_cast<std::size_t>(m_layer->currentData().toInt() - 1);
  std::vector<LayerInitialization>& layers = m_settings.layers;
  if (layers.size() <= k) layers.resize(k + 1);
  change(layers[k]);
  while (!layers.empty() && !layers.back().isOwn()) layers.pop_back();
}

void InitializationPanel::chooseScheme(int scheme) {
  const InitializationSettings before = m_settings;
  const auto chosen = static_cast<InitializationScheme>(scheme);
  if (m_layer->currentData().toInt() == 0)
    m_settings.scheme = chosen;
  else if (scheme == kAsAll)
    changeOwn([](LayerInitialization& own) { own = {}; });
  else
    changeOwn([chosen](LayerInitialization& own) { own.scheme = chosen; });
  if (m_settings != before) emit initializationChosen(m_settings);
}

void InitializationPanel::chooseScale(double scale) {
  if (m_layer->currentData().toInt() == 0)
    m_settings.scale = scale;
  else
    changeOwn([scale](LayerInitialization& own) { own.scale = scale; });
  emit initializationChosen(m_settings);
}

void InitializationPanel::chooseWay(Way way) {
  const bool wasZero = isZero();
  if (way == Zero) {
    if (!wasZero) m_lastLayers = std::exchange(m_settings.layers, {});
    m_settings.scheme = InitializationScheme::Zero;
  } else if (wasZero) {
    m_settings.scheme = m_lastScheme;
    m_settings.layers = m_lastLayers;
  }
  m_settings.identical = way == Identical;
  emit initializationChosen(m_settings);
}

void InitializationPanel::focusScale() { m_scale->slider()->setFocus(Qt::ShortcutFocusReason); }

void InitializationPanel::setSession(const Session& session) {
  m_settings = session.initialization;
  m_layers = session.network.outputLayer();
  if (static_cast<int>(m_lastLayers.size()) > m_layers) m_lastLayers.clear();
  if (m_settings.scheme != InitializationScheme::Zero) m_lastScheme = m_settings.scheme;
  fillLayers();
  showLayer();
  for (QWidget* control :
       {static_cast<QWidget*>(m_layer), static_cast<QWidget*>(m_scheme), static_cast<QWidget*>(m_scale)})
    control->setEnabled(!isZero());
  m_seed->setSeed(m_settings.seed);
  m_way->setCurrent(isZero() ? Zero : m_settings.identical ? Identical : Random);
}

}  // namespace backscope
