#pragma once

#include <span>
#include <vector>

#include "core/analysis/curvature.h"
#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// Why the loss does not change along some directions of θ, to second order at least. Each reason accounts for so many
/// zero eigenvalues of the Hessian.
struct FlatReason {
  enum class Kind {
    DeadUnit,        ///< h′(a) = 0 on all examples: what enters it does nothing
    SilentUnit,      ///< all that leaves it is 0: what enters it does nothing
    ZeroOutput,      ///< z = 0 on all examples: what leaves it does nothing
    ConstantOutput,  ///< z is the same on all examples: what leaves it and the biases above can take each other's place
    EqualUnits,      ///< with `other`: what leaves one can be given to the other
    Rescaling,       ///< h(ka) = k h(a): what enters and what leaves it can be scaled against each other
    EqualInputs      ///< inputs of a layer that are dependent on all examples: weights can be moved between them
  };
  Kind kind = Kind::DeadUnit;
  int layer = 1;   ///< of the unit
  int unit = 0;    ///< from 0
  int other = -1;  ///< of EqualUnits
  int count = 0;   ///< directions it adds to those of the reasons before it
};

/// What of the Hessian's null space the reasons explain.
struct FlatDirections {
  std::vector<FlatReason> reasons;  ///< in the order of the layers
  int explained = 0;                ///< dimension of what all of them span within the null space
};
FlatDirections explainZeros(const Curvature& curvature, const Parameters& parameters, Loss loss, const Dataset& data,
                            std::span<const int> examples);

}  // namespace backscope
