#include "app/compare_lab.h"

#include <QKeyEvent>
#include <utility>

#include "app/edits.h"
#include "app/engine_bridge.h"
#include "app/run_words.h"
#include "app/workbench.h"
#include "ui/compare/compare_board.h"
#include "ui/compare/run_mark.h"
#include "ui/panels/choice_names.h"
#include "ui/panels/transport_bar.h"
#include "ui/text/divergence_text.h"
#include "ui/views/boundary_view.h"
#include "ui/views/delta_view.h"
#include "ui/views/loss_view.h"
#include "ui/views/pass_view.h"

namespace backscope {

CompareLab::CompareLab(Runs& runs, Workbench& workbench, Edits& edits, EngineBridge& engine, QObject* parent)
    : QObject(parent), m_runs(runs), m_workbench(workbench), m_edits(edits), m_engine(engine) {
  connectBar();
  connect(&workbench.transport(), &TransportBar::compareRequested, this, [this] {
    if (m_runs.count() == 1)
      addCopy();
    else
      showNext();
  });
  connect(&workbench, &Workbench::boardRunChosen, this, &CompareLab::choose);
  connect(&edits, &Edits::runWanted, this, &CompareLab::chooseNumber);
  connect(&workbench.pass(), &PassView::knownChanged, this, &CompareLab::followByHand);
}

void CompareLab::connectBar() {
  const CompareBar* bar = &m_workbench.compareBar();
  connect(bar, &CompareBar::runChosen, this, &CompareLab::choose);
  connect(bar, &CompareBar::addRequested, this, &CompareLab::addCopy);
  connect(bar, &CompareBar::copyRequested, this, &CompareLab::copy);
  connect(bar, &CompareBar::swapRequested, this, &CompareLab::swap);
  connect(bar, &CompareBar::removeRequested, this, &CompareLab::remove);
  connect(bar, &CompareBar::endRequested, this, &CompareLab::end);
  connect(bar, &CompareBar::shownChosen, this, &CompareLab::chooseShown);
  connect(bar, &CompareBar::clockChosen, this, [this](RunClock clock) { m_engine.post(SetRunClock{clock}); });
}

void CompareLab::begin() {
  for (int place = 1; place < m_runs.count(); ++place)
    m_engine.postChoice(AddRun{m_runs.numberAt(place), m_runs.sessionAt(place)});
  show(m_runs.count() > 1 ? CompareShown::SideBySide : CompareShown::Alone);
  showRuns();
}

void CompareLab::clear() {
  for (int place = 0; place < m_runs.count(); ++place)
    if (place != m_runs.present()) m_engine.postChoice(RemoveRun{m_runs.numberAt(place)});
  m_shown.clear();
  m_shownBefore.reset();
}

void CompareLab::showRuns() {
  const std::vector<Session> sessions = m_runs.sessions();
  const bool isComparing = sessions.size() > 1;
  m_workbench.compareBar().setVisible(isComparing);
  m_workbench.transport().setComparing(isComparing);
  emit countShown(m_runs.count());
  if (!isComparing) return;
  m_names = nameRuns(m_workbench, sessions, m_runs.present());
}

void CompareLab::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_shown.clear();
  m_shown[snapshot->run] = snapshot;
  for (const std::shared_ptr<const Snapshot>& other : snapshot->others) m_shown[other->run] = other;
  if (m_workbench.isBoardShown()) {
    std::vector<std::shared_ptr<const Snapshot>> runs;
    runs.reserve(static_cast<std::size_t>(m_runs.count()));
    for (int place = 0; place < m_runs.count(); ++place) runs.push_back(shownOf(place));
    m_workbench.board().setSnapshots(std::move(runs), m_runs.present());
  }
  showGhosts();
}

std::shared_ptr<const Snapshot> CompareLab::shownOf(int place) const {
  const auto shown = m_shown.find(m_runs.numberAt(place));
  return shown != m_shown.end() ? shown->second : nullptr;
}

