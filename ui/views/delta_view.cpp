#include "ui/views/delta_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>

#include "ui/text/notation.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/cure_row.h"
#include "ui/views/delta_heading.h"
#include "ui/views/example_spread.h"
#include "ui/views/ghost_curves.h"
#include "ui/views/health_marks.h"
#include "ui/views/ladder_controls.h"
#include "ui/views/ladder_curves.h"
#include "ui/views/layer_bars.h"
#include "ui/views/rung_bars.h"
#include "ui/views/rung_words.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/segmented_switch.h"

namespace backscope {

namespace {

/// What the factors want beside the curves, in average letters, and with the ratio, in lines of text.
constexpr int kFactorsLetters = 75;
constexpr int kFactorsLines = 20;
/// More bars than these are as tall as the factors.
constexpr std::size_t kManyLayers = 10;
/// What the heading wants below the choice, likewise.
constexpr int kHeadingLines = 14;

std::vector<double> mediansOf(const std::vector<ExampleSizes>& spreads) {
  std::vector<double> medians;
  medians.reserve(spreads.size());
  for (const ExampleSizes& spread : spreads) medians.push_back(spread.quantiles[kExampleShares.size() / 2]);
  return medians;
}

}  // namespace

DeltaView::DeltaView(QWidget* parent) : QWidget(parent) {
  createLayout();
  setAccessibleName(tr("Deltas"));
  applyStyle();
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    applyStyle();
    showSnapshot();
  });
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, &DeltaView::showSnapshot);
  connect(m_choice, &SegmentedSwitch::chosen, this, &DeltaView::chooseShown);
  connect(m_rungs, &RungBars::rowPointed, this, &DeltaView::showReading);
  connect(m_controls, &LadderControls::chosen, this, &DeltaView::ladderWanted);
}

void DeltaView::createLayout() {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(16);
  row->addWidget(createPlotColumn(), 3);
  row->addWidget(createPresentColumn(), 2);
}

QWidget* DeltaView::createPlotColumn() {
  m_course = new QWidget(this);
  m_controls = new LadderControls(m_course);
  m_plot = new PlotView(m_course);
  m_plot->setAccessibleName(tr("Deltas by iteration"));
  m_plot->setValueAxis(ValueAxis::Log);
  m_plot->setKeepsZeroLane(true);
  m_plot->setHint(tr("Training draws the curves of the layers here."));
  auto* column = new QVBoxLayout(m_course);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addWidget(m_controls);
  column->addWidget(m_plot, 1);
  return m_course;
}

QWidget* DeltaView::createPresentColumn() {
  auto* present = new QWidget(this);
  m_heading = new DeltaHeading(present);
  m_choice = new SegmentedSwitch(tr("Present deltas"), {tr("sizes"), tr("factors"), tr("examples")}, present);
  m_choice->setCurrent(Sizes);
  m_choice->setHint(Sizes, tr("How large it is in every layer, and the ratio from layer to layer"));
  m_choice->setHint(Factors, tr("What the weights and the slopes make of δ from layer to layer"));
  m_choice->setHint(Examples, tr("How δ is spread over the single examples, in every layer"));
  m_bars = new LayerBars(LayerBars::Quantity::Delta, ladderWords({}).statement, present);
  m_bars->setAccessibleName(tr("Present deltas"));
  m_bars->setShowsRatios(true);
  m_bars->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
  m_rungs = new RungBars(present);
  m_rungs->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
  m_rungs->hide();
  m_ratioLine = new RatioLine(present);
  m_reading = new QuietLabel({}, present);
  m_reading->setWordWrap(true);
  m_cures = new CureRow(present);
  auto* column = new QVBoxLayout(present);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  m_top = new QHBoxLayout;
  m_top->addWidget(m_heading, 1);
  m_top->addWidget(m_choice);
  column->addLayout(m_top);
  column->addWidget(m_bars, 1);
  column->addWidget(m_rungs, 1);
  column->addWidget(m_ratioLine);
  column->addWidget(m_reading);
  column->addWidget(m_cures);
  // Few layers leave room: below, so that the ratio stands right beneath its bars.
  column->addStretch();
  return present;
}

void DeltaView::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  m_snapshot = std::move(snapshot);
  showSnapshot();
}

