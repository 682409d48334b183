#include "core/sweep/run_starts.h"

#include <string>
#include <utility>

namespace backscope {

Result<SweepGrid> startsOf(const Session& session, std::size_t count) {
  SweepAxis seeds{"initialization.seed", {}};
  for (std::uint64_t k = 0; k < count; ++k) seeds.values.push_back(std::to_string(session.initialization.seed + k));
  Session base = session;
  base.compare.clear();
  return SweepGrid::make(base, {std::move(seeds)});
}

void runStarts(const SweepGrid& grid, std::span<const std::size_t> cells, const StartsPlan& plan,
               const std::function<bool()>& isStopped, const ReceiveStart& receive) {
  const SessionWork work = [&](std::size_t cell, const Session& session, const Dataset& data) -> std::function<void()> {
    std::optional<StartOutcome> outcome = runStart(session, data, plan.iterations, isStopped);
    if (!outcome) return {};
    return [&receive, cell, done = std::move(*outcome)] { receive(cell, done); };
  };
  forEachCell(grid, cells, {{}, plan.jobs, plan.onThread}, isStopped, work);
}

}  // namespace backscope
