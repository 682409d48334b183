#pragma once

#include <cstdint>
#include <vector>

#include "core/training/series.h"

namespace backscope {

/// The curves over a run, thinned.
struct RunSeries {
  Series batchLoss;            ///< of every update
  Series trainLoss, testLoss;  ///< whole sets, at some ends of epochs
  std::vector<Series> delta;   ///< mean |δ^(l)| of every update's batch, l = 1…L+1 at index l - 1
  /// How far apart the units of each hidden layer are, see UnitDistance, l = 1…L at index l - 1; at some iterations,
  /// see RunRecorder. Those of z and δ are empty where they are not compared.
  std::vector<Series> weightDistance, outputDistance, deltaDistance;
  /// Where the run began, then where something was changed by hand; ascending.
  std::vector<std::int64_t> edits;
};

}  // namespace backscope
