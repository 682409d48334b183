#include "core/engine/run_loop.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "core/training/symmetry_change.h"

namespace backscope {
namespace {

/// Updates between two looks at the clock: as many as take about this long.
constexpr std::chrono::microseconds kLookAtClock{100};
/// Steps at a limited speed that a frame held up are made up for, as far back as this.
constexpr std::chrono::milliseconds kCatchUp{50};

}  // namespace

RunLoop::RunLoop(Session session, std::uint64_t generation) {
  ReplaceSession command{std::move(session), generation};
  take(command);
}

void RunLoop::take(ReplaceSession& command) {
  if (command.edit != 0)
    keep(command.edit);
  else
    m_kept.clear();
  begin(std::move(command.session));
  m_generation = command.generation;
}

void RunLoop::take(ExchangeRun& exchange) {
  halt();
  m_generation = exchange.generation;
  KeptRun present{std::move(m_cursor), std::move(m_edits), std::move(m_mirrors), m_model};
  std::optional<KeptRun> kept = m_kept.take(exchange.edit);
  m_kept.put(exchange.edit, std::move(present));
  if (!kept) return begin(std::move(exchange.session));
  m_cursor = std::move(kept->cursor);
  m_edits = std::move(kept->edits);
  m_mirrors = std::move(kept->mirrors);
  m_model = std::move(kept->model);
  restartClock();
}

void RunLoop::keep(std::int64_t edit) {
  if (!m_kept.has(edit)) m_kept.put(edit, {std::move(m_cursor), std::move(m_edits), std::move(m_mirrors), m_model});
}

/// Where only the start is another one, the data stays the same object, and the example that is followed.
void RunLoop::begin(Session session) {
  const bool isSameButStart = m_model.session && session.network == m_model.session->network &&
                              session.loss == m_model.session->loss && session.data == m_model.session->data;
  m_cursor = std::make_unique<PassCursor>(std::move(session));
  if (isSameButStart) {
    m_model = {std::make_shared<const Session>(trainer().session()), m_model.data};
  } else {
    m_model = shareModel(trainer());
    m_chosen.reset();
  }
  startOver();
}

void RunLoop::startOver() {
  m_edits.clear();
  m_mirrors.clear();
  ++m_begun;
  restartClock();
}

void RunLoop::restartClock() {
  m_stepsLeft = 0;
  m_epochAtStep = trainer().epoch();
  m_examplesPerSecond = 0;
  m_nextStep = Clock::now();
}

void RunLoop::apply(Command& command) {
  m_news = true;
  ++m_commands;
  std::visit([this](auto& taken) { take(taken); }, command);
}

void RunLoop::take(Train&) {
  m_running = !trainer().divergence();
  m_stepsLeft = 0;
  m_epochAtStep = trainer().epoch();
  m_nextStep = Clock::now();
}

void RunLoop::take(Pause&) {
  m_running = false;
  m_stepsLeft = 0;
}

void RunLoop::take(Step& step) {
  if (m_chosen && m_needs.pass && step.size < StepSize::Example) return stepChosen(step);
  const bool goesBack = step.count < 0;
  // Keys that come faster than the steps are not lost.
  const std::int64_t pending = m_stepSize == step.size && m_goesBack == goesBack ? m_stepsLeft : 0;
  m_running = false;
  m_stepsLeft = trainer().divergence() && !goesBack ? 0 : pending + std::abs(step.count);
  m_stepSize = step.size;
  m_goesBack = goesBack;
  m_epochAtStep = trainer().epoch();
  m_chosen.reset();
}

/// A step of the chosen example's passes, which end with its own update.
void RunLoop::stepChosen(const Step& step) {
  m_running = false;
  m_stepsLeft = 0;
  const std::vector<PassStep> steps = stepsOfLone(trainer());
  const int count = static_cast<int>(steps.size());
  int& done = m_chosen->done;
  done = std::min(done, count);
  for (int k = 0; k < std::abs(step.count); ++k) {
    if (step.count > 0 && done < count) done = nextStop(steps, done, step.size);
    if (step.count < 0 && done > 0) done = previousStop(steps, done, step.size);
  }
}

/// The same step of another example's passes is shown, so that examples can be compared.
void RunLoop::take(SelectExample& selection) {
  const bool isTyped = selection.typed.has_value();
  if (!isTyped && !selection.example) return m_chosen.reset();
  TypedExample values;
  if (isTyped) {
    if (checkExample(trainer().session(), *selection.typed)) return;
    values = *selection.typed;
    selection.example.reset();
  } else {
    if (*selection.example < 0 || *selection.example >= trainer().data().count()) return;
    values = exampleOf(trainer().data(), *selection.example);
  }
  const int count = static_cast<int>(stepsOfLone(trainer()).size());
  int done = count;
  if (m_chosen)
    done = m_chosen->done;
  else if (m_needs.pass && !m_running)
    done = std::min(m_cursor->instant().done, count);
  m_chosen = ChosenExample{std::move(selection), std::move(values), done};
}

void RunLoop::take(Seek& seek) {
  halt();
  m_cursor->seek(seek.iteration);
  noteMove();
}

void RunLoop::take(ChooseBranch& choice) {
  halt();
  m_cursor->chooseBranch(choice.branch);
  noteMove();
}

void RunLoop::take(DiscardBranch& choice) { m_cursor->discardBranch(choice.branch); }
void RunLoop::take(AddBookmark& bookmark) { m_cursor->addBookmark(std::move(bookmark.name)); }
void RunLoop::take(RemoveBookmark& bookmark) { m_cursor->removeBookmark(bookmark.index); }

void RunLoop::take(Reset& reset) {
  m_running = false;
  if (reset.edit == 0 || m_kept.has(reset.edit)) {
    m_cursor->reset();
    return startOver();
  }
  Session session = trainer().session();
  if (session.parameters) session.parameters = startOf(session).theta();
  session.state.reset();
  keep(reset.edit);
  begin(std::move(session));
}

void RunLoop::take(SetTraining& training) {
  training.settings.frozen = trainer().session().training.frozen;
  m_cursor->setTraining(training.settings);
  m_model.session = std::make_shared<const Session>(trainer().session());
}

void RunLoop::take(SetSpeed& speed) {
  m_speed = speed;
  m_epochAtStep = trainer().epoch();
  m_nextStep = Clock::now();
}

void RunLoop::take(SetParameter& parameter) { change({{{parameter.index, parameter.value}}}, parameter.edit); }
void RunLoop::take(SetParameters& parameters) { change({std::move(parameters.values)}, parameters.edit); }

/// The places may be those of a network that has been replaced by now.
void RunLoop::take(SetFrozen& frozen) {
  const std::size_t size = trainer().parameters().theta().size();
  std::erase_if(frozen.places, [size](const FrozenAt& at) { return at.index >= size; });
  change({.theta = {}, .frozen = std::move(frozen.places)}, frozen.edit);
  m_model.session = std::make_shared<const Session>(trainer().session());
}

void RunLoop::change(const ModelChange& change, std::int64_t edit) {
  if (edit != 0)
    m_edits.make(*m_cursor, edit, change);
  else
    m_cursor->change(change);
}

void RunLoop::take(ApplySymmetry& command) {
  const Parameters& parameters = trainer().parameters();
  if (checkSymmetry(parameters.architecture(), command.symmetry)) return;
  const std::optional<ModelChange> made =
      changeBy(command.symmetry, parameters, trainer().optimizer(), trainer().session().training.frozen);
  if (!made) return;
  m_mirrors.watch(trainer());
  change(*made, command.edit);
  m_mirrors.noteMade(command.edit, command.symmetry, trainer());
}

void RunLoop::take(UndoEdit& edit) { retrace(edit.edit, true); }
void RunLoop::take(RedoEdit& edit) { retrace(edit.edit, false); }

void RunLoop::retrace(std::int64_t edit, bool isUndo) {
  const bool isElsewhere = m_edits.isElsewhere(*m_cursor, edit);
  // From another place there is nothing to compare with.
  const bool isMirrored = !isElsewhere && m_mirrors.knows(edit);
  if (isElsewhere) halt();
  if (isMirrored) m_mirrors.watch(trainer());
  const bool isDone = isUndo ? m_edits.undo(*m_cursor, edit) : m_edits.redo(*m_cursor, edit);
  if (isMirrored && isDone) m_mirrors.noteRetraced(edit, isUndo, trainer());
  if (!isDone) ++m_lostEdits;
  noteMove();
}

void RunLoop::take(SetNeeds& needs) { m_needs = std::move(needs.needs); }
void RunLoop::take(Capture& capture) { capture.receive(m_cursor->capture()); }

void RunLoop::halt() {
  m_running = false;
  m_stepsLeft = 0;
  m_chosen.reset();
}

/// There may have been other training settings at the place where the run is now.
void RunLoop::noteMove() {
  if (trainer().session().training == m_model.session->training) return;
  m_model.session = std::make_shared<const Session>(trainer().session());
  ++m_moves;
}

std::optional<RunLoop::Clock::time_point> RunLoop::nextStepTime() const {
  if (!m_running || m_speed.stepsPerSecond <= 0) return std::nullopt;
  return m_nextStep;
}

/// A step, or one update of it where it has several; true where that ended a step of the present size.
bool RunLoop::advance() {
  const bool isCommanded = m_stepsLeft > 0;
  const bool isLimited = isCommanded || m_speed.stepsPerSecond > 0;
  const StepSize size = isCommanded ? m_stepSize : m_speed.size;
  const bool goesBack = isCommanded && m_goesBack;
  const bool isWithinBatch = isLimited && size < StepSize::Batch;
  const bool stepped = goesBack        ? m_cursor->retreat(size)
                       : isWithinBatch ? m_cursor->advance(size)
                                       : m_cursor->advanceBatch();
  if (!stepped) {
    m_running = false;
    m_stepsLeft = 0;
    return true;
  }
  return goesBack || !isLimited || size != StepSize::Epoch || trainer().epoch() != m_epochAtStep;
}

void RunLoop::finishStep() {
  m_epochAtStep = trainer().epoch();
  if (m_stepsLeft > 0) {
    if (--m_stepsLeft == 0) m_cursor->recordScores();
    return;
  }
  if (m_speed.stepsPerSecond <= 0) return;
  const auto interval =
      std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / m_speed.stepsPerSecond));
  // Where the machine can't keep up, the lost steps are not made up for.
  m_nextStep = std::max(m_nextStep + interval, Clock::now() - std::max<Clock::duration>(interval, kCatchUp));
}

