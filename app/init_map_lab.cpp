#include "app/init_map_lab.h"

#include <QMetaObject>
#include <numeric>
#include <utility>

#include "core/sweep/run_sweep.h"
#include "ui/text/problem_text.h"
#include "ui/views/init_map_view.h"

namespace backscope {

namespace {

/// Every cell once, wide apart, so that the whole map takes shape from the first moment on: steps of the golden section
/// of the number of cells, with which they have no factor in common.
std::vector<std::size_t> scatteredCells(std::size_t count) {
  auto step = static_cast<std::size_t>(0.618 * static_cast<double>(count)) + 1;
  while (std::gcd(step, count) != 1) ++step;
  std::vector<std::size_t> cells;
  for (std::size_t k = 0; k < count; ++k) cells.push_back(k * step % count);
  return cells;
}

}  // namespace

InitMapLab::InitMapLab(InitMapView* view, QObject* parent) : QObject(parent), m_view(view) {
  connect(view, &InitMapView::startRequested, this, &InitMapLab::start);
  connect(view, &InitMapView::stopRequested, this, [this] {
    m_isStarted = false;
    stop();
  });
  connect(view, &InitMapView::choiceChanged, this, &InitMapLab::takeChoice);
  connect(view, &InitMapView::cellChosen, this, [this](std::size_t cell) { chooseCell(cell, false); });
  connect(view, &InitMapView::besideChosen, this, [this](std::size_t cell) { chooseCell(cell, true); });
  connect(view, &InitMapView::shown, this, &InitMapLab::follow);
}

InitMapLab::~InitMapLab() = default;

bool InitMapLab::prepare() {
  stop();
  if (!m_session) return false;
  const InitMapChoice choice = m_view->choice();
  m_map = emptyMap(*m_session, choice);
  Result<SweepGrid> grid = SweepGrid::make(m_map->base, mapAxes(choice));
  m_view->begin(*m_map);
  m_view->setPresent(cellOf(*m_map, *m_session), false);
  m_grid.reset();
  if (grid) m_grid = std::move(grid.value());
  const bool isWithoutDepth = choice.rows == MapRows::Depth && m_session->network.hiddenLayers() == 0;
  if (isWithoutDepth)
    m_view->setProblem(tr("This network has no hidden layer of which there could be more."));
  else if (!m_grid)
    m_view->setProblem(tr("There is no map of it: %1").arg(describe(grid.problem())));
  return m_grid.has_value();
}

/// One run at a time: the next one waits for what the last one is at.
void InitMapLab::start() {
  m_isStarted = true;
  if (!prepare()) return;
  if (m_run)
    m_isWaiting = true;
  else
    launch();
  m_view->setRunning(true);
}

void InitMapLab::launch() {
  m_isWaiting = false;
  const SweepPlan plan{{m_map->choice.iterations, {}}, spareCores(), standBack};
  m_run = std::make_unique<Run>(
      [grid = *m_grid, plan](const std::function<bool()>& isStopped, const Run::Receive& receive) {
        runSweep(grid, scatteredCells(grid.count()), plan, isStopped, receive);
      },
      [this] { QMetaObject::invokeMethod(this, &InitMapLab::deliver, Qt::QueuedConnection); });
}

void InitMapLab::stop() {
  if (m_run) m_run->cancel();
  m_isWaiting = false;
  m_view->setRunning(false);
}

bool InitMapLab::isRunning() const { return m_isWaiting || (m_run && !m_run->isCancelled()); }

void InitMapLab::deliver() {
  if (!m_run) return;
  const Run::News news = m_run->takeNews();
  if (!m_run->isCancelled())
    for (const Run::Cell& cell : news.cells) m_view->setCell(cell.index, cell.outcome);
  if (news.isDone) m_run.reset();
  if (news.isDone && m_isWaiting) launch();
  m_view->setRunning(isRunning());
}

/// Another choice shows its cells at once; they are trained where the last one's were.
void InitMapLab::takeChoice() {
  if (isRunning() || (m_isStarted && m_view->follows()))
    start();
  else
    prepare();
}

void InitMapLab::setSession(const Session& session) {
  m_session = session;
  if (!m_map) return static_cast<void>(prepare());
  follow();
}

void InitMapLab::follow() {
  if (!m_map) return;
  const bool isStale = mapBase(*m_session, m_map->choice.rows) != m_map->base;
  if (!isStale) return m_view->setPresent(cellOf(*m_map, *m_session), false);
  if (!m_isStarted && !m_view->hasCells()) return static_cast<void>(prepare());
  // What nobody looks at waits until somebody does.
  const bool isFollowing = isRunning() || (m_isStarted && m_view->follows());
  if (isFollowing && m_view->isVisible()) return start();
  stop();
  m_view->setPresent(std::nullopt, true);
}

void InitMapLab::chooseCell(std::size_t cell, bool isBeside) {
  if (!m_grid) return;
  const Result<Session> session = m_grid->session(cell);
  if (!session) return;
  if (isBeside)
    emit besideChosen(session.value());
  else
    emit sessionChosen(session.value());
}

}  // namespace backscope