void DeltaView::includePresent(const std::vector<double>& values) {
  const bool isOther = m_snapshot->generation != m_shownGeneration || m_snapshot->iteration < m_shownIteration ||
                       m_snapshot->ladder != m_shownLadder;
  if (isOther) m_shown = {};
  m_shownGeneration = m_snapshot->generation;
  m_shownIteration = m_snapshot->iteration;
  m_shownLadder = m_snapshot->ladder;
  for (const double value : values) m_shown.include(value);
  for (const Ghost& ghost : m_ghosts)
    if (ghost.snapshot)
      for (const double value : ghost.snapshot->layerSizes) m_shown.include(value);
  ValueExtent all = m_shown;
  all.include(m_included);
  m_plot->setIncludedValues(all);
}

void DeltaView::setIncludedValues(const ValueExtent& extent) {
  m_included = extent;
  showSnapshot();
}

void DeltaView::showSnapshot() {
  if (!m_snapshot) return;
  showCourse();
  showBars();
  m_ratio = presentRatio();
  m_ratioLine->setMarkup(m_ratio.markup);
  arrange();
  m_rungs->setRungs(m_snapshot->rungs);
  if (wantsRungs()) m_cures->setSession(m_snapshot->session, *m_snapshot->data);
  showHeading();
  showReading();
  const QString shown = wantsRungs() ? m_rungs->accessibleDescription() : m_bars->accessibleDescription();
  setAccessibleDescription(shown + QStringLiteral(". ") + reading());
}

void DeltaView::setGhosts(std::vector<Ghost> ghosts) {
  m_ghosts = std::move(ghosts);
  showSnapshot();
}

void DeltaView::showCourse() {
  const LadderChoice shown = m_snapshot->ladder;
  includePresent(m_snapshot->layerSizes);
  const QString caption = ladderWords(shown).caption;
  m_plot->setCaption(m_ghosts.empty() ? caption : tr("%1; dotted: %2").arg(caption, ghostNames(m_ghosts)));
  m_plot->setLevels(ladderLevels(shown.quantity));
  std::vector<PlotCurve> curves = ladderCurves(*m_snapshot, shown);
  std::ranges::move(ghostLadders(m_ghosts, shown), std::back_inserter(curves));
  m_plot->setCurves(std::move(curves));
  m_eventMarks.show(*m_snapshot, *m_plot);
  m_plot->setNow(m_snapshot->wentBackTo());
}

void DeltaView::showBars() {
  const bool isSpread = wantsExamples() && !m_snapshot->exampleSizes.empty();
  std::vector<BarGhost> ghosts;
  for (const Ghost& ghost : m_ghosts)
    if (ghost.snapshot && !isSpread) ghosts.push_back({ghost.letter, ghost.color, ghost.snapshot->layerSizes});
  m_bars->setGhosts(std::move(ghosts));
  if (!isSpread) {
    m_bars->setSpreads({});
    m_bars->setQuantity(LayerBars::quantityOf(m_snapshot->ladder.quantity), ladderWords(m_snapshot->ladder).statement);
    m_bars->setValues(m_snapshot->layerSizes, m_plot->scale());
    return;
  }
  const std::vector<ExampleSizes>& spreads = m_snapshot->exampleSizes;
  PlotScale scale = roundOutwards(extentOf(spreads), ValueAxis::Log);
  scale.zeroLane = true;
  m_bars->setQuantity(LayerBars::Quantity::Delta, exampleHeading(m_snapshot->ladder.size) + QStringLiteral(": %1"));
  m_bars->setSpreads(spreads);
  m_bars->setValues(mediansOf(spreads), scale);
}

/// Of what is shown beside the course.
DeltaRatio DeltaView::presentRatio() const {
  if (wantsExamples() && !m_snapshot->exampleSizes.empty()) return deltaRatio(mediansOf(m_snapshot->exampleSizes));
  const std::vector<DeltaRung>& rungs = m_snapshot->rungs;
  if (!wantsRungs() || rungs.empty()) return ladderRatio(m_snapshot->layerSizes, m_snapshot->ladder.quantity);
  std::vector<double> deltas;
  deltas.reserve(rungs.size() + 1);
  for (const DeltaRung& rung : rungs) deltas.push_back(rung.below);
  deltas.push_back(rungs.back().above);
  return deltaRatio(deltas);
}