void RunLoop::work(Clock::duration budget, const std::function<bool()>& interrupted) {
  const Clock::time_point begin = Clock::now();
  const std::int64_t iterationAtBegin = trainer().iteration();
  Clock::time_point now = begin;
  std::int64_t untilLook = 1;
  std::int64_t sinceLook = 0;
  m_news = true;
  while (hasWork()) {
    if (const auto due = nextStepTime(); due && *due > now) break;
    if (advance()) finishStep();
    if (++sinceLook < untilLook) continue;
    const Clock::time_point looked = Clock::now();
    if (looked - now < kLookAtClock)
      untilLook = std::min<std::int64_t>(2 * untilLook, 4096);
    else if (looked - now > 2 * kLookAtClock)
      untilLook = std::max<std::int64_t>(untilLook / 2, 1);
    now = looked;
    sinceLook = 0;
    if (now - begin >= budget || interrupted()) break;
  }
  noteMove();
  const auto examples = (trainer().iteration() - iterationAtBegin) * trainer().session().training.batchSize;
  measureRate(examples, Clock::now() - begin);
}

void RunLoop::measureRate(std::int64_t examples, Clock::duration time) {
  const double seconds = std::chrono::duration<double>(time).count();
  if (seconds <= 0) return;
  const double rate = static_cast<double>(examples) / seconds;
  m_examplesPerSecond = m_examplesPerSecond == 0 ? rate : 0.9 * m_examplesPerSecond + 0.1 * rate;
}

