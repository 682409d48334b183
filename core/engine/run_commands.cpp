#include <algorithm>
#include <cstdlib>
#include <utility>

#include "core/engine/run_loop.h"
#include "core/training/symmetry_change.h"

// What the commands do to a run.
namespace backscope {

void RunLoop::take(ReplaceSession& command) {
  if (command.edit != 0)
    keep(command.edit);
  else
    m_kept.clear();
  begin(std::move(command.session));
}

void RunLoop::take(ExchangeRun& exchange) {
  halt();
  KeptRun present{std::move(m_cursor), std::move(m_edits), std::move(m_mirrors), m_model};
  std::optional<KeptRun> kept = m_kept.take(exchange.edit);
  m_kept.put(exchange.edit, std::move(present));
  if (!kept) return begin(std::move(exchange.session));
  m_cursor = std::move(kept->cursor);
  m_edits = std::move(kept->edits);
  m_mirrors = std::move(kept->mirrors);
  m_paths.clear();
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
  m_paths.clear();
  ++m_begun;
  restartClock();
}

void RunLoop::restartClock() {
  m_transport.stepsLeft = 0;
  m_transport.epochAtStep = trainer().epoch();
  m_transport.nextStep = Clock::now();
  m_examplesPerSecond = 0;
}

void RunLoop::take(Train&) {
  m_transport.stop();
  m_transport.running = !trainer().divergence();
  m_transport.epochAtStep = trainer().epoch();
  m_transport.nextStep = Clock::now();
}

void RunLoop::take(Pause&) { m_transport.stop(); }

void RunLoop::take(Step& step) {
  const bool goesBack = step.count < 0;
  // Keys that come faster than the steps are not lost.
  const bool goesOn = m_transport.stepSize == step.size && m_transport.goesBack == goesBack;
  const std::int64_t pending = goesOn ? m_transport.stepsLeft : 0;
  m_transport.running = false;
  m_transport.stepsLeft = trainer().divergence() && !goesBack ? 0 : pending + std::abs(step.count);
  m_transport.stepSize = step.size;
  m_transport.goesBack = goesBack;
  m_transport.epochAtStep = trainer().epoch();
  m_chosen.reset();
}

void RunLoop::stepChosen(const Step& step) {
  m_news = true;
  m_transport.stop();
  if (!m_chosen) return;
  const std::vector<PassStep> steps = stepsOfLone(trainer());
  const int count = static_cast<int>(steps.size());
  int& done = m_chosen->done;
  done = std::min(done, count);
  for (int k = 0; k < std::abs(step.count); ++k) {
    if (step.count > 0 && done < count) done = nextStop(steps, done, step.size);
    if (step.count < 0 && done > 0) done = previousStop(steps, done, step.size);
  }
}

void RunLoop::leaveChosen() {
  m_news = true;
  m_chosen.reset();
}

/// The same step of another example's passes is shown, so that examples can be compared.
void RunLoop::select(SelectExample selection, bool isRunning) {
  m_news = true;
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
  else if (m_needs.pass && !isRunning)
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

void RunLoop::removeBookmark(const Bookmark& bookmark) {
  m_news = true;
  const std::vector<Bookmark>& known = m_cursor->history().bookmarks();
  const auto place = std::ranges::find_if(known, [&](const Bookmark& other) {
    return other.name == bookmark.name && other.iteration == bookmark.iteration;
  });
  if (place != known.end()) m_cursor->removeBookmark(static_cast<std::size_t>(place - known.begin()));
}

void RunLoop::take(Reset& reset) {
  m_transport.running = false;
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
  m_transport.speed = speed;
  m_transport.epochAtStep = trainer().epoch();
  m_transport.nextStep = Clock::now();
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

/// The places may be those of a network that has been replaced by now: then nothing is changed.
void RunLoop::change(const ModelChange& change, std::int64_t edit) {
  const std::size_t size = trainer().parameters().theta().size();
  if (std::ranges::any_of(change.theta, [size](const ValueAt& at) { return at.index >= size; })) return;
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

void RunLoop::setNeeds(SnapshotNeeds needs) {
  m_news = true;
  m_needs = std::move(needs);
}

void RunLoop::take(Capture& capture) { capture.receive(m_cursor->capture()); }

void RunLoop::halt() {
  m_transport.stop();
  m_chosen.reset();
}

/// There may have been other training settings at the place where the run is now.
void RunLoop::noteMove() {
  if (trainer().session().training == m_model.session->training) return;
  m_model.session = std::make_shared<const Session>(trainer().session());
  ++m_moves;
}

}  // namespace backscope
