#pragma once

#include <span>

#include "core/passes/aligned_doubles.h"
#include "core/passes/workspace.h"

namespace backscope {

/// Both passes over a batch of any size, block by block. Allocates only when made.
class BatchGradient {
 public:
  BatchGradient(const Architecture& architecture, Loss loss);

  /// Writes the mean gradient over the batch to `gradient` (of θ's size) and returns the mean loss.
  /// deltaMeans, where given, gets the mean |δ^(l)| over units and examples, l = 1…L+1 at index l - 1.
  double compute(const double* theta, const Dataset& data, std::span<const int> batch, double* gradient,
                 double* deltaMeans = nullptr);

  /// After compute(): the arrays of the batch's last block.
  const Workspace& workspace() const { return m_workspace; }
  Workspace& workspace() { return m_workspace; }
  /// Room for kLanes numbers of each parameter, free between two calls.
  double* lanes() { return m_lanes.data(); }

 private:
  Workspace m_workspace;
  AlignedDoubles m_lanes;  ///< kLanes for each parameter and for the loss
  std::ptrdiff_t m_parameters;
};

}  // namespace backscope
