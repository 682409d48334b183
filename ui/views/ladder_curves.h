#pragma once

#include <vector>

#include "core/engine/snapshot.h"
#include "core/training/ladder_choice.h"
#include "ui/plots/plot_curve.h"

namespace backscope {

/// A curve for every layer 1…L+1 over the run's iterations, in the layers' colours; none where the snapshot has another
/// choice's.
std::vector<PlotCurve> ladderCurves(const Snapshot& snapshot, LadderChoice choice);

}  // namespace backscope
