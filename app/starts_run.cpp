#include "app/starts_run.h"

#include "app/background_run.h"
#include "core/sweep/run_starts.h"
#include "core/sweep/starts_csv.h"

namespace backscope {

namespace {

/// Without a θ too large to be kept for every start: its seed gives it again.
StartOutcome kept(StartOutcome outcome) {
  if (outcome.theta.size() > kMostWrittenParameters) outcome.theta = {};
  return outcome;
}

}  // namespace

StartsRun::StartsRun(SweepGrid grid, Task task, std::function<void()> wake)
    : m_grid(std::move(grid)), m_task(std::move(task)), m_wake(std::move(wake)), m_thread([this] { work(); }) {}

StartsRun::News StartsRun::takeNews() {
  const std::lock_guard lock(m_mutex);
  m_isAwake = false;
  return std::exchange(m_news, {});
}

void StartsRun::work() {
  readLines();
  runStarts(
      m_grid, m_task.cells, {m_task.iterations, spareCores(), standBack}, [this] { return m_isCancelled.load(); },
      [this](std::size_t cell, const StartOutcome& outcome) {
        tell([&](News& news) { news.outcomes.emplace_back(cell, kept(outcome)); });
      });
  tell([](News& news) { news.isDone = true; });
}

/// A line has θ alone; what it answers is computed again.
void StartsRun::readLines() {
  if (m_task.lines.empty()) return;
  const Session session = m_grid.session(0).value();
  const Dataset data = makeDataset(session);
  const std::size_t size = weightCount(session.network) + biasCount(session.network);
  for (const auto& [cell, line] : m_task.lines) {
    if (m_isCancelled) return;
    std::optional<StartOutcome> outcome = readStartsLine(line);
    if (!outcome) continue;
    if (outcome->theta.size() == size)
      outcome->answers = answersOf(Parameters(session.network, outcome->theta), session.loss, data);
    tell([&, number = cell](News& news) { news.outcomes.emplace_back(number, std::move(*outcome)); });
  }
}

void StartsRun::tell(const std::function<void(News&)>& what) {
  const std::lock_guard lock(m_mutex);
  what(m_news);
  if (!std::exchange(m_isAwake, true)) m_wake();
}

}  // namespace backscope
