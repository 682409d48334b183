#pragma once

#include <span>
#include <vector>

#include "core/analysis/curvature.h"
#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// Why the loss does not change along some directions of θ, to second order at least. What is said to be 0 or equal is
/// so to Curvature::zeroBelow over max(1, max |λ|). Each reason accounts for so many zero eigenvalues of the Hessian.
struct FlatReason {
  enum class Kind {
    DeadUnit,        ///< h′(a) = 0 on all examples: what enters it does nothing
    SilentUnit,      ///< nothing of it gets on, its weights out being 0 or leading to dead units: what enters it does
                     ///< nothing
    ZeroOutput,      ///< z = 0 on all examples: what leaves it does nothing
    ConstantOutput,  ///< z is the same on all examples: what leaves it, or its bias, and the biases above can take each
                     ///< other's place
    EqualUnits,      ///< with `other`, z or −z on all examples: what leaves one can be given to the other
    Rescaling,       ///< h(ka) = k h(a): what enters and what leaves it can be scaled against each other
    LinearLayer,     ///< h(a) = a: its units can be mixed and moved, and what leaves them undoes it
    EqualInputs,     ///< what enters the layer is dependent on all examples: weights can be moved between such inputs
    SoftmaxShift,    ///< softmax does not see what is added to all its a: so all weights from an input can be moved
    ExactFit  ///< L is 0 but for rounding, its least value: every answer is exact, and these directions change none
  };
  Kind kind = Kind::DeadUnit;
  int layer = 1;   ///< of the unit, or that of which the last four speak; L+1 for ExactFit
  int unit = 0;    ///< from 0
  int other = -1;  ///< of EqualUnits
  int count = 0;   ///< directions it adds to those of the reasons before it, at least 1
};

/// What of the Hessian's null space the reasons explain.
struct FlatDirections {
  std::vector<FlatReason> reasons;  ///< in the order of the layers
  int explained = 0;                ///< dimension of what all of them span within the null space
};

/// Of each reason it counts the directions that it would make flat and that H indeed sends to 0, ‖H d‖ ≤ zeroBelow ‖d‖:
/// along some of them L stays the same but ∇L does not, unless it is 0. `curvature` must be that of the others.
FlatDirections explainZeros(const Curvature& curvature, const Parameters& parameters, Loss loss, const Dataset& data,
                            std::span<const int> examples);

}  // namespace backscope