void DeltaView::showHeading() {
  const LadderWords words = ladderWords(m_snapshot->ladder);
  const DeltaSize size = m_snapshot->ladder.size;
  if (wantsRungs())
    m_heading->setTexts(tr("now: weights · slopes = ratio of %1").arg(deltaSizeName(size)), tr("now: weights · slopes"),
                        rungDefinition());
  else if (wantsExamples())
    m_heading->setTexts(exampleHeading(size), briefExampleHeading(size),
                        exampleHeading(size) + QLatin1Char('\n') + exampleLegend());
  else
    m_heading->setTexts(words.heading, words.briefHeading, words.heading);
  m_bars->setToolTip(wantsExamples() ? exampleLegend() : tr("×: what is left of it from the layer above"));
}

LadderChoice DeltaView::ladder() const { return m_controls->choice(); }

void DeltaView::setLadder(LadderChoice choice) {
  m_controls->setChoice(choice);
  emit ladderWanted();
}

void DeltaView::hideControls() {
  m_controls->hide();
  m_choice->hide();
}

bool DeltaView::wantsExamples() const { return m_choice->current() == Examples; }

bool DeltaView::wantsRungs() const { return m_choice->current() == Factors; }

void DeltaView::chooseShown() {
  m_bars->setVisible(!wantsRungs());
  m_rungs->setVisible(wantsRungs());
  arrange();
  if (!wantsRungs()) m_cures->hide();
  showSnapshot();
  emit rungsWanted();
  emit ladderWanted();
}

/// The factors and what is said of them need more room than the sizes do: where there is little, the curves leave it to
/// them, and the ratio, which the words name; so it does to the bars of many layers.
void DeltaView::arrange() {
  auto* row = static_cast<QHBoxLayout*>(layout());
  row->setStretch(0, wantsRungs() ? 1 : 3);
  row->setStretch(1, 2);
  m_course->setVisible(!wantsRungs() || width() >= kFactorsLetters * fontMetrics().averageCharWidth());
  // Where the heading finds no room beside the choice, it stands below it, if there is height to spare.
  const int taken = m_choice->isHidden() ? 0 : m_choice->sizeHint().width();
  const int beside = m_heading->parentWidget()->width() - taken;
  const bool isBelow = m_heading->briefWidth() > beside && height() >= kHeadingLines * fontMetrics().height();
  m_top->setDirection(isBelow ? QBoxLayout::BottomToTop : QBoxLayout::LeftToRight);
  const bool isTight = wantsRungs() || (m_snapshot && m_snapshot->layers.size() > kManyLayers);
  m_ratioLine->setVisible(!m_ratio.markup.isEmpty() &&
                          (!isTight || height() >= kFactorsLines * fontMetrics().height()));
}

void DeltaView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

QString DeltaView::reading() const { return m_reading->text(); }

/// Of the rung that is pointed at, else of all, else of the sizes.
void DeltaView::showReading() {
  if (!m_snapshot) return;
  const std::vector<DeltaRung>& rungs = m_snapshot->rungs;
  const std::optional<int> row = m_rungs->pointedRow();
  QString reading = m_ratio.reading;
  if (wantsRungs() && row && *row < std::ssize(rungs)) {
    const int layer = *row + 1;
    const Parameters& parameters = m_snapshot->pass ? m_snapshot->pass->parameters : m_snapshot->parameters;
    reading = rungInWords(layer, rungs[static_cast<std::size_t>(*row)],
                          jacobianSingularValues(parameters, m_snapshot->trace, layer));
  } else if (wantsRungs()) {
    const QString blame = blameOf(m_snapshot->session->network, rungs);
    if (!blame.isEmpty()) reading = blame;
  }
  if (wantsExamples()) reading = readingOfExamples(m_snapshot->exampleSizes, reading);
  const QString stopped = stoppedInWords(*m_snapshot);
  m_reading->setText(stopped.isEmpty() ? reading : tr("%1 %2").arg(reading, stopped));
}

void DeltaView::applyStyle() {
  for (QuietLabel* label : {static_cast<QuietLabel*>(m_heading), m_reading}) label->setFont(textFont(TextSize::Small));
  m_ratioLine->updateGeometry();
}

void DeltaView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

}  // namespace backscope
