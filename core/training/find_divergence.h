#pragma once

#include <span>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/workspace.h"
#include "core/training/divergence.h"

namespace backscope {

/// What an update that failed has written; each of θ's shape, or empty.
struct FailedUpdate {
  const std::vector<double>& gradient;    ///< the batch's
  const std::vector<double>& theta;       ///< what θ would have become
  const std::vector<double>& meanSquare;  ///< and the average of g²
};

/// Where the first NaN or ∞ of an update stands, looked for in the order in which it is computed: forward through the
/// layers, the loss, back through the deltas, the gradient; if all of these are finite, it was the update itself that
/// overflowed. The iteration is left to the caller.
Divergence findDivergence(Workspace& workspace, const Parameters& parameters, const Dataset& data,
                          std::span<const int> batch, const FailedUpdate& update);

}  // namespace backscope
