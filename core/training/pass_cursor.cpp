#include "core/training/pass_cursor.h"

#include <algorithm>

namespace backscope {

namespace {

std::vector<double> difference(std::span<const double> to, std::span<const double> from) {
  std::vector<double> difference(to.size());
  for (std::size_t k = 0; k < to.size(); ++k) difference[k] = to[k] - from[k];
  return difference;
}

}  // namespace

PassCursor::PassCursor(Session session) : m_trainer(std::move(session)), m_history(m_trainer) {
  if (const std::optional<RunState>& state = m_trainer.session().state) m_step = state->step;
}

PassCursor::PassCursor(Trainer trainer, const History& history)
    : m_trainer(std::move(trainer)), m_history(history.copyFor(m_trainer)) {}

PassCursor PassCursor::copy() const {
  PassCursor copy(m_trainer.copy(), m_history);
  copy.m_step = m_step;
  copy.m_finished = m_finished;
  return copy;
}

bool PassCursor::advanceBatch() {
  if (!m_trainer.stepBatch(&m_report)) return false;
  m_step = 0;
  m_finished.reset();
  m_history.record(m_trainer, m_report);
  return true;
}

bool PassCursor::finishExample() {
  const std::int64_t iteration = m_trainer.iteration();
  if (!m_trainer.stepExample(&m_report)) return false;
  m_step = 0;
  m_finished.reset();
  if (m_trainer.iteration() != iteration) m_history.record(m_trainer, m_report);
  return true;
}

bool PassCursor::advanceWithin(StepSize size) {
  if (m_trainer.divergence()) return false;
  const std::vector<PassStep> steps = stepsOfPresent(m_trainer);
  const int count = static_cast<int>(steps.size());
  const int next = nextStop(steps, m_step, size);
  if (next < count) {
    m_step = next;
    return true;
  }
  PassInstant finished = makeInstant(m_trainer, count);
  if (!finishExample()) {
    m_step = count - 1;
    return false;
  }
  m_finished = std::move(finished);
  return true;
}

bool PassCursor::advance(StepSize size) {
  if (size < StepSize::Batch) return advanceWithin(size);
  if (size == StepSize::Batch) return advanceBatch();
  for (const std::int64_t epoch = m_trainer.epoch(); m_trainer.epoch() == epoch;)
    if (!advanceBatch()) return false;
  return true;
}

/// So that the last good state can be gone on from.
void PassCursor::clearDivergence() {
  if (!m_trainer.divergence()) return;
  const std::int64_t exampleInBatch = m_trainer.exampleInBatch();
  m_trainer.restore(m_trainer.state());
  m_trainer.moveToExample(exampleInBatch);
}

/// To the end of the example before: all of its steps are taken.
bool PassCursor::retreatExample() {
  if (m_trainer.exampleInBatch() > 0) {
    m_trainer.moveToExample(m_trainer.exampleInBatch() - 1);
  } else {
    if (m_trainer.iteration() <= m_history.begin()) return false;
    m_history.seek(m_trainer, m_trainer.iteration() - 1);
    m_trainer.moveToExample(static_cast<std::int64_t>(m_trainer.batch().size()) - 1);
  }
  m_step = static_cast<int>(stepsOfPresent(m_trainer).size());
  return true;
}

bool PassCursor::retreatWithin(StepSize size) {
  if (m_step == 0 && !retreatExample()) return false;
  m_step = previousStop(stepsOfPresent(m_trainer), m_step, size);
  return true;
}

bool PassCursor::retreatBatch() {
  const bool isWithin = m_step > 0 || m_trainer.exampleInBatch() > 0;
  if (!isWithin && m_trainer.iteration() <= m_history.begin()) return false;
  if (!isWithin) m_history.seek(m_trainer, m_trainer.iteration() - 1);
  m_trainer.moveToExample(0);
  m_step = 0;
  return true;
}

bool PassCursor::retreatEpoch() {
  const bool isWithin = m_step > 0 || m_trainer.exampleInBatch() > 0 || m_trainer.position() > 0;
  if (!isWithin && m_trainer.iteration() <= m_history.begin()) return false;
  const std::int64_t epoch = m_trainer.epoch() - (isWithin ? 0 : 1);
  m_history.seek(m_trainer, m_history.iterationOfEpoch(m_trainer, epoch));
  m_step = 0;
  return true;
}

bool PassCursor::retreat(StepSize size) {
  clearDivergence();
  m_finished.reset();
  if (size < StepSize::Batch) return retreatWithin(size);
  return size == StepSize::Batch ? retreatBatch() : retreatEpoch();
}

void PassCursor::seek(std::int64_t iteration) {
  m_history.seek(m_trainer, iteration);
  m_step = 0;
  m_finished.reset();
}

void PassCursor::chooseBranch(int branch) {
  m_history.choose(m_trainer, branch);
  m_step = 0;
  m_finished.reset();
  m_origin.reset();
}

void PassCursor::setTraining(const TrainingSettings& settings) {
  const bool isOtherBatch = settings.batchSize != m_trainer.session().training.batchSize;
  m_trainer.setTraining(settings);
  m_step = isOtherBatch ? 0 : std::min(m_step, static_cast<int>(stepsOfPresent(m_trainer).size()) - 1);
  m_finished.reset();
  m_origin.reset();
  m_history.recordEdit(m_trainer);
}

void PassCursor::change(const ModelChange& change) {
  m_trainer.change(change);
  m_finished.reset();
  m_origin.reset();
  m_history.recordEdit(m_trainer);
}

void PassCursor::reset() {
  m_trainer.reset();
  m_history = History(m_trainer);
  m_step = 0;
  m_finished.reset();
  m_origin.reset();
}

/// The example before the present one, with all of its steps taken.
PassInstant PassCursor::finishedInstant() {
  const TrainerState state = m_trainer.state();
  const TrainingSettings training = m_trainer.session().training;
  const std::int64_t exampleInBatch = m_trainer.exampleInBatch();
  retreatExample();
  PassInstant finished = makeInstant(m_trainer, m_step);
  if (m_trainer.session().training != training) m_trainer.setTraining(training);
  m_trainer.restore(state);
  m_trainer.moveToExample(exampleInBatch);
  m_step = 0;
  return finished;
}

PassInstant PassCursor::instant() {
  const bool isFirst = m_trainer.exampleInBatch() == 0 && m_trainer.iteration() <= m_history.begin();
  if (m_step > 0 || isFirst || m_trainer.divergence()) return makeInstant(m_trainer, m_step);
  if (!m_finished) m_finished = finishedInstant();
  return *m_finished;
}

std::optional<std::vector<double>> PassCursor::lastStep(std::int64_t mostReplayed) {
  if (m_trainer.divergence()) return std::nullopt;
  if (m_trainer.knowsUpdate()) return difference(m_trainer.parameters().theta(), m_trainer.thetaBefore());
  const std::int64_t before = m_trainer.iteration() - 1;
  if (before < m_history.begin()) return std::nullopt;
  if (m_trainer.iteration() - m_history.keptThetas(before).back().iteration > mostReplayed) return std::nullopt;
  return replayedStep();
}

/// A change by hand may have followed that update, or have taken its place.
std::optional<std::vector<double>> PassCursor::replayedStep() {
  const TrainerState state = m_trainer.state();
  const TrainingSettings training = m_trainer.session().training;
  const std::int64_t exampleInBatch = m_trainer.exampleInBatch();
  m_history.seek(m_trainer, state.iteration - 1);
  std::optional<std::vector<double>> step;
  if (m_trainer.stepBatch() && m_trainer.parameters().theta() == state.theta)
    step = difference(state.theta, m_trainer.thetaBefore());
  if (m_trainer.session().training != training) m_trainer.setTraining(training);
  m_trainer.restore(state);
  m_trainer.moveToExample(exampleInBatch);
  return step;
}

std::shared_ptr<const DivergenceOrigin> PassCursor::divergenceOrigin() {
  if (!m_trainer.divergence()) return nullptr;
  if (!m_origin) {
    Trainer replay(m_trainer.session(), m_trainer.data());
    m_origin = std::make_shared<const DivergenceOrigin>(traceDivergence(m_history, replay));
  }
  return m_origin;
}

Session PassCursor::capture() const {
  Session captured = m_trainer.capture();
  captured.state->step = m_step;
  return captured;
}

}  // namespace backscope
