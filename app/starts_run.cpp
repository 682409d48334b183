#include "app/starts_run.h"

#include <optional>

#include "core/sweep/run_starts.h"
#include "core/sweep/starts_csv.h"

namespace backscope {

namespace {

/// A line has θ alone; what it answers is computed again.
void readLines(const SweepGrid& grid, const StartsTask& task, const std::function<bool()>& isStopped,
               const StartsRun::Receive& receive) {
  if (task.lines.empty()) return;
  const Session session = grid.session(0).value();
  const Dataset data = makeDataset(session);
  const std::size_t size = weightCount(session.network) + biasCount(session.network);
  for (const auto& [cell, line] : task.lines) {
    if (isStopped()) return;
    std::optional<StartOutcome> outcome = readStartsLine(line);
    if (!outcome) continue;
    if (outcome->theta.size() == size)
      outcome->answers = answersOf(Parameters(session.network, outcome->theta), session.loss, data);
    receive(cell, *outcome);
  }
}

}  // namespace

StartOutcome kept(StartOutcome outcome) {
  if (outcome.theta.size() > kMostWrittenParameters) outcome.theta = {};
  return outcome;
}

StartsRun::Work startsWork(SweepGrid grid, StartsTask task) {
  return [grid = std::move(grid), task = std::move(task)](const std::function<bool()>& isStopped,
                                                          const StartsRun::Receive& receive) {
    readLines(grid, task, isStopped, receive);
    runStarts(grid, task.cells, {task.iterations, spareCores(), standBack}, isStopped,
              [&receive](std::size_t cell, const StartOutcome& outcome) { receive(cell, kept(outcome)); });
  };
}

}  // namespace backscope
