#include "app/search_lab.h"

#include <QMetaObject>

#include "app/curvature_lab.h"
#include "ui/text/number_format.h"
#include "ui/views/search_page.h"

namespace backscope {

namespace {

std::shared_ptr<const FoundPlace> foundPlace(const Snapshot& from, const CriticalSearch& search,
                                             const std::function<bool()>& isStopped) {
  const auto picture = measurePicture(from, search.theta, isStopped);
  if (!picture) return nullptr;
  return std::make_shared<const FoundPlace>(
      FoundPlace{search.end, search.distance, search.isReceding, CurvaturePicture(*picture)});
}

}  // namespace

SearchLab::SearchLab(SearchPage& page, QObject* parent) : QObject(parent), m_page(page) {
  connect(&page, &SearchPage::startRequested, this, &SearchLab::start);
  connect(&page, &SearchPage::stopRequested, this, &SearchLab::stop);
  connect(&page, &SearchPage::goRequested, this, [this] {
    if (m_page.found()) emit placeWanted(m_page.found()->picture.theta, tr("move to the nearest critical point"));
  });
}

SearchLab::~SearchLab() = default;

bool SearchLab::isPossible() const {
  return m_snapshot && m_snapshot->parameters.theta().size() <= kMostCurvatureParameters;
}

/// What was found in another network can't be gone to.
void SearchLab::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  const bool isOtherLoss =
      m_from && (snapshot->data != m_from->data || snapshot->session->loss != m_from->session->loss ||
                 snapshot->parameters.architecture() != m_from->parameters.architecture());
  m_snapshot = snapshot;
  if (isOtherLoss) {
    stop();
    m_from.reset();
    m_steps.clear();
    m_page.setSteps({});
    m_page.setFound(std::nullopt);
  }
  m_page.setProblem(isPossible() ? QString()
                                 : tr("A search takes the whole Hessian, and is made for up to %1 weights and biases.")
                                       .arg(formatCount(kMostCurvatureParameters)));
}

void SearchLab::startUnlessDone() {
  const bool isDone = m_from && m_snapshot && isSamePlace(*m_from, *m_snapshot);
  if (!isDone) start();
}

/// One at a time: the next one waits for what the last one is at.
void SearchLab::start() {
  if (!isPossible()) return;
  if (!m_run) return launch();
  m_run->cancel();
  m_isWaiting = true;
}

void SearchLab::launch() {
  m_isWaiting = false;
  m_from = m_snapshot;
  m_steps.clear();
  m_page.setSteps({});
  m_page.setFound(std::nullopt);
  m_page.setRunning(true);
  m_run = std::make_unique<Run>(
      [from = m_from](const std::function<bool()>& isStopped, const Run::Receive& receive) {
        standBack();
        SearchOptions options;
        options.receive = [&](const SearchStep& step) {
          receive(0, {step, nullptr});
          return isStopped();
        };
        options.interrupted = isStopped;
        const Dataset& data = *from->data;
        const CriticalSearch search =
            findCriticalPoint(from->parameters, from->session->loss, data, data.train, options);
        if (!isStopped()) receive(0, {{}, foundPlace(*from, search, isStopped)});
      },
      [this] { QMetaObject::invokeMethod(this, &SearchLab::deliver, Qt::QueuedConnection); });
}

void SearchLab::stop() {
  if (m_run) m_run->cancel();
  m_isWaiting = false;
  m_page.setRunning(false);
}

void SearchLab::deliver() {
  if (!m_run) return;
  const Run::News news = m_run->takeNews();
  if (!m_run->isCancelled()) {
    std::shared_ptr<const FoundPlace> found;
    for (const Run::Cell& cell : news.cells) {
      found = cell.outcome.found;
      if (!found) m_steps.push_back(cell.outcome.step);
    }
    m_page.setSteps(m_steps);
    if (news.isDone) m_page.setRunning(false);
    if (found) m_page.setFound(*found);
  }
  if (news.isDone) m_run.reset();
  if (news.isDone && m_isWaiting) launch();
}

}  // namespace backscope
