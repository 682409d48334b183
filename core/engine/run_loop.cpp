#include "core/engine/run_loop.h"

#include <algorithm>
#include <utility>

#include "core/engine/time_budget.h"

namespace backscope {
namespace {

/// Steps at a limited speed that a frame held up are made up for, as far back as this.
constexpr std::chrono::milliseconds kCatchUp{50};

}  // namespace

RunLoop::RunLoop(Session session) { begin(std::move(session)); }

std::unique_ptr<RunLoop> RunLoop::copy() const {
  std::unique_ptr<RunLoop> copy(new RunLoop);
  copy->m_cursor = std::make_unique<PassCursor>(m_cursor->copy());
  copy->m_edits = m_edits;
  copy->m_mirrors = m_mirrors;
  copy->m_model = m_model;
  copy->m_needs = m_needs;
  copy->m_chosen = m_chosen;
  copy->m_isPlaced = m_isPlaced;
  copy->m_moves = m_moves;
  copy->m_begun = m_begun;
  copy->m_lostEdits = m_lostEdits;
  return copy;
}

/// A step, or one update of it where it has several.
RunLoop::Advance RunLoop::advance() {
  const bool isLimited = m_transport.isLimited();
  const StepSize size = m_transport.size();
  const bool goesBack = m_transport.isBack();
  const bool isWithinBatch = isLimited && size < StepSize::Batch;
  const bool stepped = goesBack        ? m_cursor->retreat(size)
                       : isWithinBatch ? m_cursor->advance(size)
                                       : m_cursor->advanceBatch();
  if (!stepped) return Advance::Nothing;
  const bool isWhole =
      goesBack || !isLimited || size != StepSize::Epoch || trainer().epoch() != m_transport.epochAtStep;
  return isWhole ? Advance::Step : Advance::Part;
}

void RunLoop::finishStep() {
  m_transport.epochAtStep = trainer().epoch();
  if (m_transport.stepsLeft > 0) {
    if (--m_transport.stepsLeft == 0) m_cursor->recordScores();
    return;
  }
  const double rate = m_transport.speed.stepsPerSecond;
  if (rate <= 0) return;
  const auto interval = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / rate));
  // Where the machine can't keep up, the lost steps are not made up for.
  m_transport.nextStep =
      std::max(m_transport.nextStep + interval, Clock::now() - std::max<Clock::duration>(interval, kCatchUp));
}

std::optional<Transport> RunLoop::work(Clock::duration budget, const std::function<bool()>& interrupted) {
  const Clock::time_point begin = Clock::now();
  const std::int64_t iterationAtBegin = trainer().iteration();
  TimeBudget time(begin + budget);
  std::optional<Transport> ended;
  while (hasWork()) {
    if (const auto due = m_transport.nextStepTime(); due && *due > time.now()) break;
    const Advance advanced = advance();
    if (advanced == Advance::Nothing) {
      ended = m_transport;
      stop();
      break;
    }
    if (advanced == Advance::Step) finishStep();
    if (time.looks() && (time.isUsedUp() || interrupted())) break;
  }
  noteMoved(iterationAtBegin, Clock::now() - begin);
  return ended;
}

void RunLoop::takeOver(const Transport& transport) {
  m_transport = transport;
  m_transport.epochAtStep = trainer().epoch();
}

void RunLoop::follow(RunClock clock, std::int64_t time, Clock::time_point end) {
  if (!m_isPlaced) goTo(*m_cursor, clock, time);
  m_isPlaced = true;
  TimeBudget budget(end);
  while (timeOf(trainer(), clock) < time && m_cursor->advanceBatch())
    if (budget.looks() && budget.isUsedUp()) break;
}

bool RunLoop::step(StepSize size, bool goesBack) {
  return goesBack ? m_cursor->retreat(size) : m_cursor->advance(size);
}