SetNeeds CompareLab::needs() const {
  const SnapshotNeeds needs = m_workbench.needs();
  SnapshotNeeds beside = needs;
  if (!m_workbench.isBoardShown()) {
    beside = {};
    beside.plane = needs.plane;
    beside.ladder = needs.ladder;
    beside.unitMapResolution = 0;
    const bool hasGhosts = m_workbench.compareBar().shown() == CompareShown::Ghost;
    beside.boundaryResolution = hasGhosts ? needs.boundaryResolution : 0;
  }
  return {needs, beside};
}

QString CompareLab::divergence() const {
  QStringList diverged;
  for (int place = 0; place < m_runs.count(); ++place) {
    const std::shared_ptr<const Snapshot> shown = shownOf(place);
    if (!shown || !shown->divergence) continue;
    const QString what = explainDivergence(*shown->divergence, shown->divergenceOrigin.get());
    diverged.append(m_runs.count() == 1 ? tr("Training %1").arg(what) : tr("Run %1 %2").arg(runLetter(place), what));
  }
  return diverged.join(QLatin1Char(' '));
}

bool CompareLab::isRoom() {
  const bool isRoom = m_runs.count() < Runs::kMost;
  if (!isRoom) emit refused(tr("No more than four runs can be compared: remove one first."));
  return isRoom;
}

void CompareLab::addCopy() {
  if (isRoom()) copy(m_runs.present(), m_runs.count());
}

/// A copy of the present run becomes the present one.
void CompareLab::copy(int from, int to) {
  const int source = m_runs.numberAt(from);
  const bool isNew = to == m_runs.count();
  const bool becomesPresent = isNew ? from == m_runs.present() : to == m_runs.present();
  const SessionEditor editor = m_runs.editorAt(from);
  if (isNew) {
    m_runs.add(editor);
  } else {
    m_engine.postChoice(RemoveRun{m_runs.numberAt(to)});
    m_shown.erase(m_runs.numberAt(to));
    m_runs.put(to, editor);
  }
  const int copied = m_runs.numberAt(to);
  m_engine.postChoice(CopyRun{source, copied});
  lend(source, copied);
  if (becomesPresent) m_engine.postChoice(ChooseRun{copied});
  if (becomesPresent) m_runs.choose(to);
  if (m_runs.count() == 2 && isNew) show(CompareShown::SideBySide);
  followRuns(true);
}

void CompareLab::addBeside(const Session& session) {
  if (!isRoom()) return;
  SessionEditor editor = m_runs.editor();
  if (session.data != editor.session().data)
    return emit refused(tr("This run has other data: beside the present one it would not be comparable."));
  if (!editor.chooseSession(session)) {
    const QString& why = editor.note();
    return emit refused(why.isEmpty() ? tr("The present run is just the same.") : why);
  }
  const int place = m_runs.add(editor);
  m_engine.postChoice(AddRun{m_runs.numberAt(place), editor.session()});
  show(CompareShown::SideBySide);
  followRuns(false);
}

void CompareLab::swap(int first, int other) {
  m_runs.swap(first, other);
  followRuns(false);
}

void CompareLab::remove(int place) {
  if (m_runs.count() == 1) return;
  const int number = m_runs.numberAt(place);
  const bool wasPresent = place == m_runs.present();
  m_runs.remove(place);
  if (wasPresent) m_engine.postChoice(ChooseRun{m_runs.number()});
  m_engine.postChoice(RemoveRun{number});
  m_shown.erase(number);
  if (m_runs.count() == 1) show(CompareShown::Alone);
  followRuns(true);
}

void CompareLab::end() {
  for (int place = m_runs.count() - 1; place >= 0; --place) {
    if (place == m_runs.present()) continue;
    m_engine.postChoice(RemoveRun{m_runs.numberAt(place)});
    m_shown.erase(m_runs.numberAt(place));
    m_runs.remove(place);
  }
  m_shownBefore.reset();
  show(CompareShown::Alone);
  followRuns(true);
}

void CompareLab::choose(int place) {
  if (place >= m_runs.count() || place == m_runs.present()) return;
  m_runs.choose(place);
  m_engine.postChoice(ChooseRun{m_runs.number()});
  followRuns(true);
}

