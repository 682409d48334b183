#include "core/passes/batch_gradient.h"

#include <algorithm>

namespace backscope {

BatchGradient::BatchGradient(const Architecture& architecture, Loss loss)
    : m_workspace(architecture, loss),
      m_lanes((ParameterLayout(architecture).size() + 1) * kLanes),
      m_parameters(static_cast<std::ptrdiff_t>(ParameterLayout(architecture).size())) {}

double BatchGradient::compute(const double* theta, const Dataset& data, std::span<const int> batch, double* gradient,
                              double* deltaMeans) {
  if (deltaMeans) std::fill_n(deltaMeans, m_workspace.network().layerCount, 0.0);
  const int total = static_cast<int>(batch.size());
  return compute(theta, data, batch, gradient, [&](const KernelNetwork& network, int count, int stride) {
    if (deltaMeans) batchKernels().addDeltaMeans(network, count, stride, total, deltaMeans);
  });
}

}  // namespace backscope