void RunLoop::noteMoved(std::int64_t iterationBefore, std::optional<Clock::duration> time) {
  m_news = true;
  noteMove();
  if (time) measureRate((trainer().iteration() - iterationBefore) * trainer().session().training.batchSize, *time);
}

void RunLoop::recordScores() {
  if (trainer().divergence()) return;
  m_news = true;
  m_cursor->recordScores();
}

void RunLoop::measureRate(std::int64_t examples, Clock::duration time) {
  const double seconds = std::chrono::duration<double>(time).count();
  if (seconds <= 0) return;
  const double rate = static_cast<double>(examples) / seconds;
  m_examplesPerSecond = m_examplesPerSecond == 0 ? rate : 0.9 * m_examplesPerSecond + 0.1 * rate;
}

void RunLoop::addPass(const SnapshotStamp& stamp, SnapshotContext& context) {
  if (m_chosen) context.chosen = m_chosen->choice;
  // At full speed nobody could read them, and finding the step taken last may need a replay.
  if (stamp.isFree) return;
  const bool wantsSpread = m_needs.spread.begin < m_needs.spread.end;
  if (!m_needs.pass && !wantsSpread) return;
  PassInstant instant = m_cursor->instant();
  if (wantsSpread)
    context.spread = std::make_shared<const GradientSpread>(
        spreadGradients(instant.parameters, trainer().session().loss, trainer().data(), instant.batch, m_needs.spread));
  if (!m_needs.pass) return;
  if (m_chosen) {
    std::vector<int> batch = std::move(instant.batch);
    instant = loneInstant(trainer(), m_chosen->values, m_chosen->choice.example.value_or(-1), m_chosen->done);
    instant.batch = std::move(batch);
  }
  context.pass = std::make_shared<const PassInstant>(std::move(instant));
}

std::shared_ptr<Snapshot> RunLoop::makeSnapshot(const SnapshotStamp& stamp, SnapshotDetail detail,
                                                const std::function<bool()>& interrupted) {
  m_news = false;
  std::shared_ptr<const ThetaPath> path;
  std::vector<double> lastStep;
  if (m_needs.path) {
    // First of all: what else a snapshot asks the trainer for may make it forget its last update.
    lastStep = m_paths.lastStepOf(*m_cursor, !stamp.running);
    path = m_paths.pathOf(*m_cursor);
  }
  SnapshotContext context;
  context.generation = stamp.generation;
  context.commands = stamp.commands;
  context.running = stamp.running;
  context.examplesPerSecond = stamp.isFree && !trainer().divergence() ? m_examplesPerSecond : 0;
  context.step = m_cursor->step();
  addPass(stamp, context);
  context.mirrored = m_mirrors.lastStep();
  if (!m_needs.mirror.empty()) context.line = m_mirrors.lineTo(m_needs.mirror, trainer(), detail, interrupted);
  if (context.line.isAbandoned) return nullptr;
  const History& history = m_cursor->history();
  context.history = std::make_shared<const HistoryPlace>(HistoryPlace{history.begin(), history.end(), history.branch(),
                                                                      history.branches(), history.bookmarks(), m_moves,
                                                                      m_begun, m_lostEdits});
  context.series = std::make_shared<const RunSeries>(history.seriesWith(m_needs.ladder));
  context.divergenceOrigin = m_cursor->divergenceOrigin();
  context.detail = detail;
  if (trainer().iteration() == history.end()) context.latestScores = history.latestScores();
  context.interrupted = interrupted;
  if (m_needs.wideNetwork) predictStart(m_model);
  std::shared_ptr<Snapshot> snapshot = backscope::makeSnapshot(trainer(), m_model, m_needs, context);
  if (!snapshot) return nullptr;
  snapshot->run = stamp.run;
  snapshot->isCatchingUp = stamp.isCatchingUp;
  snapshot->path = std::move(path);
  snapshot->lastStep = std::move(lastStep);
  return snapshot;
}

}  // namespace backscope
