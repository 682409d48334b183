#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/analysis/saved_point.h"
#include "core/network/architecture.h"
#include "core/sweep/start_outcome.h"

namespace backscope {

/// Where some of many starts ended, as points of the space of this network's parameters. A point's name is nameOf() its
/// end.
struct StartSolutions {
  Architecture network;
  std::vector<SavedPoint> points;  ///< by their seeds
};

/// The firsts of the largest groups, by their places in `done`, and the solved ones with the lowest seeds; those alone
/// whose θ is known.
StartSolutions solutionsOf(const Architecture& network, std::span<const StartOutcome> done,
                           std::span<const std::size_t> firsts);

}  // namespace backscope
