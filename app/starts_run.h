#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/background_run.h"
#include "core/sweep/start_outcome.h"
#include "core/sweep/sweep_grid.h"

namespace backscope {

/// Many starts under way in the background.
using StartsRun = BackgroundRun<StartOutcome>;

/// Without a θ too large to be kept for every start: its seed gives it again.
StartOutcome kept(StartOutcome outcome);

/// What is to be done, in this order.
struct StartsTask {
  std::vector<std::pair<std::size_t, std::string>> lines{};  ///< of a file, to be read
  std::vector<std::size_t> cells{};                          ///< to be trained
  std::int64_t iterations = 0;
};
StartsRun::Work startsWork(SweepGrid grid, StartsTask task);

}  // namespace backscope
