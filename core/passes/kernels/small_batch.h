#pragma once

#include "core/network/activation_functions.h"
#include "core/passes/kernels/gradient.h"
#include "core/passes/kernels/output_delta.h"

/// The passes of a batch of 2…16 examples: kColumns = 4, 8, 12 or 16 of them, a number that the compiler knows. In a
/// small network the work is over in a few hundred instructions, so here nothing is spent on loops over columns, and a
/// unit's row stays in registers from its sum to its activation. The operations and their order are those of the larger
/// batches.
namespace backscope::inline BACKSCOPE_LEVEL {

/// One unit's row. Not in the widest packs: a row of 12 would be one of 8 and one of 4, and in so few columns many
/// short operations hide each other's delay better than few long ones.
template <int kColumns>
struct Strip {
  static constexpr int kPacks = kColumns / kLanePackWidth;
  LanePack pack[std::size_t{kPacks}];

  /// f(a reference to each pack, its first column).
  template <class F>
  [[gnu::always_inline]] void each(F f) {
    for (int k = 0; k < kPacks; ++k) f(pack[k], k * kLanePackWidth);
  }
  [[gnu::always_inline]] void fill(double value) {
    each([&](LanePack & part, int) __attribute__((always_inline)) { part = Memory<LanePack>::fill(value); });
  }
  [[gnu::always_inline]] void addProduct(double w, const double* row) {
    each([&](LanePack & part, int column) __attribute__((always_inline)) {
      part = part + Memory<LanePack>::fill(w) * Memory<LanePack>::load(row + column);
    });
  }
};

template <class H, int kColumns>
void forwardSmallLayer(const KernelLayer& layer, const double* theta, const double* below, int stride) {
  const double* w = theta + layer.weights;
  std::ptrdiff_t row = 0;
  for (int j = 0; j < layer.units; ++j, row += stride) {
    Strip<kColumns> a;
    a.fill(layer.biases < 0 ? 0.0 : theta[layer.biases + j]);
    const double* z = below;
    for (int i = 0; i < layer.inputs; ++i, ++w, z += stride) a.addProduct(*w, z);
    a.each([&](LanePack & part, int column) __attribute__((always_inline)) {
      LanePack value;
      LanePack slope;
      H::valueAndSlope(part, value, slope);
      Memory<LanePack>::store(layer.a + row + column, part);
      Memory<LanePack>::store(layer.z + row + column, value);
      Memory<LanePack>::store(layer.slope + row + column, slope);
    });
  }
}

template <int kColumns>
void softmaxSmallLayer(const KernelLayer& layer, int stride) {
  for (int column = 0; column < kColumns; column += kLanePackWidth) softmaxColumn<LanePack>(layer, stride, column);
}

template <int kColumns>
void forwardSmall(const KernelNetwork& network, const double* theta, int stride) {
  const double* below = network.input;
  for (int l = 0; l < network.layerCount; ++l) {
    const KernelLayer& layer = network.layers[l];
    if (layer.activation == Activation::Softmax) {
      forwardSmallLayer<Identity, kColumns>(layer, theta, below, stride);
      softmaxSmallLayer<kColumns>(layer, stride);
    } else {
      withActivation(layer.activation,
                     [&]<class H>(H) { forwardSmallLayer<H, kColumns>(layer, theta, below, stride); });
    }
    below = layer.z;
  }
}

template <int kColumns>
void hiddenDeltasSmall(const KernelNetwork& network, const double* theta, int stride) {
  for (int l = network.layerCount - 2; l >= 0; --l) {
    const KernelLayer& above = network.layers[l + 1];
    const KernelLayer& layer = network.layers[l];
    for (int j = 0; j < layer.units; ++j) {
      Strip<kColumns> sum;
      sum.fill(0.0);
      const double* w = theta + above.weights + j;
      const double* delta = above.delta;
      for (int k = 0; k < above.units; ++k, w += above.inputs, delta += stride) sum.addProduct(*w, delta);
      const std::ptrdiff_t row = std::ptrdiff_t{j} * stride;
      sum.each([&](LanePack & part, int column) __attribute__((always_inline)) {
        Memory<LanePack>::store(layer.delta + row + column, part * Memory<LanePack>::load(layer.slope + row + column));
      });
    }
  }
}

/// Returns Σ ℓ in lanes.
template <int kColumns>
[[gnu::always_inline]] inline Quad outputDeltaSmall(const KernelNetwork& network, int count, int stride) {
  const KernelLayer& output = network.layers[network.layerCount - 1];
  double losses[std::size_t{kColumns}];
  for (int column = 0; column < kColumns; column += kLanePackWidth) {
    const LanePack loss = outputDeltaColumn<LanePack>(output, network.loss, network.target, stride, column, count);
    Memory<LanePack>::store(losses + column, keepColumns(loss, column, count));
  }
  Quad sum = Memory<Quad>::fill(0.0);
  for (int column = 0; column < kColumns; column += 4) sum = sum + Memory<Quad>::load(losses + column);
  return sum;
}

template <int kColumns>
void gradientSmall(const KernelNetwork& network, int stride, const GradientTarget& target) {
  const double* below = network.input;
  for (int l = 0; l < network.layerCount; ++l) {
    layerGradient(network.layers[l], below, stride, kColumns, target);
    below = network.layers[l].z;
  }
}

/// A whole batch; returns its mean loss.
template <int kColumns>
double accumulateSmall(const KernelNetwork& network, const double* theta, int count, int stride,
                       const GradientTarget& target) {
  forwardSmall<kColumns>(network, theta, stride);
  const Quad loss = outputDeltaSmall<kColumns>(network, count, stride);
  hiddenDeltasSmall<kColumns>(network, theta, stride);
  gradientSmall<kColumns>(network, stride, target);
  return sumOfLanes(loss) / double(target.batch);
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
