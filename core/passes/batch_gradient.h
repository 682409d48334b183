#pragma once

#include <algorithm>
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
  /// The same; calls receive(network, count, stride) after each block: the network's arrays then hold a, z, h′ and δ of
  /// its `count` examples.
  template <class Receive>
  double compute(const double* theta, const Dataset& data, std::span<const int> batch, double* gradient,
                 const Receive& receive);

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

template <class Receive>
double BatchGradient::compute(const double* theta, const Dataset& data, std::span<const int> batch, double* gradient,
                              const Receive& receive) {
  const BatchKernels& kernels = batchKernels();
  const KernelNetwork& network = m_workspace.network();
  const int total = static_cast<int>(batch.size());
  GradientTarget target{gradient, m_lanes.data(), m_parameters, total, true, false};
  double loss = 0;
  for (int begin = 0; begin < total; begin += kBlock) {
    const int count = std::min(kBlock, total - begin);
    const int stride = strideFor(count, total);
    m_workspace.gather(data, batch.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(count)),
                       columnsFor(count, total), stride);
    target.first = begin == 0;
    target.last = begin + count == total;
    loss = kernels.accumulate(network, theta, count, stride, target);
    receive(network, count, stride);
  }
  return loss;
}

}  // namespace backscope
