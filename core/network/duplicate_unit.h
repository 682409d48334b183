#pragma once

#include "core/network/frozen_parameters.h"
#include "core/network/parameters.h"

namespace backscope {

/// The same function from one more unit: a copy of hidden unit j of layer l is put behind it, with the same w_j and
/// b_j, and both have half of what left it, so v_j + v_{j+1} is what v_j was. The layer must have room for it. Source:
/// Fukumizu and Amari 2000, "Local minima and plateaus in hierarchical structures of multilayer perceptrons", section
/// 3.2.
Parameters duplicateUnit(const Parameters& theta, int layer, int unit);

/// What is frozen in the network with the copy: its weights and its bias are where those of the unit are.
FrozenPlaces duplicateFrozen(const FrozenPlaces& frozen, const Architecture& network, int layer, int unit);

/// The other way: `second` is left out, and what left it is given to `first`. The same function where both have the
/// same w and b.
Parameters mergeUnits(const Parameters& theta, int layer, int first, int second);

}  // namespace backscope
