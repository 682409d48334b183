#include "app/course_lab.h"

#include <QMetaObject>
#include <algorithm>
#include <bit>

#include "ui/views/course_page.h"

namespace backscope {

std::vector<ThetaPath::Point> coarseFirst(const std::vector<ThetaPath::Point>& points) {
  std::vector<ThetaPath::Point> order;
  if (points.empty()) return order;
  std::vector<bool> isTaken(points.size(), false);
  const auto take = [&](std::size_t k) {
    if (!isTaken[k]) order.push_back(points[k]);
    isTaken[k] = true;
  };
  take(0);
  take(points.size() - 1);
  for (std::size_t stride = std::bit_ceil(points.size()); stride > 0; stride /= 2)
    for (std::size_t k = stride; k < points.size(); k += stride) take(k);
  return order;
}

CourseLab::CourseLab(CoursePage& page, QObject* parent) : QObject(parent), m_page(page) {
  connect(&page, &CoursePage::startRequested, this, &CourseLab::start);
  connect(&page, &CoursePage::stopRequested, this, &CourseLab::stop);
}

CourseLab::~CourseLab() = default;

void CourseLab::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_snapshot = snapshot;
  if (m_of && (snapshot->generation != m_of->generation || snapshot->data != m_of->data)) clear();
  if (m_isWaiting && !m_run && snapshot->path) launch();
}

void CourseLab::clear() {
  stop();
  m_of.reset();
  m_moments.clear();
  show();
}

void CourseLab::startUnlessDone() {
  const bool isDone = m_of && m_snapshot && m_of->iteration == m_snapshot->iteration && !m_moments.empty();
  if (!isDone) start();
}

/// One at a time: the next one waits for what the last one is at.
void CourseLab::start() {
  if (!m_snapshot) return;
  if (m_run) m_run->cancel();
  m_isWaiting = true;
  if (!m_run && m_snapshot->path) launch();
}

void CourseLab::launch() {
  m_isWaiting = false;
  m_of = m_snapshot;
  m_moments.clear();
  m_page.setRunning(true);
  show();
  m_run = std::make_unique<Run>(
      [of = m_of](const std::function<bool()>& isStopped, const Run::Receive& receive) {
        standBack();
        const auto take = [&](const CurvatureMoment& moment) {
          receive(0, moment);
          return isStopped();
        };
        followCurvature(coarseFirst(of->path->points), of->parameters.architecture(), of->session->loss, *of->data,
                        of->data->train, take, isStopped);
      },
      [this] { QMetaObject::invokeMethod(this, &CourseLab::deliver, Qt::QueuedConnection); });
}

void CourseLab::stop() {
  if (m_run) m_run->cancel();
  m_isWaiting = false;
  m_page.setRunning(false);
}

void CourseLab::deliver() {
  if (!m_run) return;
  const Run::News news = m_run->takeNews();
  if (!m_run->isCancelled()) {
    for (const Run::Cell& cell : news.cells) m_moments.push_back(cell.outcome);
    std::ranges::sort(m_moments, {}, &CurvatureMoment::iteration);
    if (news.isDone) m_page.setRunning(false);
    show();
  }
  if (!news.isDone) return;
  m_run.reset();
  if (m_isWaiting && m_snapshot->path) launch();
}

void CourseLab::show() {
  const std::size_t all = m_of ? m_of->path->points.size() : 0;
  m_page.setMoments(m_moments, all, m_snapshot ? m_snapshot->session->training.optimizer.learningRate : 0);
}

}  // namespace backscope
