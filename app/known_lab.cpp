#include "app/known_lab.h"

#include <QMetaObject>
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/edits.h"
#include "app/engine_bridge.h"
#include "app/workbench.h"
#include "core/analysis/curvature.h"
#include "core/network/duplicate_unit.h"
#include "ui/text/known_point_text.h"
#include "ui/views/known_points.h"
#include "ui/views/known_view.h"
#include "ui/views/network_view.h"
#include "ui/views/twin_text.h"
#include "ui/views/twin_view.h"

namespace backscope {

namespace {

/// The index under which a run tells what the theorem says.
constexpr std::size_t kJudgement = TwinPicture::kPlaces;
const QLatin1String kLandscape("tanh-landscape");
/// Of v: rounding along the line stays below it.
constexpr double kSameSum = 1e-12;

bool isSameLine(const TwinLine& line, const TwinLine& other) {
  if (line.layer != other.layer || line.first != other.first || line.second != other.second) return false;
  return line.v.size() == other.v.size() && (line.v - other.v).norm() <= kSameSum * line.v.norm();
}

/// Without what rounding adds, so that it is one of the slider's.
double rounded(double gamma) {
  constexpr double kDigits = 1e10;
  return std::round(gamma * kDigits) / kDigits;
}

/// Every tenth place first, then what lies between, so that the curves are seen early.
std::vector<std::size_t> placesInOrder(const TwinPicture& picture) {
  std::vector<std::size_t> places;
  for (const std::size_t step : {10U, 5U, 1U})
    for (std::size_t place = 0; place < TwinPicture::kPlaces; place += step)
      if (!picture.spectra[place] && std::ranges::find(places, place) == places.end()) places.push_back(place);
  return places;
}

Session withTwin(Session session, const UnitId& unit) {
  const Parameters twins = duplicateUnit(Parameters(session.network, *session.parameters), unit.layer, unit.unit);
  session.training.frozen = duplicateFrozen(session.training.frozen, session.network, unit.layer, unit.unit);
  session.network = twins.architecture();
  session.parameters = twins.theta();
  session.state.reset();
  return session;
}

bool isFinite(const std::vector<double>& theta) {
  return std::ranges::all_of(theta, [](double value) { return std::isfinite(value); });
}

}  // namespace

KnownLab::KnownLab(Workbench& workbench, Edits& edits, EngineBridge& engine, QObject* parent)
    : QObject(parent), m_workbench(workbench), m_view(&workbench.analyses().known()), m_edits(edits), m_engine(engine) {
  TwinView* twins = &m_view->twins();
  connect(m_view, &KnownView::shown, this, &KnownLab::follow);
  connect(m_view, &KnownView::hidden, this, &KnownLab::stop);
  connect(m_view, &KnownView::pageChanged, this, &KnownLab::follow);
  connect(&m_view->points(), &KnownPoints::openRequested, this, [this](const QString& name) {
    m_opened = name;
    emit pointChosen(name);
  });
  connect(twins, &TwinView::unitChanged, this, &KnownLab::follow);
  connect(twins, &TwinView::duplicateRequested, this, &KnownLab::duplicate);
  connect(twins, &TwinView::dragBegan, this, [this] { ++m_drag; });
  connect(twins, &TwinView::gammaChosen, this, &KnownLab::lead);
  connect(&workbench.network(), &NetworkView::unitChosen, this, [this](const UnitId& unit) {
    if (m_view->isVisible() && unit.layer >= 1) m_view->twins().choose(unit);
  });
}

KnownLab::~KnownLab() = default;

void KnownLab::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_snapshot = snapshot;
  showSurface();
  follow();
}

/// The whole landscape of two weights is to be seen at once; when it has been opened, which the user may refuse.
void KnownLab::showSurface() {
  if (m_opened != kLandscape) return;
  if (knownPointText(m_opened).title != QString::fromStdString(m_snapshot->session->title)) return;
  m_opened.clear();
  m_workbench.setTab(Workbench::Tab::Surface);
}

void KnownLab::duplicate(const UnitId& unit) {
  if (!m_snapshot) return;
  m_engine.capture({m_snapshot->run}, [this, unit](const std::vector<Session>& sessions) {
    const Session& session = sessions.front();
    const bool isThere = noDuplicateText(session.network, unit.layer).isEmpty() &&
                         unit.unit < session.network.unitsOf(unit.layer) && session.parameters;
    if (isThere) emit sessionChosen(withTwin(session, unit));
  });
}

