#include "app/starts_lab.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMetaObject>
#include <algorithm>
#include <utility>

#include "app/output_file.h"
#include "core/sweep/run_starts.h"
#include "core/sweep/starts_csv.h"
#include "core/sweep/sweep_csv.h"
#include "ui/text/problem_text.h"
#include "ui/views/field_painting.h"
#include "ui/views/starts_view.h"

namespace backscope {

namespace {

constexpr int kRefreshMilliseconds = 60;

/// What all starts of a session have in common: it is equal where nothing but the seed and the title differ.
Session commonOf(const Session& session) {
  Session common = session;
  common.title.clear();
  common.initialization.seed = 0;
  common.parameters.reset();
  common.state.reset();
  common.compare.clear();
  return common;
}

/// Whether all starts are the same.
bool drawsNothing(const Session& session) {
  for (int l = 1; l <= session.network.outputLayer(); ++l)
    if (isRandom(session.initialization.schemeOf(l))) return false;
  return true;
}

QString fileFilter() { return StartsLab::tr("Many starts (*.csv);;All files (*)"); }

}  // namespace

StartsLab::StartsLab(StartsView* view, QObject* parent) : QObject(parent), m_view(view) {
  m_refresh.setSingleShot(true);
  m_refresh.setInterval(kRefreshMilliseconds);
  connect(&m_refresh, &QTimer::timeout, this, &StartsLab::show);
  connect(view, &StartsView::startRequested, this, &StartsLab::start);
  connect(view, &StartsView::pauseRequested, this, &StartsLab::pause);
  connect(view, &StartsView::discardRequested, this, &StartsLab::discard);
  connect(view, &StartsView::choiceChanged, this, &StartsLab::takeChoice);
  connect(view, &StartsView::runChosen, this, &StartsLab::chooseRun);
  connect(view, &StartsView::saveRequested, this, &StartsLab::askWhereToSave);
  connect(view, &StartsView::openRequested, this, &StartsLab::askWhatToOpen);
}

StartsLab::~StartsLab() = default;

void StartsLab::setSession(const Session& session) {
  m_session = session;
  if (!m_starts) return;
  if (isRunning() && !isOfSettings()) pause();
  show();
}

bool StartsLab::isOfSettings() const {
  return m_starts && m_session && commonOf(m_starts->base) == commonOf(*m_session) &&
         m_starts->choice.iterations == m_view->choice().iterations;
}

bool StartsLab::isRunning() const { return m_isWaiting || (m_run && m_trains && !m_run->isCancelled()); }

bool StartsLab::prepare(const Session& base, const StartsChoice& choice) {
  m_lines.clear();
  if (m_run) m_run->cancel();
  Result<StartsRecord> record = StartsRecord::of(base, choice);
  if (!record) {
    m_view->setNote(tr("There are no starts of it: %1").arg(describe(record.problem())));
    return false;
  }
  m_starts = std::move(record.value());
  return true;
}

void StartsLab::start() {
  if (!m_session) return;
  const bool goesOn = isOfSettings() && !m_starts->missing().empty() && !m_starts->done.empty();
  if (!goesOn && !prepare(*m_session, m_view->choice())) return;
  goOn();
}

void StartsLab::goOn() {
  m_trains = true;
  m_isWaiting = m_run != nullptr;
  if (!m_run) launch();
  show();
}

void StartsLab::launch() {
  m_isWaiting = false;
  m_starts->groupInOrder();
  StartsTask task;
  task.lines = std::exchange(m_lines, {});
  if (m_trains) task.cells = m_starts->missing();
  task.iterations = m_starts->choice.iterations;
  m_run = std::make_unique<StartsRun>(startsWork(m_starts->grid, std::move(task)), [this] {
    QMetaObject::invokeMethod(this, &StartsLab::deliver, Qt::QueuedConnection);
  });
}

/// What is done already is not lost.
void StartsLab::halt() {
  if (m_run && takeNews()) m_run.reset();
  if (m_run) m_run->cancel();
}

void StartsLab::pause() {
  halt();
  m_isWaiting = false;
  if (m_starts) m_starts->groupAnew();
  show();
}

void StartsLab::discard() {
  if (m_run) m_run->cancel();
  m_isWaiting = false;
  m_starts.reset();
  m_view->setPicture({});
  m_view->setNote({});
  m_view->setState(StartsView::State::Idle);
  emit solutionsChanged();
}

/// True where the run is over.
bool StartsLab::takeNews() {
  StartsRun::News news = m_run->takeNews();
  if (!m_run->isCancelled())
    for (StartsRun::Cell& cell : news.cells) m_starts->take(cell.index, std::move(cell.outcome));
  return news.isDone;
}

void StartsLab::deliver() {
  if (m_run && takeNews()) {
    m_run.reset();
    if (m_isWaiting)
      launch();
    else if (m_starts)
      m_starts->groupAnew();
  }
  if (m_starts && !m_refresh.isActive()) m_refresh.start();
}

void StartsLab::takeChoice() {
  if (!m_starts) return;
  if (!isOfSettings()) return isRunning() ? pause() : show();
  const bool wasRunning = isRunning();
  if (wasRunning) halt();
  m_starts->choice.count = m_view->choice().count;
  if (wasRunning && !m_starts->missing().empty()) return goOn();
  m_isWaiting = false;
  show();
}

void StartsLab::show() {
  if (!m_starts) return;
  m_view->setPicture(m_starts->picture());
  const bool canGoOn = isOfSettings() && !m_starts->done.empty() && !m_starts->missing().empty();
  const bool isStale = !isOfSettings() && !m_starts->done.empty();
  QString note =
      drawsNothing(m_starts->base) ? tr("All starts are the same: this initialization draws nothing.") : QString();
  if (isStale) note = tr("These are of other settings.");
  m_view->setNote(note);
  m_view->setState(isRunning() ? StartsView::State::Running
                   : canGoOn   ? StartsView::State::Paused
                               : StartsView::State::Idle);
  emit solutionsChanged();
}

StartSolutions StartsLab::solutions() const {
  if (!m_starts) return {};
  std::vector<std::size_t> firsts;
  for (const StartGroup& group : m_starts->groups.groups()) firsts.push_back(*m_starts->byCell[group.first]);
  return solutionsOf(m_starts->base.network, m_starts->done, firsts);
}

void StartsLab::chooseRun(std::size_t cell) {
  if (!m_starts) return;
  const Result<Session> session = m_starts->grid.session(cell);
  if (session) emit sessionChosen(session.value());
}

QString StartsLab::save(const QString& file) const {
  if (!m_starts) return {};
  const std::size_t count = m_starts->choice.count;
  const Result<SweepGrid> grid = startsOf(m_starts->base, count);
  if (!grid) return describe(grid.problem());
  std::string text = startsHead(grid.value(), m_starts->choice.iterations);
  for (std::size_t cell = 0; cell < count; ++cell)
    if (const std::optional<std::size_t> at = m_starts->byCell[cell]) text += startsLine(cell, m_starts->done[*at]);
  return writeFile(file, QByteArray::fromStdString(text));
}

QString StartsLab::open(const QString& name) {
  QFile file(name);
  if (!m_session) return {};
  if (!file.open(QIODevice::ReadOnly)) return tr("could not be read: %1").arg(file.errorString());
  const QByteArray text = file.readAll();
  const std::optional<SweepPart> part = readSweepPart({text.constData(), static_cast<std::size_t>(text.size())});
  const std::optional<StartsHead> head = part ? readStartsHead(part->head) : std::nullopt;
  if (!head) return tr("this is not the file of many starts");
  Session base = *m_session;
  base.initialization.seed = head->seed;
  const Result<SweepGrid> grid = startsOf(base, head->count);
  if (!grid || startsHead(grid.value(), head->iterations) != part->head)
    return tr("these are the starts of another session");
  const StartsChoice choice{std::max(head->count, kFewestStarts), head->iterations};
  if (!prepare(base, choice)) return {};
  m_view->setChoice(choice);
  for (const SweepPart::Row& row : part->rows) m_lines.emplace_back(row.cell, row.line);
  m_trains = false;
  m_isWaiting = m_run != nullptr;
  if (!m_run) launch();
  show();
  return {};
}

void StartsLab::askWhereToSave() {
  auto* dialog = new QFileDialog(m_view->window(), tr("Save the starts"), {}, fileFilter());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("csv"));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    const QString problem = save(file);
    const QString name = QFileInfo(file).fileName();
    m_view->setNote(problem.isEmpty() ? tr("Saved as %1.").arg(name) : tr("%1: %2.").arg(name, problem));
  });
  dialog->open();
}

void StartsLab::askWhatToOpen() {
  auto* dialog = new QFileDialog(m_view->window(), tr("Open saved starts"), {}, fileFilter());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    const QString problem = open(file);
    if (!problem.isEmpty()) m_view->setNote(tr("%1: %2.").arg(QFileInfo(file).fileName(), problem));
  });
  dialog->open();
}

}  // namespace backscope
