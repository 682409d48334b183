#include "core/engine/run_loop.h"

#include <algorithm>
#include <utility>

namespace backscope {
namespace {

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
/// Clang 14 needs this guide for an aggregate.
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

/// Updates between two looks at the clock: as many as take about this long.
constexpr std::chrono::microseconds kLookAtClock{100};
/// Steps at a limited speed that a frame held up are made up for, as far back as this.
constexpr std::chrono::milliseconds kCatchUp{50};

}  // namespace

RunLoop::RunLoop(Session session, std::uint64_t generation) {
  ReplaceSession command{std::move(session), generation};
  replace(command);
}

void RunLoop::replace(ReplaceSession& command) {
  m_trainer = std::make_unique<Trainer>(std::move(command.session));
  m_generation = command.generation;
  m_model = shareModel(*m_trainer);
  m_selectedExample.reset();
  startOver();
}

void RunLoop::startOver() {
  m_recorder.restart(*m_trainer);
  m_stepsLeft = 0;
  m_epochAtStep = m_trainer->epoch();
  m_examplesPerSecond = 0;
  m_nextStep = Clock::now();
}

void RunLoop::apply(Command& command) {
  m_news = true;
  std::visit(
      Overloaded{[this](ReplaceSession& replacement) { replace(replacement); },
                 [this](Train&) {
                   m_running = !m_trainer->divergence();
                   m_stepsLeft = 0;
                   m_epochAtStep = m_trainer->epoch();
                   m_nextStep = Clock::now();
                 },
                 [this](Pause&) { m_running = false, m_stepsLeft = 0; }, [this](Step& step) { stepCommanded(step); },
                 [this](Reset&) {
                   m_running = false;
                   m_trainer->reset();
                   startOver();
                 },
                 [this](SetTraining& training) {
                   m_trainer->setTraining(training.settings);
                   m_model.session = std::make_shared<const Session>(m_trainer->session());
                 },
                 [this](SetSpeed& speed) {
                   m_speed = speed;
                   m_epochAtStep = m_trainer->epoch();
                   m_nextStep = Clock::now();
                 },
                 [this](SetParameter& parameter) {
                   m_trainer->setParameter(parameter.index, parameter.value);
                   m_recorder.recordEdit(*m_trainer);
                 },
                 [this](SetNeeds& needs) { m_needs = std::move(needs.needs); },
                 [this](SelectExample& selection) { m_selectedExample = selection.example; },
                 [this](Capture& capture) { capture.receive(m_trainer->capture()); }},
      command);
}

void RunLoop::stepCommanded(const Step& step) {
  m_running = false;
  // Keys that come faster than the steps are not lost.
  const std::int64_t pending = m_stepSize == step.size ? m_stepsLeft : 0;
  m_stepsLeft = m_trainer->divergence() ? 0 : pending + step.count;
  m_stepSize = step.size;
  m_epochAtStep = m_trainer->epoch();
  m_selectedExample.reset();
}

std::optional<RunLoop::Clock::time_point> RunLoop::nextStepTime() const {
  if (!m_running || m_speed.stepsPerSecond <= 0) return std::nullopt;
  return m_nextStep;
}

/// One example or one update further; true where that ended a step of the present size.
bool RunLoop::advance() {
  const bool limited = m_stepsLeft > 0 || m_speed.stepsPerSecond > 0;
  const StepSize size = m_stepsLeft > 0 ? m_stepSize : m_speed.size;
  const std::int64_t iteration = m_trainer->iteration();
  const bool stepped =
      limited && size == StepSize::Example ? m_trainer->stepExample(&m_report) : m_trainer->stepBatch(&m_report);
  if (!stepped) {
    m_running = false;
    m_stepsLeft = 0;
    return true;
  }
  if (m_trainer->iteration() != iteration) m_recorder.recordUpdate(*m_trainer, m_report);
  return !limited || size != StepSize::Epoch || m_trainer->epoch() != m_epochAtStep;
}

void RunLoop::finishStep() {
  m_epochAtStep = m_trainer->epoch();
  if (m_stepsLeft > 0) {
    if (--m_stepsLeft == 0) m_recorder.recordScores(*m_trainer);
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
  const std::int64_t iterationAtBegin = m_trainer->iteration();
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
  const auto examples = (m_trainer->iteration() - iterationAtBegin) * m_trainer->session().training.batchSize;
  measureRate(examples, Clock::now() - begin);
}

void RunLoop::measureRate(std::int64_t examples, Clock::duration time) {
  const double seconds = std::chrono::duration<double>(time).count();
  if (seconds <= 0) return;
  const double rate = static_cast<double>(examples) / seconds;
  m_examplesPerSecond = m_examplesPerSecond == 0 ? rate : 0.9 * m_examplesPerSecond + 0.1 * rate;
}

std::shared_ptr<const Snapshot> RunLoop::makeSnapshot() {
  m_news = false;
  SnapshotContext context;
  context.generation = m_generation;
  context.running = m_running;
  context.examplesPerSecond = m_running && m_speed.stepsPerSecond <= 0 ? m_examplesPerSecond : 0;
  context.selectedExample = m_selectedExample;
  context.series = std::make_shared<const RunSeries>(m_recorder.series());
  return backscope::makeSnapshot(*m_trainer, m_model, m_needs, context);
}

}  // namespace backscope
