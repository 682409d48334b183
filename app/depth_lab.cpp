#include "app/depth_lab.h"

#include <QMetaObject>
#include <utility>

#include "core/sweep/run_depths.h"
#include "ui/views/depth_view.h"

namespace backscope {

namespace {

/// The index under which a run tells the ratio of the present network's own start.
constexpr std::size_t kHere = kDepthCells;

/// The session with all that its start does not depend on left out.
Session startOnly(Session session) {
  if (session.state) session.parameters = session.state->start;
  session.state.reset();
  session.title.clear();
  session.training = {};
  session.compare.clear();
  return session;
}

/// What is shown of a picture, with what stands in.
std::vector<std::optional<DepthCell>> shownCells(const DepthPicture& picture) {
  std::vector<std::optional<DepthCell>> cells = picture.cells;
  for (std::size_t k = 0; k < picture.before.size(); ++k)
    if (!cells[k]) cells[k] = picture.before[k];
  return cells;
}

}  // namespace

DepthLab::DepthLab(DepthView* view, QObject* parent) : QObject(parent), m_view(view) {
  connect(view, &DepthView::shown, this, &DepthLab::follow);
  connect(view, &DepthView::hidden, this, &DepthLab::stop);
  connect(view, &DepthView::placeChosen, this, [this](const DepthPlace& place) {
    if (m_session) emit sessionChosen(depthSession(*m_session, place.activation, place.depth));
  });
}

DepthLab::~DepthLab() = default;

void DepthLab::setSession(const Session& session) {
  m_session = session;
  // What nobody looks at waits until somebody does.
  if (m_view->isVisible()) follow();
}

void DepthLab::follow() {
  if (!m_session) return;
  if (m_session->network.hiddenLayers() == 0) {
    stop();
    m_picture.reset();
    m_start.reset();
    return m_view->setProblem(tr("This network has no hidden layer of which there could be more."));
  }
  m_view->setProblem({});
  const bool isOtherScale = takeBase();
  const bool isOtherStart = takeStart();
  if (isOtherScale || isOtherStart) stop();
  if (isUnfinished() && !isRunning()) start();
  show();
}

bool DepthLab::takeBase() {
  DepthPicture next = emptyDepthPicture(*m_session);
  if (m_picture && m_picture->base == next.base) {
    setPresent(*m_picture, m_session->network);
    return false;
  }
  if (m_picture) next.before = shownCells(*m_picture);
  m_picture = std::move(next);
  return true;
}

bool DepthLab::takeStart() {
  Session start = startOnly(*m_session);
  if (m_start == start) return false;
  m_start = std::move(start);
  m_isHereKnown = false;
  m_picture->here = DepthCell::kNone;
  return true;
}

bool DepthLab::isUnfinished() const { return m_picture && (!m_isHereKnown || !m_picture->isComplete()); }

/// One run at a time: the next one waits for what the last one is at.
void DepthLab::start() {
  if (m_run)
    m_isWaiting = true;
  else
    launch();
}

void DepthLab::launch() {
  m_isWaiting = false;
  std::vector<std::size_t> cells = depthOrder(m_session->network);
  std::erase_if(cells, [this](std::size_t cell) { return m_picture->cells[cell].has_value(); });
  const DepthPlan plan{spareCores(), standBack};
  m_run = std::make_unique<Run>(
      [start = *m_start, base = m_picture->base, cells = std::move(cells), plan](const std::function<bool()>& isStopped,
                                                                                 const Run::Receive& receive) {
        DepthCell here;
        here.own = deltaDecades(startOf(start), start.loss, depthData(start));
        receive(kHere, here);
        runDepths(base, cells, plan, isStopped, receive);
      },
      [this] { QMetaObject::invokeMethod(this, &DepthLab::deliver, Qt::QueuedConnection); });
}

void DepthLab::stop() {
  if (m_run) m_run->cancel();
  m_isWaiting = false;
  m_view->setRunning(false);
}

bool DepthLab::isRunning() const { return m_isWaiting || (m_run && !m_run->isCancelled()); }

void DepthLab::deliver() {
  if (!m_run) return;
  const Run::News news = m_run->takeNews();
  if (!m_run->isCancelled()) {
    for (const Run::Cell& cell : news.cells) {
      if (cell.index == kHere)
        m_picture->here = cell.outcome.own;
      else
        m_picture->cells[cell.index] = cell.outcome;
      m_isHereKnown = m_isHereKnown || cell.index == kHere;
    }
    if (m_picture->isComplete()) m_picture->before.clear();
  }
  if (news.isDone) m_run.reset();
  if (news.isDone && m_isWaiting) launch();
  show();
}

void DepthLab::show() {
  if (m_picture) m_view->setPicture(*m_picture);
  m_view->setRunning(isRunning());
}

}  // namespace backscope