void RunLoop::addPass(SnapshotContext& context) {
  if (m_chosen) context.chosen = m_chosen->choice;
  // At full speed nobody could read them, and finding the step taken last may need a replay.
  if (m_running && m_speed.stepsPerSecond <= 0) return;
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

std::shared_ptr<const Snapshot> RunLoop::makeSnapshot(SnapshotDetail detail, const std::function<bool()>& interrupted) {
  m_news = false;
  SnapshotContext context;
  context.generation = m_generation;
  context.commands = m_commands;
  context.running = m_running;
  context.examplesPerSecond = m_running && m_speed.stepsPerSecond <= 0 ? m_examplesPerSecond : 0;
  context.step = m_cursor->step();
  addPass(context);
  context.mirrored = m_mirrors.lastStep();
  if (!m_needs.mirror.empty()) context.line = m_mirrors.lineTo(m_needs.mirror, trainer(), detail, interrupted);
  if (context.line.isAbandoned) return nullptr;
  const History& history = m_cursor->history();
  context.history = std::make_shared<const HistoryPlace>(HistoryPlace{history.begin(), history.end(), history.branch(),
                                                                      history.branches(), history.bookmarks(), m_moves,
                                                                      m_begun, m_lostEdits});
  context.series = std::make_shared<const RunSeries>(history.series());
  context.detail = detail;
  if (trainer().iteration() == history.end()) context.latestScores = history.latestScores();
  context.interrupted = interrupted;
  if (m_needs.wideNetwork) predictStart(m_model);
  return backscope::makeSnapshot(trainer(), m_model, m_needs, context);
}

}  // namespace backscope
