#include "app/line_lab.h"

#include <QMetaObject>
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/saved_points.h"
#include "core/engine/snapshot_budget.h"
#include "core/network/nearest_image.h"
#include "ui/text/number_format.h"
#include "ui/text/point_text.h"
#include "ui/views/line_view.h"

namespace backscope {

namespace {

/// The last and finest line of a large network takes so many times the examples of the one before, some seconds.
constexpr int kPatience = 16;

LossProfileOptions optionsFor(const LineBudget& budget, double beyond) {
  const int steps = budget.points - 1;
  const int more = static_cast<int>(std::floor(beyond * steps));
  return {.sampling = {steps, more, more}, .mostExamples = budget.examples};
}

/// From the coarsest on. What takes but an instant is measured finely at once.
std::vector<LossProfileOptions> stagesFor(const Architecture& network, const Dataset& data, double beyond) {
  const SnapshotBudget budget(network);
  const LineBudget& whole = budget.wholeLine;
  const int all = static_cast<int>(std::max(data.train.size(), data.test.size()));
  std::vector<LineBudget> stages{budget.quickLine};
  const auto isDone = [&] { return stages.back().points == LossLine::kMostPoints && stages.back().examples >= all; };
  if (!isDone()) stages.push_back(whole);
  if (!isDone()) stages.push_back({LossLine::kMostPoints, std::min(all, kPatience * whole.examples)});
  std::vector<LossProfileOptions> options;
  options.reserve(stages.size());
  for (const LineBudget& stage : stages) options.push_back(optionsFor(stage, beyond));
  return options;
}

}  // namespace

bool LineLab::Line::isSameChoice(const Line& other) const {
  return from.isSameAs(other.from) && to.isSameAs(other.to) && network == other.network && loss == other.loss &&
         data == other.data && beyond == other.beyond && isAligned == other.isAligned;
}

Parameters LineLab::Line::start() const { return {network, from.theta}; }

Parameters LineLab::Line::end() const {
  Parameters end(network, to.theta);
  return isAligned ? nearestImage(end, start()) : end;
}

bool LineLab::Line::operator==(const Line& other) const {
  return isSameChoice(other) && from.theta == other.from.theta && to.theta == other.to.theta;
}

LineLab::LineLab(LineView* view, const SavedPoints& points, QObject* parent)
    : QObject(parent), m_view(view), m_points(points) {
  connect(view, &LineView::shown, this, &LineLab::follow);
  connect(view, &LineView::choiceChanged, this, &LineLab::follow);
  connect(view, &LineView::placeChosen, this, &LineLab::move);
  connect(view, &LineView::hidden, this, [this] {
    if (m_run) m_run->cancel();
    m_line.reset();
    m_isWaiting = false;
  });
  connect(&points, &SavedPoints::changed, this, &LineLab::follow);
}

LineLab::~LineLab() = default;

void LineLab::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_snapshot = snapshot;
  follow();
}

std::optional<LineLab::Line> LineLab::chosenLine() const {
  std::optional<SavedPoint> from = m_points.find(m_view->from(), *m_snapshot);
  std::optional<SavedPoint> to = m_points.find(m_view->to(), *m_snapshot);
  if (!from || !to) return std::nullopt;
  return Line{std::move(*from),          std::move(*to),   m_snapshot->parameters.architecture(),
              m_snapshot->session->loss, m_snapshot->data, m_view->beyond(),
              m_view->isAligned()};
}

void LineLab::follow() {
  if (!m_snapshot || !m_view->isVisible()) return;
  const SavedPointList list = m_points.list(*m_snapshot);
  m_view->setPoints(list.points, m_snapshot->parameters.architecture(),
                    leftOutText(list.otherRuns, list.hasOtherSolutions));
  std::optional<Line> line = chosenLine();
  if (line == m_line) return;
  const bool isSameChoice = line && m_line && line->isSameChoice(*m_line);
  m_line = std::move(line);
  if (!isSameChoice) drop();
  // A finer line of where θ was helps nobody; a first one shows that something moves.
  if (m_run && m_hasShown) m_run->cancel();
  m_isWaiting = m_line.has_value();
  if (!m_run && m_isWaiting) launch();
}

/// What is shown and what is being measured is of another line.
void LineLab::drop() {
  if (m_run) m_run->cancel();
  m_view->setProfile(nullptr);
  m_view->setHint(m_line ? tr("The line is being computed.")
                         : tr("There is no line: one of the points can’t be reached, or is not finite."));
}

void LineLab::launch() {
  m_isWaiting = false;
  m_hasShown = false;
  std::vector<LossProfileOptions> stages = stagesFor(m_line->network, *m_line->data, m_line->beyond);
  m_run = std::make_unique<Run>(
      [line = *m_line, stages = std::move(stages)](const std::function<bool()>& isStopped,
                                                   const Run::Receive& receive) {
        standBack();
        const Parameters from = line.start();
        const Parameters to = line.end();
        for (std::size_t k = 0; k < stages.size(); ++k) {
          LossProfileOptions options = stages[k];
          options.interrupted = isStopped;
          const std::optional<LossProfile> profile = measureProfile(from, to, line.loss, *line.data, options);
          if (!profile) return;
          receive(k, *profile);
        }
      },
      [this] { QMetaObject::invokeMethod(this, &LineLab::deliver, Qt::QueuedConnection); });
}

void LineLab::deliver() {
  if (!m_run) return;
  const Run::News news = m_run->takeNews();
  if (!m_run->isCancelled() && !news.cells.empty()) {
    m_view->setProfile(std::make_shared<const LossProfile>(news.cells.back().outcome));
    m_hasShown = true;
    if (m_isWaiting) m_run->cancel();
  }
  if (!news.isDone) return;
  m_run.reset();
  if (m_isWaiting) launch();
}

void LineLab::move(double alpha) {
  const std::optional<Line> line = m_snapshot ? chosenLine() : std::nullopt;
  if (!line) return;
  const QString place = formatShort(alpha);
  emit moveWanted(thetaBetween(line->from.theta, line->end().theta(), alpha),
                  tr("θ moved to %1 of the way from %2 to %3")
                      .arg(place, pointText(line->from, line->network), pointText(line->to, line->network)));
}

}  // namespace backscope
