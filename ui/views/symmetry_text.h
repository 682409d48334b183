#pragma once

#include <QString>
#include <optional>

#include "core/analysis/growth_fit.h"
#include "core/engine/snapshot.h"

namespace backscope {

/// What the symmetry lab says of an instant, in whole sentences.

/// "Different units: 1 of 4 in layer 1, 2 of 2 in layer 2. The network can do no more than 2-1-2-1."
QString differentUnitsText(const Parameters& parameters);

/// The last growth of a layer's weights' distance up to the instant, see latestGrowth(); nothing without curves.
std::optional<GrowthFit> growthOf(const Snapshot& snapshot, int layer);

/// How the distance of this layer's units moves: that it is exactly 0, its rate of growth, or that it has none.
QString growthText(const Snapshot& snapshot, int layer);

/// What the loss does: the plateau it stands on with its level, where that is known, and what one unit could do at
/// best.
QString plateauText(const Snapshot& snapshot);

}  // namespace backscope
