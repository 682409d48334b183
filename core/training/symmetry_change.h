#pragma once

#include <optional>

#include "core/network/symmetry.h"
#include "core/training/model_change.h"
#include "core/training/optimizer.h"

namespace backscope {

/// What a symmetry that the network has changes of θ and of the optimizer's averages: the places where other bits stand
/// then. What is frozen goes along with the units. Nothing where a value would not be finite any more.
///
/// m and v become what they would be had all gradients been taken at the mirror image, as far as that is known: see
/// applyToSquares().
std::optional<ModelChange> changeBy(const Symmetry& symmetry, const Parameters& parameters,
                                    const OptimizerState& optimizer, const FrozenPlaces& frozen);

}  // namespace backscope
