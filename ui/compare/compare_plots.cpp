#include "ui/compare/compare_plots.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/compare/run_bars.h"
#include "ui/compare/run_ladder.h"
#include "ui/compare/run_mark.h"
#include "ui/text/notation.h"
#include "ui/theme/theme.h"
#include "ui/views/ladder_controls.h"
#include "ui/views/ladder_text.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/segmented_switch.h"

namespace backscope {

namespace {

constexpr int kBetweenRuns = 20;
constexpr qsizetype kLongestName = 16;

PlotCurve lossCurve(int place, const QString& name, const std::shared_ptr<const RunSeries>& series,
                    Series RunSeries::*member) {
  PlotCurve curve;
  curve.name = name;
  curve.color = runColor(Theme::instance().colors(), place);
  curve.style = runStyle(place);
  curve.series = std::shared_ptr<const Series>(series, &((*series).*member));
  return curve;
}

QString shortened(const QString& name) {
  return name.size() <= kLongestName ? name : name.left(kLongestName - 1) + QChar(u'…');
}

template <class W>
QWidget* rowOf(const std::array<W*, kMaxCompared + 1>& widgets, QWidget* parent) {
  auto* page = new QWidget(parent);
  auto* row = new QHBoxLayout(page);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kBetweenRuns);
  for (W* widget : widgets) row->addWidget(widget, 1);
  return page;
}

}  // namespace

ComparePlots::ComparePlots(QWidget* parent) : Card({}, parent) {
  setAccessibleName(tr("Numbers of the runs"));
  createHeader();
  createPages();
  connect(m_choice, &SegmentedSwitch::chosen, this, &ComparePlots::showPage);
  connect(m_controls, &LadderControls::chosen, this, &ComparePlots::ladderChosen);
  connect(&Theme::instance(), &Theme::changed, this, &ComparePlots::showPage);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, &ComparePlots::showPage);
  showPage();
}

void ComparePlots::createHeader() {
  m_choice = new SegmentedSwitch(tr("Numbers"), {tr("Deltas"), tr("Loss"), tr("Activations")}, this);
  m_choice->setCurrent(Deltas);
  m_caption = new QuietLabel({}, this);
  m_caption->setElides(true);
  m_header = new QHBoxLayout;
  m_header->setSpacing(12);
  m_controls = new LadderControls(this);
  m_header->addWidget(m_choice);
  m_header->addWidget(m_controls);
  m_header->addWidget(m_caption, 1);
  body()->addLayout(m_header);
}

void ComparePlots::createPages() {
  m_pages = new QStackedWidget(this);
  std::vector<PlotView*> plots;
  for (std::size_t i = 0; i < kMostRuns; ++i) {
    m_ladders[i] = new RunLadder(static_cast<int>(i), this);
    m_bars[i] = new RunBars(static_cast<int>(i), this);
    plots.push_back(&m_ladders[i]->plot());
  }
  m_link.link(plots);
  m_loss = new PlotView(this);
  m_loss->setAccessibleName(tr("Loss of all runs by iteration"));
  m_loss->setValueAxis(ValueAxis::Log);
  m_loss->setHint(tr("Training draws the loss here."));
  m_pages->addWidget(rowOf(m_ladders, m_pages));
  m_pages->addWidget(m_loss);
  m_pages->addWidget(rowOf(m_bars, m_pages));
  body()->addWidget(m_pages, 1);
}

void ComparePlots::addControl(QWidget* control) { m_header->addWidget(control); }

ComparePlots::Page ComparePlots::page() const { return static_cast<Page>(m_choice->current()); }

void ComparePlots::setPage(Page page) {
  m_choice->setCurrent(page);
  showPage();
}

void ComparePlots::setNames(const QStringList& names) {
  m_names = names;
  for (std::size_t i = 0; i < kMostRuns; ++i) {
    const QString name = m_names.value(static_cast<qsizetype>(i));
    m_ladders[i]->setName(name);
    m_bars[i]->setName(name);
  }
  if (page() == Loss) showPage();
}

