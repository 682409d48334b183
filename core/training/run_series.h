#pragma once

#include <cstdint>
#include <vector>

#include "core/training/ladder_choice.h"
#include "core/training/run_event.h"
#include "core/training/series.h"

namespace backscope {

/// The curves over a run, thinned.
struct RunSeries {
  Series batchLoss;            ///< of every update
  Series trainLoss, testLoss;  ///< whole sets, at some ends of epochs
  /// mean |δ^(l)| of every update's batch, l = 1…L+1 at index l - 1; in a snapshot only where `choice` is that.
  std::vector<Series> delta{};
  /// In a snapshot, what was chosen of another quantity or size, likewise; at some iterations, see RunRecorder.
  LadderChoice choice;
  std::vector<Series> ladder{};
  /// How far apart the units of each hidden layer are, see UnitDistance, l = 1…L at index l - 1; at some iterations,
  /// see RunRecorder. Those of z and δ are empty where they are not compared.
  std::vector<Series> weightDistance, outputDistance, deltaDistance;
  /// Where the run began, then where something was changed by hand; ascending.
  std::vector<std::int64_t> edits;
  /// What happened to units and layers, see EventRecorder; ascending.
  std::vector<RunEvent> events{};
};

/// What the series have of every layer.
inline const std::vector<Series>& ladderOf(const RunSeries& series) {
  return series.choice == LadderChoice{} ? series.delta : series.ladder;
}

}  // namespace backscope
