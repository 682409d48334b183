#include "ui/compare/compare_board.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/compare/compare_plots.h"
#include "ui/compare/difference_card.h"
#include "ui/compare/run_boundary.h"
#include "ui/compare/run_column.h"
#include "ui/compare/run_heading.h"
#include "ui/compare/run_mark.h"
#include "ui/compare/run_network.h"
#include "ui/widgets/segmented_switch.h"

namespace backscope {

namespace {

constexpr int kGap = 12;
enum Picture { Boundaries, Differences };

}  // namespace

CompareBoard::CompareBoard(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Comparison"));
  createLayout();
  connectSignals();
  showRuns();
}

void CompareBoard::createLayout() {
  auto* content = new QWidget;
  m_plots = new ComparePlots(content);
  m_pictures = new SegmentedSwitch(tr("Pictures"), {tr("boundaries"), tr("differences")}, m_plots);
  m_pictures->setCurrent(Boundaries);
  m_pictures->setHint(Boundaries, tr("What each run says over the input plane"));
  m_pictures->setHint(Differences, tr("How that differs from what the present run says"));
  m_plots->addControl(m_pictures);
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kGap);
  column->addWidget(createRow(), 2);
  column->addWidget(m_plots, 1);
  auto* scroller = new QScrollArea(this);
  scroller->setFrameShape(QFrame::NoFrame);
  scroller->setFocusPolicy(Qt::NoFocus);
  scroller->setWidgetResizable(true);
  scroller->setWidget(content);
  scroller->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(scroller);
}

QWidget* CompareBoard::createRow() {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(kGap);
  m_headings = new QButtonGroup(this);
  for (std::size_t i = 0; i < kMostRuns; ++i) {
    m_columns[i] = new RunColumn(static_cast<int>(i), row);
    m_headings->addButton(&m_columns[i]->heading(), static_cast<int>(i));
    layout->addWidget(m_columns[i], 5);
    if (i > 0) continue;
    m_differenceCard = new DifferenceCard(row);
    layout->addWidget(m_differenceCard, 3);
  }
  return row;
}

void CompareBoard::connectSignals() {
  connect(m_headings, &QButtonGroup::idClicked, this, &CompareBoard::runChosen);
  connect(m_pictures, &SegmentedSwitch::chosen, this, &CompareBoard::showPictures);
  connect(m_plots, &ComparePlots::ladderChosen, this, &CompareBoard::needsChanged);
  connect(&m_differenceCard->view(), &PlanePicture::placePointed, this, &CompareBoard::pointAt);
  for (RunColumn* column : m_columns) {
    connect(column, &RunColumn::placePointed, this, &CompareBoard::pointAt);
    column->boundary().installEventFilter(this);
    column->network().installEventFilter(this);
  }
}

void CompareBoard::setSnapshots(std::vector<std::shared_ptr<const Snapshot>> runs, int present) {
  runs.resize(std::min(runs.size(), kMostRuns));
  present = std::clamp(present, 0, std::max(0, static_cast<int>(runs.size()) - 1));
  const bool isOtherSetting = runs.size() != m_runs.size() || present != m_present;
  m_runs = std::move(runs);
  m_present = present;
  if (isOtherSetting) showRuns();
  m_columns[static_cast<std::size_t>(m_present)]->heading().setChecked(true);  // whatever was clicked
  for (std::size_t i = 0; i < kMostRuns; ++i) m_columns[i]->setSnapshot(i < m_runs.size() ? m_runs[i] : nullptr);
  showPictures();
  m_plots->setSnapshots(m_runs);
  checkNeeds();
}

/// How many there are, and which is the present one.
void CompareBoard::showRuns() {
  for (std::size_t i = 0; i < kMostRuns; ++i) {
    m_columns[i]->setVisible(i < m_runs.size());
    m_columns[i]->setIsPresent(static_cast<int>(i) == m_present);
  }
  m_differenceCard->setVisible(m_runs.size() == 2);
  m_pictures->setVisible(m_runs.size() > 2);
  showWords();
}

void CompareBoard::showPictures() {
  if (m_runs.size() == 2) m_differenceCard->view().setRuns({0, m_runs[0]}, {1, m_runs[1]});
  for (std::size_t i = 0; i < m_runs.size(); ++i) {
    const bool isDifference = showsDifferences() && static_cast<int>(i) != m_present;
    m_columns[i]->showDifferenceTo(
        isDifference ? std::optional(DifferenceView::Run{m_present, m_runs[static_cast<std::size_t>(m_present)]})
                     : std::nullopt);
  }
}

bool CompareBoard::showsDifferences() const { return m_runs.size() > 2 && m_pictures->current() == Differences; }

void CompareBoard::setShowsDifferences(bool shows) {
  m_pictures->setCurrent(shows ? Differences : Boundaries);
  showPictures();
}

void CompareBoard::setNames(const QStringList& shortNames) {
  if (shortNames == m_names) return;
  m_names = shortNames;
  showWords();
}

void CompareBoard::setDifferences(const QList<QStringList>& differences) {
  if (differences == m_differences) return;
  m_differences = differences;
  showWords();
}

/// Of two runs the card between them has the room to say all.
void CompareBoard::showWords() {
  for (std::size_t i = 0; i < kMostRuns; ++i) {
    const auto place = static_cast<qsizetype>(i);
    m_columns[i]->heading().setName(m_names.value(place));
    m_columns[i]->heading().setHasRemarkLine(m_runs.size() > 2);
    m_columns[i]->heading().setDifferences(m_differences.value(place));
  }
  m_differenceCard->setDifferences(m_differences.value(1));
  m_plots->setNames(m_names);
}

void CompareBoard::setPlane(const InputPlane& plane) {
  if (plane == m_plane) return;
  m_plane = plane;
  pointAt(std::nullopt);
}

void CompareBoard::pointAt(const std::optional<QPointF>& place) {
  m_differenceCard->view().setPointedPlace(place);
  for (RunColumn* column : m_columns) {
    column->boundary().setPointedPlace(place);
    column->difference().setPointedPlace(place);
  }
}

double CompareBoard::boundarySide() const {
  const auto place = static_cast<std::size_t>(std::max(0, m_present));
  return m_columns[place]->boundary().boundaryLayout().plot.width() * devicePixelRatioF();
}

double CompareBoard::unitSide() const {
  double side = 0;
  for (std::size_t i = 0; i < m_runs.size(); ++i) side = std::max(side, m_columns[i]->network().unitSide());
  return side * devicePixelRatioF();
}

bool CompareBoard::eventFilter(QObject* watched, QEvent* event) {
  // Behind the layout of all others.
  if (event->type() == QEvent::Resize) QMetaObject::invokeMethod(this, &CompareBoard::checkNeeds, Qt::QueuedConnection);
  return QWidget::eventFilter(watched, event);
}

void CompareBoard::checkNeeds() {
  const std::pair needs(boundarySide(), unitSide());
  if (needs == m_needs) return;
  m_needs = needs;
  emit needsChanged();
}

}  // namespace backscope
