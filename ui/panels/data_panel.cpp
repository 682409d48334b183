#include "ui/panels/data_panel.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <cmath>

#include "core/session/session_limits.h"
#include "ui/panels/choice_names.h"
#include "ui/panels/dataset_thumbnail.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/seed_box.h"
#include "ui/widgets/slider_row.h"

namespace backscope {

namespace {

constexpr int kColumns = 6;

SliderRow::Options countOptions() {
  return {.name = DataPanel::tr("points"),
          .hint = DataPanel::tr("How many examples are drawn"),
          .scale = {.low = 10, .high = 2000, .isLog = true, .step = 1},
          .range = {static_cast<double>(limits::kPoints.low), static_cast<double>(limits::kPoints.high)},
          .style = {.whole = true}};
}

SliderRow::Options noiseOptions() {
  return {.name = DataPanel::tr("noise"),
          .hint = DataPanel::tr("How far the points stray"),
          .scale = {.low = 0, .high = 0.5, .step = 0.01},
          .range = limits::kNoise,
          .style = {.factor = 100, .suffix = DataPanel::tr(" %")}};
}

SliderRow::Options heldOutOptions() {
  return {.name = DataPanel::tr("held out for test"),
          .hint = DataPanel::tr("The share of the examples that training never sees"),
          .scale = {.low = 0, .high = 0.9, .step = 0.05},
          .range = limits::kTestFraction,
          .style = {.factor = 100, .suffix = DataPanel::tr(" %")}};
}

}  // namespace

DataPanel::DataPanel(QWidget* parent) : Card(tr("Data"), parent) {
  createLayout();
  connectSignals();
}

void DataPanel::createLayout() {
  m_seed = new SeedBox(tr("data"), tr("Draw other points"), this);
  m_fromFile = new QuietLabel({}, this);
  m_fromFile->setWordWrap(true);
  m_count = new SliderRow(countOptions(), this);
  m_noise = new SliderRow(noiseOptions(), this);
  m_heldOut = new SliderRow(heldOutOptions(), this);
  addHeaderWidget(m_seed);
  body()->addWidget(createThumbnails());
  body()->addWidget(m_fromFile);
  auto* pair = new QHBoxLayout;
  pair->setSpacing(16);
  pair->addWidget(m_count, 1);
  pair->addWidget(m_noise, 1);
  body()->addLayout(pair);
  body()->addWidget(m_heldOut);
}

QWidget* DataPanel::createThumbnails() {
  auto* place = new QWidget(this);
  place->setAccessibleName(tr("Data set"));
  auto* grid = new QGridLayout(place);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(4);
  m_sets = new QButtonGroup(this);
  for (const Generator generator : kGenerators) {
    auto* thumbnail = new DatasetThumbnail(generator, place);
    const int k = static_cast<int>(m_thumbnails.size());
    m_thumbnails.push_back(thumbnail);
    m_sets->addButton(thumbnail, k);
    grid->addWidget(thumbnail, k / kColumns, k % kColumns);
  }
  return place;
}

void DataPanel::connectSignals() {
  connect(m_sets, &QButtonGroup::idClicked, this,
          [this](int k) { chooseGenerator(m_thumbnails[static_cast<std::size_t>(k)]->generator()); });
  connect(m_seed, &SeedBox::seedChosen, this, [this](std::uint64_t seed) {
    if (auto* settings = std::get_if<GeneratorSettings>(&m_data.source)) settings->seed = seed;
    emit dataChosen(m_data);
  });
  connect(m_count, &SliderRow::valueChosen, this, [this](double count) {
    if (auto* settings = std::get_if<GeneratorSettings>(&m_data.source))
      settings->count = static_cast<int>(std::lround(count));
    emit dataChosen(m_data);
  });
  connect(m_noise, &SliderRow::valueChosen, this, [this](double noise) {
    if (auto* settings = std::get_if<GeneratorSettings>(&m_data.source)) settings->noise = noise;
    emit dataChosen(m_data);
  });
  connect(m_heldOut, &SliderRow::valueChosen, this, [this](double share) {
    m_data.testFraction = share;
    emit dataChosen(m_data);
  });
}

void DataPanel::chooseGenerator(Generator generator) {
  const auto* settings = std::get_if<GeneratorSettings>(&m_data.source);
  if (settings != nullptr && settings->generator == generator) return;
  GeneratorSettings chosen = settings != nullptr ? *settings : m_lastGenerated;
  chosen.generator = generator;
  m_data.source = chosen;
  emit dataChosen(m_data);
}

void DataPanel::setSession(const Session& session) {
  m_data.testFraction = session.data.testFraction;
  const auto* settings = std::get_if<GeneratorSettings>(&session.data.source);
  if (settings != nullptr) {
    m_data.source = m_lastGenerated = *settings;
  } else {
    const auto& points = std::get<PointList>(session.data.source);
    const auto count = points.x.size() / static_cast<std::size_t>(session.network.inputs);
    m_fromFile->setText(count == 1 ? tr("1 point from the file") : tr("%1 points from the file").arg(count));
    if (m_data.source != session.data.source) m_data.source = points;
  }
  m_heldOut->setValue(session.data.testFraction);
  showGenerator(settings);
}

/// nullptr: the points are written out in the file.
void DataPanel::showGenerator(const GeneratorSettings* settings) {
  m_fromFile->setVisible(settings == nullptr);
  m_seed->setVisible(settings != nullptr);
  m_count->setVisible(settings != nullptr);
  m_noise->setVisible(settings != nullptr);
  m_sets->setExclusive(settings != nullptr);
  for (DatasetThumbnail* thumbnail : m_thumbnails) {
    const bool isChosen = settings != nullptr && thumbnail->generator() == settings->generator;
    thumbnail->setChecked(isChosen);
    // The tabulator goes to the one that is taken, or to any where none is.
    thumbnail->setFocusPolicy(settings == nullptr || isChosen ? Qt::TabFocus : Qt::NoFocus);
  }
  if (settings == nullptr) return;
  m_seed->setSeed(settings->seed);
  m_count->setValue(settings->count);
  m_noise->setValue(settings->noise);
  // The four corners are given: nothing about them is drawn.
  const bool isDrawn = settings->generator != Generator::XorCorners;
  for (QWidget* widget :
       {static_cast<QWidget*>(m_seed), static_cast<QWidget*>(m_count), static_cast<QWidget*>(m_noise)})
    widget->setEnabled(isDrawn);
}

}  // namespace backscope
