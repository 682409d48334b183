#pragma once

#include "core/passes/kernels/gather.h"
#include "core/passes/kernels/small_batch.h"
#include "core/passes/kernels/update.h"

/// A whole update by a batch of 2…16 examples. The sums of the gradient stay in their lanes until the optimizer takes
/// them, four parameters at once, whatever the layers' shapes: no gradient is written piece by piece and read in larger
/// pieces, which would have to wait. The operations and their order are those of accumulate and update.
namespace backscope::inline BACKSCOPE_LEVEL {

/// The mean gradient, from sums in lanes: those of parameter p at sums[4 p].
struct LaneMeans {
  static constexpr bool kInLanes = true;
  const double* sums;
  double batch;

  template <class T>
  [[gnu::always_inline]] T at(std::ptrdiff_t p) const {
    const auto quad = [&](int k) __attribute__((always_inline)) { return Memory<Quad>::load(sums + 4 * (p + k)); };
    if constexpr (Memory<T>::kWidth == 4)
      return sumsOfLanes(quad(0), quad(1), quad(2), quad(3)).part[0] / batch;
    else if constexpr (Memory<T>::kWidth == 2)
      return PairPack{sumOfLanes(quad(0)), sumOfLanes(quad(1))} / batch;
    else
      return sumOfLanes(quad(0)) / batch;
  }
};

/// Σ_n δ_j z_i of every weight and Σ_n δ_j of every bias, in lanes.
template <int kColumns>
void laneSums(const KernelNetwork& network, int stride, double* sums) {
  constexpr int kQuads = kColumns / 4;
  const double* below = network.input;
  for (int l = 0; l < network.layerCount; ++l) {
    const KernelLayer layer = network.layers[l];
    double* weights = sums + 4 * layer.weights;
    double* biases = layer.biases < 0 ? nullptr : sums + 4 * layer.biases;
    const double* row = layer.delta;
    for (int j = 0; j < layer.units; ++j, row += stride) {
      Quad delta[std::size_t{kQuads}];
      for (int q = 0; q < kQuads; ++q) delta[q] = Memory<Quad>::load(row + 4 * q);
      const double* z = below;
      for (int i = 0; i < layer.inputs; ++i, z += stride, weights += 4) {
        Quad sum = Memory<Quad>::fill(0.0);
        for (int q = 0; q < kQuads; ++q) sum = sum + delta[q] * Memory<Quad>::load(z + 4 * q);
        Memory<Quad>::store(weights, sum);
      }
      if (!biases) continue;
      Quad sum = Memory<Quad>::fill(0.0);
      for (int q = 0; q < kQuads; ++q) sum = sum + delta[q];
      Memory<Quad>::store(biases + 4 * j, sum);
    }
    below = layer.z;
  }
}

inline double stepFew(const KernelNetwork& network, const StepOfFew& step, const UpdateArrays& arrays) {
  const int stride = strideFor(step.count, step.count);
  gather(network, step.source, step.examples, step.count, columnsFor(step.count, step.count), stride);
  const Quad loss = withColumns(
      step.count, [&]<int kColumns, bool kHalf>() __attribute__((always_inline)) {
        const Quad sum = passesSmall<kColumns, kHalf>(network, arrays.theta, step.count, stride);
        laneSums<kColumns>(network, stride, step.sums);
        return sum;
      });
  const LaneMeans gradient{step.sums, double(step.count)};
  const bool finite = updateFrom(gradient, step.rule, arrays, step.ranges, step.rangeCount);
  return finite ? sumOfLanes(loss) / double(step.count) : __builtin_nan("");
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
