#include "app/curvature_lab.h"

#include <QMetaObject>
#include <algorithm>
#include <bit>
#include <utility>

#include "app/course_lab.h"
#include "app/search_lab.h"
#include "ui/views/course_page.h"
#include "ui/views/curvature_view.h"
#include "ui/views/network_view.h"
#include "ui/views/search_page.h"
#include "ui/views/spectrum_page.h"

namespace backscope {

namespace {

bool hasSameBits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

}  // namespace

bool isSamePlace(const Snapshot& one, const Snapshot& other) {
  return one.data == other.data && one.session->loss == other.session->loss &&
         one.parameters.architecture() == other.parameters.architecture() &&
         std::ranges::equal(one.parameters.theta(), other.parameters.theta(), hasSameBits);
}

std::shared_ptr<const CurvaturePicture> measurePicture(const Snapshot& snapshot, const std::vector<double>& theta,
                                                       const std::function<bool()>& interrupted) {
  const Dataset& data = *snapshot.data;
  const Parameters parameters(snapshot.parameters.architecture(), theta);
  std::optional<PlaceSpectrum> place = measurePlace(parameters, snapshot.session->loss, data, data.train, interrupted);
  if (!place) return nullptr;
  CurvaturePicture picture;
  picture.iteration = snapshot.iteration;
  picture.generation = snapshot.generation;
  picture.isRunning = snapshot.running;
  picture.network = snapshot.parameters.architecture();
  picture.theta = theta;
  picture.place = std::make_shared<const PlaceSpectrum>(std::move(*place));
  picture.training = snapshot.session->training;
  picture.isWholeBatch = static_cast<std::size_t>(picture.training.batchSize) >= data.train.size();
  return std::make_shared<const CurvaturePicture>(std::move(picture));
}

CurvatureLab::CurvatureLab(CurvatureView& view, NetworkView& network, QObject* parent)
    : QObject(parent), m_view(view), m_network(network) {
  m_search = new SearchLab(view.search(), this);
  m_course = new CourseLab(view.course(), this);
  connectView();
}

CurvatureLab::~CurvatureLab() = default;

void CurvatureLab::connectView() {
  connect(&m_view, &CurvatureView::shown, this, &CurvatureLab::follow);
  connect(&m_view, &CurvatureView::hidden, this, &CurvatureLab::stop);
  connect(&m_view, &CurvatureView::pageChosen, this, [this](CurvatureView::Page page) {
    if (page == CurvatureView::Page::Search) m_search->startUnlessDone();
    if (page == CurvatureView::Page::Course) m_course->startUnlessDone();
    follow();
    showDirection();
  });
  connect(&m_view.here(), &SpectrumPage::directionChanged, this, &CurvatureLab::showDirection);
  connect(&m_view.here(), &SpectrumPage::nudgeRequested, this, &CurvatureLab::stepWanted);
  connect(&m_network, &NetworkView::directionEnded, &m_view.here(), &SpectrumPage::forgetDirection);
  // What it is there, and the ways out of it, are seen on the first page.
  connect(m_search, &SearchLab::placeWanted, this, [this](const std::vector<double>& theta, const QString& text) {
    emit placeWanted(theta, text);
    m_view.setPage(CurvatureView::Page::Here);
    m_view.focusPage();
    follow();
  });
  connect(&m_view.course(), &CoursePage::iterationChosen, this, &CurvatureLab::iterationWanted);
}

void CurvatureLab::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_snapshot = snapshot;
  m_search->setSnapshot(snapshot);
  m_course->setSnapshot(snapshot);
  if (m_view.isVisible()) follow();
}

bool CurvatureLab::isMeasured() const { return m_measured && isSamePlace(*m_measured, *m_snapshot); }

void CurvatureLab::follow() {
  if (!m_snapshot || m_view.page() != CurvatureView::Page::Here) return;
  const bool isOther = m_measured && m_measured->parameters.architecture() != m_snapshot->parameters.architecture();
  if (isOther) {
    m_measured.reset();
    m_view.here().setPicture({});
  }
  const bool isKnown = isMeasured();
  m_view.here().setPresent(m_snapshot->iteration, isKnown, m_snapshot->running);
  if (isKnown && m_measured->session->training == m_snapshot->session->training) return showDirection();
  if (!m_run) return launch();
  // Of a run that trains every measurement would be outdated before it is done.
  if (!m_snapshot->running && !isSamePlace(*m_measuring, *m_snapshot)) m_run->cancel();
}

void CurvatureLab::launch() {
  m_measuring = m_snapshot;
  m_run = std::make_unique<Run>(
      [snapshot = m_snapshot](const std::function<bool()>& isStopped, const Run::Receive& receive) {
        standBack();
        if (auto picture = measurePicture(*snapshot, snapshot->parameters.theta(), isStopped)) receive(0, picture);
      },
      [this] { QMetaObject::invokeMethod(this, &CurvatureLab::deliver, Qt::QueuedConnection); });
}

void CurvatureLab::stop() {
  if (m_run) m_run->cancel();
  m_search->stop();
  m_course->stop();
  m_network.setDirection(std::nullopt);
}

void CurvatureLab::deliver() {
  if (!m_run) return;
  const Run::News news = m_run->takeNews();
  const bool isWanted = !m_run->isCancelled() && m_view.isVisible();
  if (isWanted && !news.cells.empty() &&
      m_measuring->parameters.architecture() == m_snapshot->parameters.architecture()) {
    m_measured = m_measuring;
    m_view.here().setPicture(*news.cells.back().outcome);
  }
  if (!news.isDone) return;
  m_run.reset();
  if (m_view.isVisible()) follow();
}

void CurvatureLab::showDirection() {
  const bool isShown = m_view.isVisible() && m_view.page() == CurvatureView::Page::Here;
  m_network.setDirection(isShown ? m_view.here().chosenDirection() : std::nullopt);
}

}  // namespace backscope
