#include "core/network/architecture.h"

namespace backscope {

std::size_t weightCount(const Architecture& architecture) {
  std::size_t count = 0;
  for (int l = 1; l <= architecture.outputLayer(); ++l) {
    count += static_cast<std::size_t>(architecture.unitsOf(l)) * static_cast<std::size_t>(architecture.unitsOf(l - 1));
  }
  return count;
}

std::size_t biasCount(const Architecture& architecture) {
  if (!architecture.bias) return 0;
  std::size_t count = 0;
  for (const LayerSpec& layer : architecture.layers) count += static_cast<std::size_t>(layer.units);
  return count;
}

}  // namespace backscope