void KnownLab::lead(double gamma) {
  if (!m_snapshot || !m_picture.line || m_lineOf != m_snapshot->generation) return;
  const TwinLine& line = *m_picture.line;
  if (m_engine.isRunning()) m_engine.post(Pause{});
  m_edits.nudgeParameters(valuesAt(line, m_snapshot->parameters.layout(), gamma),
                          tr("γ of units %1 and %2").arg(line.first + 1).arg(line.second + 1), m_drag);
  m_picture.gamma = gamma;
  m_view->twins().setPicture(m_picture);
}

/// What nobody looks at waits until somebody does.
void KnownLab::follow() {
  if (!m_view->isVisible() || m_view->page() != KnownView::Twins || !m_snapshot) return stop();
  m_view->twins().setArchitecture(m_snapshot->parameters.architecture());
  takeLine();
  if (takeBase()) stop();
  if (m_base && !m_snapshot->running && isUnfinished() && !isRunning()) start();
  m_view->twins().setPicture(m_picture);
}

/// The v of a line stays while one moves along it: summed anew at every place, it would drift by rounding.
void KnownLab::takeLine() {
  const UnitId unit = m_view->twins().unit();
  const Parameters& theta = m_snapshot->parameters;
  std::optional<TwinLine> line =
      isFinite(theta.theta()) ? twinLineOf(theta, unit.layer, unit.unit) : std::optional<TwinLine>();
  const bool isSame =
      line && m_picture.line && m_lineOf == m_snapshot->generation && isSameLine(*m_picture.line, *line);
  if (!isSame) m_picture.line = std::move(line);
  m_lineOf = m_snapshot->generation;
  m_picture.loss = m_snapshot->train.loss;
  m_picture.isTooLarge = m_picture.line && theta.theta().size() > kMostCurvatureParameters;
  if (!m_picture.line) return;
  // Until what was chosen last is done, the knob stands there.
  if (!isSame || m_snapshot->commands >= m_engine.sent()) m_picture.gamma = rounded(gammaOf(*m_picture.line, theta));
}

/// True where the spectra are those of another line.
bool KnownLab::takeBase() {
  std::optional<Base> base;
  if (m_picture.line && !m_picture.isTooLarge && !std::isnan(m_picture.gamma))
    base = Base{parametersAt(*m_picture.line, m_snapshot->parameters, 0).theta(), m_snapshot->data,
                m_snapshot->session->loss};
  if (base == m_base) return false;
  m_base = std::move(base);
  m_picture.spectra.assign(TwinPicture::kPlaces, std::nullopt);
  m_picture.judgement.reset();
  return true;
}

bool KnownLab::isUnfinished() const {
  return !m_picture.judgement ||
         std::ranges::any_of(m_picture.spectra, [](const auto& spectrum) { return !spectrum.has_value(); });
}

/// One run at a time: the next one waits for what the last one is at.
void KnownLab::start() {
  if (m_run)
    m_isWaiting = true;
  else
    launch();
}

void KnownLab::launch() {
  m_isWaiting = false;
  m_run = std::make_unique<Run>(
      [line = *m_picture.line, theta = Parameters(m_snapshot->parameters.architecture(), m_base->theta), base = *m_base,
       places = placesInOrder(m_picture)](const std::function<bool()>& isStopped, const Run::Receive& receive) {
        standBack();
        const std::vector<int>& examples = base.data->train;
        const auto judgement = judgeTwins(line, theta, base.loss, *base.data, examples, isStopped);
        if (judgement) receive(kJudgement, {.judgement = judgement});
        for (const std::size_t place : places) {
          if (isStopped()) return;
          const double gamma = TwinPicture::gammaAt(place);
          const auto spectrum = twinSpectrum(line, theta, gamma, base.loss, *base.data, examples, isStopped);
          if (spectrum) receive(place, {.spectrum = spectrum});
        }
      },
      [this] { QMetaObject::invokeMethod(this, &KnownLab::deliver, Qt::QueuedConnection); });
}

void KnownLab::stop() {
  if (m_run) m_run->cancel();
  m_isWaiting = false;
}

bool KnownLab::isRunning() const { return m_isWaiting || (m_run && !m_run->isCancelled()); }

void KnownLab::deliver() {
  if (!m_run) return;
  const Run::News news = m_run->takeNews();
  if (!m_run->isCancelled()) {
    for (const Run::Cell& cell : news.cells) {
      if (cell.index == kJudgement)
        m_picture.judgement = cell.outcome.judgement;
      else
        m_picture.spectra[cell.index] = cell.outcome.spectrum;
    }
  }
  if (news.isDone) m_run.reset();
  if (news.isDone && m_isWaiting && m_base) launch();
  m_view->twins().setPicture(m_picture);
}

}  // namespace backscope
