#pragma once

#include "core/passes/batch_kernels.h"
#include "core/passes/kernels/output_delta.h"

/// The passes of a batch of one example. Here the lanes are two units of a layer, because the examples' lanes would
/// stay empty; the operations and their order are those of the batch, so the numbers are the same to the bit. Pairs
/// reach one value beyond an odd layer; the workspace has room for it, and nothing reads it.
namespace backscope::inline BACKSCOPE_LEVEL {

/// Elements k and k + step.
[[gnu::always_inline]] inline PairPack loadPair(const double* from, std::ptrdiff_t step) {
  return PairPack{from[0], from[step]};
}

/// a = W z + b, z = h(a) and h′(a). The layer is a copy that no store can change, here and below, so that its fields
/// stay in registers.
template <class H>
void forwardLayerOfOne(const KernelLayer& given, const double* theta, const double* below) {
  const KernelLayer layer = given;
  const double* row = theta + layer.weights;
  for (int j = 0; j < layer.units; j += 2, row += 2 * std::ptrdiff_t{layer.inputs}) {
    // The last of an odd number of units stands in both lanes.
    const std::ptrdiff_t other = j + 1 < layer.units ? 1 : 0;
    PairPack a = layer.biases < 0 ? PairPack{} : loadPair(theta + layer.biases + j, other);
    for (int i = 0; i < layer.inputs; ++i) a = a + loadPair(row + i, other * layer.inputs) * below[i];
    PairPack z;
    PairPack slope;
    H::valueAndSlope(a, z, slope);
    Memory<PairPack>::store(layer.a + j, a);
    Memory<PairPack>::store(layer.z + j, z);
    Memory<PairPack>::store(layer.slope + j, slope);
  }
}

/// δ_j^(l) = h′(a_j^(l)) Σ_k w_kj^(l+1) δ_k^(l+1).
[[gnu::always_inline]] inline void hiddenDeltaOfOne(const KernelLayer& givenLayer, const KernelLayer& givenAbove,
                                                    const double* theta) {
  const KernelLayer layer = givenLayer;
  const KernelLayer above = givenAbove;
  const double* weights = theta + above.weights;
  for (int j = 0; j < layer.units; j += 2, weights += 2) {
    const std::ptrdiff_t other = j + 1 < layer.units ? 1 : 0;
    const double* w = weights;
    PairPack sum{};
    for (int k = 0; k < above.units; ++k, w += above.inputs) sum = sum + loadPair(w, other) * above.delta[k];
    Memory<PairPack>::store(layer.delta + j, sum * Memory<PairPack>::load(layer.slope + j));
  }
}

/// ∂ℓ/∂w_ji = δ_j z_i and ∂ℓ/∂b_j = δ_j: there is nothing to add up.
inline void layerGradientOfOne(const KernelLayer& layer, const double* z, double* gradient) {
  double* row = gradient + layer.weights;
  for (int j = 0; j < layer.units; ++j, row += layer.inputs) {
    int i = 0;
    for (; i + 2 <= layer.inputs; i += 2)
      Memory<PairPack>::store(row + i, Memory<PairPack>::load(z + i) * layer.delta[j]);
    if (i < layer.inputs) row[i] = layer.delta[j] * z[i];
  }
  if (layer.biases < 0) return;
  int j = 0;
  for (; j + 2 <= layer.units; j += 2)
    Memory<PairPack>::store(gradient + layer.biases + j, Memory<PairPack>::load(layer.delta + j));
  if (j < layer.units) gradient[layer.biases + j] = layer.delta[j];
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
