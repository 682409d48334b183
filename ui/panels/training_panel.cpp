#include "ui/panels/training_panel.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/session/session_limits.h"
#include "ui/panels/choice_names.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/slider_row.h"

namespace backscope {

namespace {

constexpr SliderScale kRateScale{.low = 1e-5, .high = 10, .isLog = true};
constexpr SliderScale kAverageScale{.low = 0, .high = 0.99, .step = 0.01};
constexpr SliderScale kSlowAverageScale{.low = 0.9, .high = 0.999, .step = 0.001};
constexpr SliderScale kPenaltyScale{.low = 1e-6, .high = 1, .isLog = true, .startsAtZero = true};
constexpr double kSmallestBatchEnd = 2;
/// Of the numbers with two digits that the log sliders give.
const QString kWidestNumber = QStringLiteral("0.0000");

SliderScale batchScale(int examples) {
  return {.low = 1, .high = std::max(kSmallestBatchEnd, static_cast<double>(examples)), .isLog = true, .step = 1};
}

}  // namespace

TrainingPanel::TrainingPanel(QWidget* parent) : Card(tr("Training"), parent) {
  createLayout();
  connectSignals();
}

void TrainingPanel::createLayout() {
  m_kind = new ChoiceBox(tr("Optimizer"), this);
  m_kind->setToolTip(tr("How an update is made from the gradient"));
  for (const OptimizerKind kind : kOptimizers) m_kind->addItem(screenName(kind), static_cast<int>(kind));
  body()->addWidget(m_kind);
  m_grid = new QGridLayout;
  m_grid->setHorizontalSpacing(16);
  m_grid->setVerticalSpacing(6);
  m_grid->setColumnStretch(0, 1);
  m_grid->setColumnStretch(1, 1);
  body()->addLayout(m_grid);
  createRows();
  m_shuffle = new QCheckBox(tr("shuffle"), this);
  m_shuffle->setFocusPolicy(Qt::TabFocus);
  m_shuffle->setAccessibleName(tr("Shuffle"));
  m_shuffle->setToolTip(tr("Whether every epoch takes the examples in another order"));
  m_nesterov = new QCheckBox(tr("Nesterov"), this);
  m_nesterov->setFocusPolicy(Qt::TabFocus);
  m_nesterov->setAccessibleName(tr("Nesterov momentum"));
  m_nesterov->setToolTip(tr("θ ← θ − η (g + μ m): momentum that looks ahead"));
  addHeaderWidget(m_nesterov);
  addHeaderWidget(m_shuffle);
}

TrainingPanel::Row TrainingPanel::rowOf(SliderRow* slider, double OptimizerSettings::*member,
                                        std::vector<OptimizerKind> kinds) {
  return {slider, [member](const TrainingSettings& s) { return s.optimizer.*member; },
          [member](TrainingSettings& s, double value) { s.optimizer.*member = value; }, std::move(kinds)};
}

TrainingPanel::Row TrainingPanel::rowOf(SliderRow* slider, double TrainingSettings::*member) {
  return {slider,
          [member](const TrainingSettings& s) { return s.*member; },
          [member](TrainingSettings& s, double value) { s.*member = value; },
          {}};
}

void TrainingPanel::createRows() {
  using enum OptimizerKind;
  const auto slider = [this](const QString& name, const QString& hint, const SliderScale& scale,
                             const RealRange& range) {
    return new SliderRow({.name = name, .hint = hint, .scale = scale, .range = range, .style = {}}, this);
  };
  const RealRange& average = limits::kAverage;
  m_batchSize = new SliderRow({.name = tr("batch size"),
                               .hint = tr("The examples whose mean gradient makes one update"),
                               .scale = batchScale(2),
                               .range = {1, static_cast<double>(limits::kPoints.high)},
                               .style = {.whole = true}},
                              this);
  addRow(rowOf(slider(tr("learning rate"), tr("η: how far an update goes"), kRateScale, limits::kLearningRate),
               &OptimizerSettings::learningRate, {}));
  m_rows.front().slider->edit()->reserveText(kWidestNumber);
  addRow({m_batchSize,
          [](const TrainingSettings& s) { return static_cast<double>(s.batchSize); },
          [](TrainingSettings& s, double value) { s.batchSize = static_cast<int>(std::lround(value)); },
          {}});
  addRow(rowOf(slider(tr("momentum"), tr("μ: the share of the last update that goes on"), kAverageScale, average),
               &OptimizerSettings::momentum, {Sgd}));
  addRow(rowOf(slider(tr("decay"), tr("ρ: how slowly the average of g² forgets"), kAverageScale, average),
               &OptimizerSettings::decay, {RmsProp}));
  addRow(rowOf(slider(tr("β₁"), tr("How slowly the average of g forgets"), kAverageScale, average),
               &OptimizerSettings::beta1, {Adam}));
  addRow(rowOf(slider(tr("β₂"), tr("How slowly the average of g² forgets"), kSlowAverageScale, average),
               &OptimizerSettings::beta2, {Adam}));
  addRow(rowOf(slider(tr("L2"), tr("Weight decay: λ/2 Σ w² is added to what training makes small"), kPenaltyScale,
                      limits::kPenalty),
               &TrainingSettings::l2));
  addRow(rowOf(slider(tr("L1"), tr("λ Σ |w| is added to what training makes small"), kPenaltyScale, limits::kPenalty),
               &TrainingSettings::l1));
  for (std::size_t k = m_rows.size() - 2; k < m_rows.size(); ++k) m_rows[k].slider->edit()->reserveText(kWidestNumber);
}

void TrainingPanel::addRow(Row row) {
  connect(row.slider, &SliderRow::valueChosen, this, [this, write = row.write](double value) {
    write(m_settings, value);
    emit trainingChosen(m_settings);
  });
  m_rows.push_back(std::move(row));
}

/// The first over the whole width, the others that this optimizer has in pairs.
void TrainingPanel::placeRows() {
  int place = 0;
  for (const Row& row : m_rows) {
    m_grid->removeWidget(row.slider);
    const bool isShown =
        row.kinds.empty() || std::ranges::find(row.kinds, m_settings.optimizer.kind) != row.kinds.end();
    row.slider->setVisible(isShown);
    if (!isShown) continue;
    m_grid->addWidget(row.slider, (place + 1) / 2, place == 0 ? 0 : (place + 1) % 2, 1, place == 0 ? 2 : 1);
    ++place;
  }
}

void TrainingPanel::connectSignals() {
  connect(m_kind, &QComboBox::activated, this, [this](int index) {
    m_settings.optimizer.kind = static_cast<OptimizerKind>(m_kind->itemData(index).toInt());
    showKind();
    emit trainingChosen(m_settings);
  });
  connect(m_nesterov, &QCheckBox::clicked, this, [this](bool on) {
    m_settings.optimizer.nesterov = on;
    emit trainingChosen(m_settings);
  });
  connect(m_shuffle, &QCheckBox::clicked, this, [this](bool on) {
    m_settings.shuffle = on;
    emit trainingChosen(m_settings);
  });
}

void TrainingPanel::showKind() {
  const OptimizerKind kind = m_settings.optimizer.kind;
  if (kind != m_placedKind) placeRows();
  m_placedKind = kind;
  m_nesterov->setVisible(kind == OptimizerKind::Sgd);
}

void TrainingPanel::setSession(const Session& session, int trainingExamples) {
  m_settings = session.training;
  m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(m_settings.optimizer.kind)));
  m_batchSize->setScale(batchScale(trainingExamples));
  for (const Row& row : m_rows) row.slider->setValue(row.read(m_settings));
  m_nesterov->setChecked(m_settings.optimizer.nesterov);
  m_shuffle->setChecked(m_settings.shuffle);
  showKind();
}

}  // namespace backscope
