#pragma once

#include <span>
#include <vector>

#include "core/analysis/size_sums.h"
#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/batch_gradient.h"

namespace backscope {

/// How large one update was in a layer.
struct LayerSizes {
  Sizes delta;  ///< of δ^(l) over units and the batch's examples, each example's by itself
  Sizes gradient;  ///< of ∂L/∂W^(l), the mean over the batch without the penalties' share; `length` is ‖∂L/∂W^(l)‖₂
  /// ‖ΔW^(l)‖₂ / ‖W^(l)‖₂, all weights of the layer as one vector, ΔW what the update really changed: with momentum,
  /// penalties and what is frozen. Infinite where W^(l) = 0, NaN where ΔW^(l) = 0 too.
  double update = 0;
};

/// Measures them. Allocates once, and nothing while it measures.
class LayerSizeMeter {
 public:
  LayerSizeMeter(const Architecture& architecture, Loss loss);

  /// One update by `batch` from θ to `after`, both of θ's shape; layer l at index l - 1. Valid until the next call.
  /// Where `after` is empty there was no update, and `update` is NaN.
  std::span<const LayerSizes> measure(std::span<const double> theta, const Dataset& data, std::span<const int> batch,
                                      std::span<const double> after);

 private:
  ParameterLayout m_layout;
  Architecture m_architecture;
  BatchGradient m_passes;
  std::vector<double> m_gradient;
  std::vector<SizeSums> m_deltas;
  std::vector<LayerSizes> m_sizes;
};

/// The sizes of δ^(l), l = 1…L+1 at index l - 1, over these examples.
std::vector<Sizes> measureDeltas(const Parameters& parameters, Loss loss, const Dataset& data,
                                 std::span<const int> examples);

}  // namespace backscope
