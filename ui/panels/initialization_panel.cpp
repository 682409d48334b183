#include "ui/panels/initialization_panel.h"

#include <QVBoxLayout>

#include "core/session/session_limits.h"
#include "ui/panels/choice_names.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/seed_box.h"
#include "ui/widgets/segmented_switch.h"
#include "ui/widgets/slider_row.h"

namespace backscope {

namespace {

SliderRow::Options scaleOptions() {
  return {.name = InitializationPanel::tr("scale"),
          .hint = InitializationPanel::tr("Multiplies every weight of the start"),
          .scale = {.low = 0.01, .high = 100, .isLog = true},
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
  m_scheme = new ChoiceBox(tr("Initialization scheme"), this);
  m_scheme->setToolTip(tr("The distribution from which the weights of the start are drawn"));
  m_scheme->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  for (const InitializationScheme scheme : kInitializationSchemes)
    if (scheme != InitializationScheme::Zero) m_scheme->addItem(screenName(scheme), static_cast<int>(scheme));
  m_scale = new SliderRow(scaleOptions(), this);
  m_way = new SegmentedSwitch(tr("Start"), {tr("random"), tr("identical"), tr("zero")}, this);
  m_way->setHint(Random, tr("Every weight is drawn for itself"));
  m_way->setHint(Identical, tr("All units of a layer start alike: symmetry keeps them alike"));
  m_way->setHint(Zero, tr("All weights start at 0"));
  addHeaderWidget(m_seed);
  body()->addWidget(m_scheme);
  body()->addWidget(m_scale);
  body()->addWidget(m_way);
}

void InitializationPanel::connectSignals() {
  connect(m_scheme, &QComboBox::activated, this, [this](int index) {
    const auto chosen = static_cast<InitializationScheme>(m_scheme->itemData(index).toInt());
    if (chosen == m_settings.scheme) return;
    m_settings.scheme = chosen;
    emit initializationChosen(m_settings);
  });
  connect(m_scale, &SliderRow::valueChosen, this, [this](double scale) {
    m_settings.scale = scale;
    emit initializationChosen(m_settings);
  });
  connect(m_seed, &SeedBox::seedChosen, this, [this](std::uint64_t seed) {
    m_settings.seed = seed;
    emit initializationChosen(m_settings);
  });
  connect(m_way, &SegmentedSwitch::chosen, this, [this](int way) { chooseWay(static_cast<Way>(way)); });
}

void InitializationPanel::chooseWay(Way way) {
  m_settings.scheme = way == Zero ? InitializationScheme::Zero : m_lastScheme;
  m_settings.identical = way == Identical;
  emit initializationChosen(m_settings);
}

void InitializationPanel::setSession(const Session& session) {
  m_settings = session.initialization;
  const bool isZero = m_settings.scheme == InitializationScheme::Zero;
  if (!isZero) m_lastScheme = m_settings.scheme;
  m_scheme->setCurrentIndex(m_scheme->findData(static_cast<int>(m_lastScheme)));
  m_scheme->setEnabled(!isZero);
  m_scale->setEnabled(!isZero);
  m_scale->setValue(m_settings.scale);
  m_seed->setSeed(m_settings.seed);
  m_way->setCurrent(isZero ? Zero : m_settings.identical ? Identical : Random);
}

}  // namespace backscope