void CompareLab::chooseNumber(int number) {
  if (const std::optional<int> place = m_runs.placeOf(number)) choose(*place);
}

bool CompareLab::pressKey(const QKeyEvent& event) {
  if (event.key() != Qt::Key_C) return false;
  if (event.modifiers().testFlag(Qt::ShiftModifier))
    showNext();
  else
    compareOrChooseNext();
  return true;
}

void CompareLab::compareOrChooseNext() {
  if (m_runs.count() == 1) return addCopy();
  choose((m_runs.present() + 1) % m_runs.count());
}

void CompareLab::showNext() {
  if (m_runs.count() == 1) return;
  chooseShown(static_cast<CompareShown>((static_cast<int>(m_workbench.compareBar().shown()) + 1) % 3));
}

void CompareLab::leaveBoard() {
  if (m_workbench.isBoardShown()) show(CompareShown::Ghost);
}

void CompareLab::followByHand() {
  const bool isByHand = m_workbench.pass().isByHand();
  if (isByHand)
    show(m_workbench.compareBar().shown());
  else if (m_shownBefore)
    show(*std::exchange(m_shownBefore, std::nullopt));
}

void CompareLab::chooseShown(CompareShown shown) {
  if (m_workbench.pass().isByHand() && shown != CompareShown::Alone)
    emit refused(tr("While you work by hand (H), the other runs are hidden: they would tell the numbers."));
  show(shown);
}

/// The other runs would tell the numbers that are worked out by hand; they are shown once that has ended.
void CompareLab::show(CompareShown shown) {
  const bool isHidden = m_workbench.pass().isByHand() && m_runs.count() > 1 && shown != CompareShown::Alone;
  if (isHidden) m_shownBefore = std::exchange(shown, CompareShown::Alone);
  if (!isHidden && shown == m_workbench.compareBar().shown() && m_workbench.isBoardShown() == isOnBoard(shown)) return;
  m_workbench.compareBar().setShown(shown);
  m_workbench.showBoard(isOnBoard(shown));
  showPresent();
  emit needsChanged();
}

bool CompareLab::isOnBoard(CompareShown shown) const { return shown == CompareShown::SideBySide && m_runs.count() > 1; }

void CompareLab::showGhosts() {
  const std::vector<Ghost> shown = ghosts();
  if (shown.empty() && !m_hasGhosts) return;
  m_hasGhosts = !shown.empty();
  m_workbench.boundary().setGhosts(shown);
  m_workbench.loss().setGhosts(shown);
  m_workbench.analyses().deltas().setGhosts(shown);
}

std::vector<Ghost> CompareLab::ghosts() const {
  std::vector<Ghost> ghosts;
  if (m_workbench.compareBar().shown() != CompareShown::Ghost || m_runs.count() == 1) return ghosts;
  for (int place = 0; place < m_runs.count(); ++place)
    if (place != m_runs.present())
      ghosts.push_back(
          {runLetter(place), m_names.value(place), runColor(Theme::instance().colors(), place), shownOf(place)});
  return ghosts;
}

void CompareLab::followRuns(bool isOtherPresent) {
  m_edits.followRuns();
  showRuns();
  emit runsChanged();
  if (isOtherPresent) emit presentChanged();
  showPresent();
  emit needsChanged();
}

void CompareLab::lend(int from, int to) {
  const auto source = m_shown.find(from);
  if (source == m_shown.end()) return;
  auto copy = std::make_shared<Snapshot>(*source->second);
  copy->run = to;
  m_shown[to] = copy;
}

/// As far as is known, until the engine says more.
void CompareLab::showPresent() {
  const auto present = m_shown.find(m_runs.number());
  if (present == m_shown.end()) return;
  auto shown = std::make_shared<Snapshot>(*present->second);
  shown->others.clear();
  for (int place = 0; place < m_runs.count(); ++place) {
    if (place == m_runs.present() || !shownOf(place)) continue;
    auto other = std::make_shared<Snapshot>(*shownOf(place));
    other->others.clear();
    shown->others.push_back(std::move(other));
  }
  emit snapshotArranged(shown);
}

}  // namespace backscope
