#pragma once

#include <memory>
#include <vector>

#include "tests/support/sample_snapshot.h"

namespace backscope::test {

/// Runs of a comparison at one instant: six hidden layers of eight units, one run for each activation, after so many
/// updates of the same data.
inline std::vector<std::shared_ptr<const Snapshot>> sampleRuns(const std::vector<Activation>& activations,
                                                               int updates = 60) {
  std::vector<std::shared_ptr<const Snapshot>> runs;
  for (const Activation activation : activations)
    runs.push_back(sampleSnapshot(sampleSession(sampleLayers(6, 8, activation)), updates));
  return runs;
}

}  // namespace backscope::test
