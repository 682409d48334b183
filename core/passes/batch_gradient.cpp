#include "core/passes/batch_gradient.h"

#include <algorithm>

namespace backscope {

BatchGradient::BatchGradient(const Architecture& architecture, Loss loss)
    : m_workspace(architecture, loss),
      m_lanes((ParameterLayout(architecture).size() + 1) * kLanes),
      m_parameters(static_cast<std::ptrdiff_t>(ParameterLayout(architecture).size())) {}

double BatchGradient::compute(const double* theta, const Dataset& data, std::span<const int> batch, double* gradient,
                              double* deltaMeans) {
  const BatchKernels& kernels = batchKernels();
  const KernelNetwork& network = m_workspace.network();
  const int total = static_cast<int>(batch.size());
  if (deltaMeans) std::fill_n(deltaMeans, network.layerCount, 0.0);
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
    if (deltaMeans) kernels.addDeltaMeans(network, count, stride, total, deltaMeans);
  }
  return loss;
}

}  // namespace backscope
