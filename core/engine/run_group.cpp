#include "core/engine/run_group.h"

#include <algorithm>
#include <atomic>
#include <limits>
#include <utility>

#include "core/engine/convoy.h"

namespace backscope {
namespace {

using Clock = RunGroup::Clock;

/// The driver goes ahead of the others for no longer than this.
constexpr std::chrono::milliseconds kLead{1};
constexpr std::int64_t kMostRoundUpdates = 1 << 20;

/// Where a run stands between the examples, so that runs can be compared.
struct ExamplePlace {
  std::int64_t time = 0;
  std::int64_t example = 0;
  auto operator<=>(const ExamplePlace&) const = default;
};

/// The last example of a batch, however many there are.
constexpr std::int64_t kLastExample = std::numeric_limits<std::int64_t>::max();

/// The example whose next step comes next.
ExamplePlace nextPlace(const RunLoop& run, RunClock clock) {
  const Trainer& trainer = run.trainer();
  const std::int64_t time = timeOf(trainer, clock);
  if (clock == RunClock::Examples) return {time + trainer.exampleInBatch(), 0};
  return {time, trainer.exampleInBatch()};
}

/// The example whose last step was taken last.
ExamplePlace lastPlace(const RunLoop& run, RunClock clock) {
  const Trainer& trainer = run.trainer();
  const bool isWithin = run.cursor().step() > 0;
  const std::int64_t time = timeOf(trainer, clock);
  const std::int64_t example = trainer.exampleInBatch() - (isWithin ? 0 : 1);
  if (clock == RunClock::Examples) return {time + example, 0};
  if (example < 0) return {time - 1, kLastExample};
  const bool endsBatch = example + 1 == static_cast<std::int64_t>(trainer.batch().size());
  return {time, endsBatch ? kLastExample : example};
}

bool isAtBegin(const RunLoop& run) {
  const Trainer& trainer = run.trainer();
  return trainer.iteration() <= run.cursor().history().begin() && trainer.exampleInBatch() == 0 &&
         run.cursor().step() == 0;
}

}  // namespace

RunGroup::RunGroup(Session session, std::uint64_t generation) : m_generation(generation) {
  m_members.push_back({m_present, std::make_unique<RunLoop>(std::move(session))});
  m_driver = m_members.front().run.get();
}

bool RunGroup::isTogether() const {
  return m_members.size() == 1 ||
         std::ranges::all_of(m_members, [this](const Member& member) { return member.run->isAt(m_clock, m_time); });
}

bool RunGroup::hasWork() const { return driver().hasWork() || m_owesScores || !isTogether(); }

std::optional<Clock::time_point> RunGroup::nextStepTime() const {
  return isTogether() && !m_owesScores ? driver().transport().nextStepTime() : std::nullopt;
}

void RunGroup::work(Clock::duration budget, const std::function<bool()>& interrupted) {
  if (m_members.size() == 1) {
    driver().work(budget, interrupted);
    return;
  }
  const Clock::time_point end = Clock::now() + 2 * budget;
  if (isTogether() && !m_owesScores && driver().hasWork()) proceed(budget, interrupted);
  followClock(budget, end);
  endWork();
}

/// The driver, and the clock with it.
void RunGroup::proceed(Clock::duration budget, const std::function<bool()>& interrupted) {
  RunLoop& leader = driver();
  const Transport transport = leader.transport();
  m_isRound = transport.isFree();
  if (m_isRound) {
    m_time = timeAfter(leader.trainer(), m_clock, m_roundUpdates);
    return;
  }
  if (transport.size() < StepSize::Batch) {
    stepTogether(budget, interrupted);
  } else {
    const std::optional<Transport> ended = leader.work(kLead, interrupted);
    setClockBy(leader, transport.isBack());
    // So that another one can go on with it.
    if (ended && leader.trainer().divergence()) leader.takeOver(*ended);
  }
  if (transport.isCommanded() && !driver().transport().isCommanded()) m_owesScores = true;
}

void RunGroup::stepTogether(Clock::duration budget, const std::function<bool()>& interrupted) {
  const Clock::time_point end = Clock::now() + budget;
  for (Clock::time_point now = Clock::now(); now < end && driver().hasWork(); now = Clock::now()) {
    const std::optional<Clock::time_point> due = driver().transport().nextStepTime();
    if ((due && *due > now) || interrupted()) return;
    stepWithinBatch();
  }
}

/// All that are in the same example take a step; who has finished it waits for the others.
void RunGroup::stepWithinBatch() {
  const StepSize size = driver().transport().size();
  const bool goesBack = driver().transport().isBack();
  const std::vector<RunLoop*> moving = movers(goesBack);
  bool isStepped = false;
  for (RunLoop* run : moving) {
    const std::int64_t before = run->trainer().iteration();
    if (run->step(size, goesBack)) isStepped = true;
    run->noteMoved(before, std::nullopt);
  }
  if (moving.empty()) return driver().stop();
  m_time = std::numeric_limits<std::int64_t>::max();
  for (const Member& member : m_members)
    if (!member.run->trainer().divergence()) m_time = std::min(m_time, timeOf(member.run->trainer(), m_clock));
  chooseDriver();
  if (driver().trainer().divergence()) return driver().stop();
  if (isStepped) driver().finishStep();
}

std::vector<RunLoop*> RunGroup::movers(bool goesBack) const {
  std::vector<RunLoop*> moving;
  ExamplePlace first;
  for (const Member& member : m_members) {
    RunLoop& run = *member.run;
    if (goesBack ? isAtBegin(run) : run.trainer().divergence().has_value()) continue;
    const ExamplePlace place = goesBack ? lastPlace(run, m_clock) : nextPlace(run, m_clock);
    const bool isFirst = moving.empty() || (goesBack ? place > first : place < first);
    if (isFirst) moving.clear();
    if (isFirst) first = place;
    if (place == first) moving.push_back(&run);
  }
  return moving;
}

void RunGroup::followClock(Clock::duration budget, Clock::time_point end) {
  std::vector<RunLoop*> late;
  std::vector<std::int64_t> iterations;
  for (const Member& member : m_members) {
    iterations.push_back(member.run->trainer().iteration());
    if (!member.run->isAt(m_clock, m_time)) late.push_back(member.run.get());
  }
  if (late.empty()) return;
  const Clock::time_point begin = Clock::now();
  Convoy convoy(late, m_clock, m_time, end);
  if (late.size() == 1)
    convoy.lead();
  else
    m_crew->run([&convoy] { convoy.lead(); });
  const Clock::duration took = Clock::now() - begin;
  for (std::size_t k = 0; k < m_members.size(); ++k)
    m_members[k].run->noteMoved(iterations[k], m_isRound ? std::optional(took) : std::nullopt);
  if (m_isRound) endRound(budget, took);
}

/// The next one is to take as long as the budget.
void RunGroup::endRound(Clock::duration budget, Clock::duration took) {
  const bool isComplete = isTogether();
  const double factor = isComplete ? std::clamp(std::chrono::duration<double>(budget) / took, 0.5, 2.0) : 0.5;
  m_roundUpdates = std::clamp<std::int64_t>(
      static_cast<std::int64_t>(factor * static_cast<double>(m_roundUpdates) + 0.5), 1, kMostRoundUpdates);
  if (!isComplete) return;
  m_isRound = false;
  // Beyond its goal where the batches were larger in what it went through again.
  if (!driver().trainer().divergence()) m_time = std::max(m_time, timeOf(driver().trainer(), m_clock));
}

void RunGroup::endWork() {
  chooseDriver();
  if (driver().trainer().divergence() && !driver().transport().isBack()) {
    // All have.
    driver().stop();
    m_isRound = false;
    m_time = 0;
    for (const Member& member : m_members) m_time = std::max(m_time, timeOf(member.run->trainer(), m_clock));
  }
  if (!m_owesScores || !isTogether()) return;
  m_owesScores = false;
  for (const Member& member : m_members) member.run->recordScores();
}

void RunGroup::chooseDriver() {
  RunLoop* next = &present();
  for (const Member& member : m_members)
    if (next->trainer().divergence() && !member.run->trainer().divergence()) next = member.run.get();
  if (next == m_driver) return;
  next->takeOver(m_driver->transport());
  m_driver->stop();
  m_driver = next;
}

void RunGroup::setClockBy(RunLoop& run, bool mayBeBack) {
  m_isRound = false;
  m_time = timeOf(run.trainer(), m_clock);
  if (mayBeBack)
    for (const Member& member : m_members) member.run->setPlaced(member.run.get() == &run);
}

/// So that whoever goes from one run to another sees that it is another.
std::uint64_t RunGroup::generationOf(const Member& member) const {
  return m_generation + (static_cast<std::uint64_t>(member.number - 1) << kRunBits);
}

bool RunGroup::hasNews() const {
  return m_news || std::ranges::any_of(m_members, [](const Member& member) { return member.run->hasNews(); });
}

std::shared_ptr<const Snapshot> RunGroup::makeSnapshot(SnapshotDetail detail,
                                                       const std::function<bool()>& interrupted) {
  m_news = false;
  const bool isOne = m_members.size() == 1;
  const Transport& transport = driver().transport();
  std::vector<std::shared_ptr<Snapshot>> made(m_members.size());
  std::atomic<std::size_t> next = 0;
  const std::function<void()> make = [&] {
    for (std::size_t k = next++; k < made.size(); k = next++) {
      const Member& member = m_members[k];
      const bool isCatchingUp = !isOne && !member.run->isAt(m_clock, m_time);
      made[k] = member.run->makeSnapshot(
          {member.number, isCatchingUp, generationOf(member), m_commands, transport.running, transport.isFree()},
          detail, interrupted);
    }
  };
  if (isOne)
    make();
  else
    m_crew->run(make);
  if (std::ranges::find(made, nullptr) != made.end()) return nullptr;
  const auto isPresent = [this](const std::shared_ptr<Snapshot>& snapshot) { return snapshot->run == m_present; };
  const std::shared_ptr<Snapshot> whole = *std::ranges::find_if(made, isPresent);
  for (const std::shared_ptr<Snapshot>& other : made) {
    if (other == whole) continue;
    whole->isCoarse = whole->isCoarse || other->isCoarse;
    whole->others.push_back(other);
  }
  return whole;
}

}  // namespace backscope