void ComparePlots::setSnapshots(const std::vector<std::shared_ptr<const Snapshot>>& runs) {
  m_runs = runs;
  forgetOldExtents();
  showPage();
}

/// A run that began anew or went back has other values.
void ComparePlots::forgetOldExtents() {
  const LadderChoice shown = shownLadder();
  if (std::exchange(m_shownLadder, shown) != shown) m_deltas = {};
  bool goesOn = m_shown.size() == m_runs.size();
  for (std::size_t i = 0; goesOn && i < m_runs.size(); ++i)
    goesOn = !m_runs[i] || (m_runs[i]->generation == m_shown[i].first && m_runs[i]->iteration >= m_shown[i].second);
  if (!goesOn) m_deltas = m_outputs = {};
  m_shown.clear();
  for (const auto& run : m_runs) m_shown.emplace_back(run ? run->generation : 0, run ? run->iteration : 0);
}

LadderChoice ComparePlots::ladder() const { return m_controls->choice(); }

void ComparePlots::setLadder(LadderChoice choice) { m_controls->setChoice(choice); }

/// Until those that were asked for have come it is another than ladder().
LadderChoice ComparePlots::shownLadder() const {
  for (const auto& run : m_runs)
    if (run) return run->ladder;
  return ladder();
}

void ComparePlots::showPage() {
  m_pages->setCurrentIndex(page());
  m_controls->setVisible(page() == Deltas);
  for (std::size_t i = 0; i < kMostRuns; ++i) {
    m_ladders[i]->setVisible(i < m_runs.size());
    m_bars[i]->setVisible(i < m_runs.size());
  }
  if (page() == Deltas) showDeltas();
  if (page() == Loss) showLoss();
  if (page() == Activations) showActivations();
}

void ComparePlots::showDeltas() {
  m_caption->setText(tr("%1, on the same axes").arg(ladderWords(shownLadder()).caption));
  for (std::size_t i = 0; i < kMostRuns; ++i) {
    m_ladders[i]->setSnapshot(i < m_runs.size() ? m_runs[i] : nullptr);
    for (const double value : m_ladders[i]->values()) m_deltas.include(value);
  }
  m_link.shareRanges(m_deltas);
  for (std::size_t i = 0; i < m_runs.size(); ++i) m_ladders[i]->showBars();
}

void ComparePlots::showLoss() {
  m_caption->setText(tr("L = mean ℓ over the training examples, thin over those held out, without penalty"));
  std::vector<PlotCurve> curves;
  std::optional<std::int64_t> now;
  for (std::size_t i = 0; i < m_runs.size(); ++i) {
    if (!m_runs[i] || !m_runs[i]->series) continue;
    const int place = static_cast<int>(i);
    const std::shared_ptr<const RunSeries>& series = m_runs[i]->series;
    const QString name = shortened(m_names.value(place));
    curves.push_back(lossCurve(place, name.isEmpty() ? runLetter(place) : tr("%1 %2").arg(runLetter(place), name),
                               series, &RunSeries::trainLoss));
    if (!now) now = m_runs[i]->wentBackTo();
    if (series->testLoss.empty()) continue;
    curves.push_back(lossCurve(place, tr("%1 test").arg(runLetter(place)), series, &RunSeries::testLoss));
    curves.back().isGhost = true;
  }
  m_loss->setCurves(std::move(curves));
  m_loss->setNow(now);
}

void ComparePlots::showActivations() {
  m_caption->setText(tr("rms %1⁽ˡ⁾ over units and examples, now, on the same axis").arg(zLetter()));
  std::vector<std::vector<double>> sizes;
  for (const auto& run : m_runs) {
    sizes.push_back(run ? outputSizes(*run) : std::vector<double>{});
    for (const double size : sizes.back()) m_outputs.include(size);
  }
  PlotScale scale = roundOutwards(m_outputs, ValueAxis::Log);
  scale.zeroLane = true;
  for (std::size_t i = 0; i < sizes.size(); ++i) m_bars[i]->setValues(sizes[i], scale);
}

}  // namespace backscope
