#pragma once

#include <vector>

#include "core/training/series.h"

namespace backscope {

/// The curves over a run, thinned.
struct RunSeries {
  Series batchLoss;            ///< of every update
  Series trainLoss, testLoss;  ///< whole sets, at some ends of epochs
  std::vector<Series> delta;   ///< mean |δ^(l)| of every update's batch, l = 1…L+1 at index l - 1
};

}  // namespace backscope
