#include "app/surface_lab.h"

#include <QMetaObject>
#include <algorithm>
#include <utility>

#include "app/saved_points.h"
#include "ui/views/surface_view.h"

namespace backscope {

namespace {

bool haveSameTheta(const std::vector<SavedPoint>& left, const std::vector<SavedPoint>& right) {
  return std::ranges::equal(left, right, {}, &SavedPoint::theta, &SavedPoint::theta);
}

}  // namespace

SurfaceLab::SurfaceLab(SurfaceView* view, const SavedPoints& points, QObject* parent)
    : QObject(parent),
      m_view(view),
      m_points(points),
      m_work(spareCores()),
      m_run([this](const SurfaceQuestion& question,
                   const SurfaceWork::Run::Talk& talk) { m_work.answer(question, talk); },
            [this] { QMetaObject::invokeMethod(this, &SurfaceLab::deliver, Qt::QueuedConnection); }) {
  connect(view, &SurfaceView::shown, this, &SurfaceLab::follow);
  connect(view, &SurfaceView::hidden, this, &SurfaceLab::rest);
  connect(view, &SurfaceView::choiceChanged, this, [this] { ask(true); });
  connect(view, &SurfaceView::placeChosen, this, &SurfaceLab::move);
  connect(&points, &SavedPoints::changed, this, &SurfaceLab::follow);
}

SurfaceLab::~SurfaceLab() = default;

void SurfaceLab::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  const bool isOtherRun = !m_snapshot || m_snapshot->generation != snapshot->generation;
  m_snapshot = snapshot;
  if (isOtherRun) rest();
  follow();
}

void SurfaceLab::follow() {
  // What nobody looks at waits until somebody does; so does what was not asked for yet when it was made.
  if (!m_snapshot || !m_view->isVisible() || !m_snapshot->path) return;
  listPoints();
  ask(false);
}

void SurfaceLab::listPoints() {
  std::vector<SavedPoint> points = m_points.list(*m_snapshot).points;
  if (std::ranges::equal(points, m_listed, &SavedPoint::isSameAs)) return;
  m_listed = std::move(points);
  m_view->setPoints(m_listed);
}

void SurfaceLab::ask(bool isOtherChoice) {
  if (!m_snapshot || !m_view->isVisible() || !m_snapshot->path) return;
  auto question = std::make_shared<SurfaceQuestion>(SurfaceQuestion{m_snapshot, m_view->choice()});
  // For other planes the view only remembers which they were.
  if (question->choice.kind != PlaneKind::Points) question->choice.points.clear();
  for (const SavedPoint& point : question->choice.points)
    if (std::optional<SavedPoint> found = m_points.find(point, *m_snapshot))
      question->points.push_back(*std::move(found));
  if (!isOtherChoice && m_asked && isAnswered(*question)) return;
  m_asked = question;
  m_run.ask(*question, !isOtherChoice);
}

/// Whether what was asked last is the same: a snapshot is also made where something else has changed.
bool SurfaceLab::isAnswered(const SurfaceQuestion& question) const {
  const Snapshot& before = *m_asked->snapshot;
  const Snapshot& now = *question.snapshot;
  return before.running == now.running && before.iteration == now.iteration && before.path == now.path &&
         before.lastStep == now.lastStep && before.parameters.theta() == now.parameters.theta() &&
         haveSameTheta(m_asked->points, question.points);
}

void SurfaceLab::rest() {
  m_run.rest();
  m_asked.reset();
  m_shownPlane.reset();
}

void SurfaceLab::deliver() {
  const std::optional<SurfaceAnswer> answer = m_run.take();
  if (!answer) return;
  m_shownPlane = answer->picture.problem ? nullptr : answer->plane;
  m_view->setPicture(answer->picture);
}

void SurfaceLab::move(double alpha, double beta) {
  if (m_shownPlane) emit moveWanted(m_shownPlane->at(alpha, beta), tr("the move over the surface"));
}

}  // namespace backscope
