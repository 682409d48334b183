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
  [[gnu::always_inline]] void store(double* row) {
    each([&](LanePack & part, int column)
             __attribute__((always_inline)) { Memory<LanePack>::store(row + column, part); });
  }
};

/// h and h′ of many packs. Where a register holds two packs they go through it in pairs: an activation is a long chain
/// of operations of which the processor sees only the next hundred or so ahead, and a pair needs half as many. One that
/// is left over fills both halves, rather than have every constant of h in two widths.
template <class H, int kPacks>
[[gnu::always_inline]] inline void activate(const LanePack* a, LanePack* value, LanePack* slope) {
  int k = 0;
#ifdef __AVX512F__
  for (; k + 2 <= kPacks; k += 2) {
    Pack z;
    Pack dz;
    H::valueAndSlope(Pack(__builtin_shufflevector(a[k], a[k + 1], 0, 1, 2, 3, 4, 5, 6, 7)), z, dz);
    value[k] = __builtin_shufflevector(z, z, 0, 1, 2, 3);
    value[k + 1] = __builtin_shufflevector(z, z, 4, 5, 6, 7);
    slope[k] = __builtin_shufflevector(dz, dz, 0, 1, 2, 3);
    slope[k + 1] = __builtin_shufflevector(dz, dz, 4, 5, 6, 7);
  }
  if (k > 0 && k < kPacks) {
    Pack z;
    Pack dz;
    H::valueAndSlope(Pack(__builtin_shufflevector(a[k], a[k], 0, 1, 2, 3, 0, 1, 2, 3)), z, dz);
    value[k] = __builtin_shufflevector(z, z, 0, 1, 2, 3);
    slope[k] = __builtin_shufflevector(dz, dz, 0, 1, 2, 3);
    ++k;
  }
#endif
  for (; k < kPacks; ++k) H::valueAndSlope(a[k], value[k], slope[k]);
}

/// z and h′ of the strips of U units. kHalf: at most half of each strip's last pack counts, so two such halves share a
/// pack; what follows them is a copy of them.
template <class H, int kColumns, int U, bool kHalf>
[[gnu::always_inline]] inline void activateStrips(const Strip<kColumns>* a, Strip<kColumns>* z,
                                                  Strip<kColumns>* slope) {
  constexpr int kJoined = kHalf && U % 2 == 0 && kLanePackWidth == 4 ? U / 2 : 0;
  constexpr int kLast = Strip<kColumns>::kPacks - 1;
  constexpr int kWhole = kJoined > 0 ? kLast : kLast + 1;
  constexpr int kPacks = U * kWhole + kJoined;
  LanePack in[std::size_t{kPacks}];
  LanePack value[std::size_t{kPacks}];
  LanePack derivative[std::size_t{kPacks}];
  for (int u = 0; u < U; ++u)
    for (int k = 0; k < kWhole; ++k) in[u * kWhole + k] = a[u].pack[k];
#ifdef __AVX2__
  for (int u = 0; u < 2 * kJoined; u += 2)
    in[U * kWhole + u / 2] = __builtin_shufflevector(a[u].pack[kLast], a[u + 1].pack[kLast], 0, 1, 4, 5);
#endif
  activate<H, kPacks>(in, value, derivative);
  for (int u = 0; u < U; ++u)
    for (int k = 0; k < kWhole; ++k) {
      z[u].pack[k] = value[u * kWhole + k];
      slope[u].pack[k] = derivative[u * kWhole + k];
    }
#ifdef __AVX2__
  for (int u = 0; u < 2 * kJoined; u += 2) {
    const LanePack both = value[U * kWhole + u / 2];
    const LanePack slopes = derivative[U * kWhole + u / 2];
    z[u].pack[kLast] = __builtin_shufflevector(both, both, 0, 1, 0, 1);
    z[u + 1].pack[kLast] = __builtin_shufflevector(both, both, 2, 3, 2, 3);
    slope[u].pack[kLast] = __builtin_shufflevector(slopes, slopes, 0, 1, 0, 1);
    slope[u + 1].pack[kLast] = __builtin_shufflevector(slopes, slopes, 2, 3, 2, 3);
  }
#endif
}

/// Units j…j+U-1 of a layer.
template <class H, int kColumns, bool kHalf, int U>
[[gnu::always_inline]] inline void forwardSmallUnits(const KernelLayer& layer, const double* theta, const double* below,
                                                     int stride, int j) {
  Strip<kColumns> a[std::size_t{U}];
  Strip<kColumns> z[std::size_t{U}];
  Strip<kColumns> slope[std::size_t{U}];
  for (int u = 0; u < U; ++u) a[u].fill(layer.biases < 0 ? 0.0 : theta[layer.biases + j + u]);
  const double* const w = theta + layer.weights + std::ptrdiff_t{j} * layer.inputs;
  for (int i = 0; i < layer.inputs; ++i, below += stride)
    for (int u = 0; u < U; ++u) a[u].addProduct(w[std::ptrdiff_t{u} * layer.inputs + i], below);
  activateStrips<H, kColumns, U, kHalf>(a, z, slope);
  for (int u = 0; u < U; ++u) {
    const std::ptrdiff_t row = std::ptrdiff_t{j + u} * stride;
    a[u].store(layer.a + row);
    z[u].store(layer.z + row);
    slope[u].store(layer.slope + row);
  }
}

/// Four units at a time, or two, where there are registers for them.
template <class H, int kColumns, bool kHalf>
void forwardSmallLayer(const KernelLayer& layer, const double* theta, const double* below, int stride) {
  int j = 0;
  if constexpr (kPackWidth == 8) {
    const int inFours = layer.units / 4 * 4;
    for (; j < inFours; j += 4) forwardSmallUnits<H, kColumns, kHalf, 4>(layer, theta, below, stride, j);
  }
  if constexpr (kPackWidth >= 4)
    for (; j + 2 <= layer.units; j += 2) forwardSmallUnits<H, kColumns, kHalf, 2>(layer, theta, below, stride, j);
  for (; j < layer.units; ++j) forwardSmallUnits<H, kColumns, kHalf, 1>(layer, theta, below, stride, j);
}

template <int kColumns>
void softmaxSmallLayer(const KernelLayer& layer, int stride) {
  for (int column = 0; column < kColumns; column += kLanePackWidth) softmaxColumn<LanePack>(layer, stride, column);
}

template <int kColumns, bool kHalf>
void forwardSmall(const KernelNetwork& network, const double* theta, int stride) {
  const double* below = network.input;
  for (int l = 0; l < network.layerCount; ++l) {
    const KernelLayer& layer = network.layers[l];
    if (layer.activation == Activation::Softmax) {
      forwardSmallLayer<Identity, kColumns, kHalf>(layer, theta, below, stride);
      softmaxSmallLayer<kColumns>(layer, stride);
    } else {
      withActivation(layer.activation,
                     [&]<class H>(H) { forwardSmallLayer<H, kColumns, kHalf>(layer, theta, below, stride); });
    }
    below = layer.z;
  }
}

/// δ of units j…j+U-1 of a layer.
template <int kColumns, int U>
[[gnu::always_inline]] inline void hiddenDeltaSmallUnits(const KernelLayer& layer, const KernelLayer& above,
                                                         const double* theta, int stride, int j) {
  Strip<kColumns> sum[std::size_t{U}];
  for (int u = 0; u < U; ++u) sum[u].fill(0.0);
  const double* w = theta + above.weights + j;
  const double* delta = above.delta;
  for (int k = 0; k < above.units; ++k, w += above.inputs, delta += stride)
    for (int u = 0; u < U; ++u) sum[u].addProduct(w[u], delta);
  for (int u = 0; u < U; ++u) {
    const std::ptrdiff_t row = std::ptrdiff_t{j + u} * stride;
    sum[u].each([&](LanePack & part, int column) __attribute__((always_inline)) {
      Memory<LanePack>::store(layer.delta + row + column, part * Memory<LanePack>::load(layer.slope + row + column));
    });
  }
}

/// The layers are copies that no store can change, so that their fields stay in registers.
template <int kColumns>
void hiddenDeltasSmall(const KernelNetwork& network, const double* theta, int stride) {
  for (int l = network.layerCount - 2; l >= 0; --l) {
    const KernelLayer above = network.layers[l + 1];
    const KernelLayer layer = network.layers[l];
    int j = 0;
    for (; j + 2 <= layer.units; j += 2) hiddenDeltaSmallUnits<kColumns, 2>(layer, above, theta, stride, j);
    if (j < layer.units) hiddenDeltaSmallUnits<kColumns, 1>(layer, above, theta, stride, j);
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

/// Both passes over a whole batch; returns Σ ℓ in lanes. kHalf: the last pack of four holds no more than two examples.
template <int kColumns, bool kHalf>
Quad passesSmall(const KernelNetwork& network, const double* theta, int count, int stride) {
  forwardSmall<kColumns, kHalf>(network, theta, stride);
  const Quad loss = outputDeltaSmall<kColumns>(network, count, stride);
  hiddenDeltasSmall<kColumns>(network, theta, stride);
  return loss;
}

/// f<kColumns, kHalf>() for a batch of 2…16 examples.
template <class F>
[[gnu::always_inline]] inline Quad withColumns(int count, F f) {
  if (count > 12) return f.template operator()<16, false>();
  if (count > 10) return f.template operator()<12, false>();
  if (count > 8) return f.template operator()<12, true>();
  if (count > 4) return f.template operator()<8, false>();
  return f.template operator()<4, false>();
}

/// Both passes and the gradient; returns the mean loss.
inline double accumulateSmall(const KernelNetwork& network, const double* theta, int count, int stride,
                              const GradientTarget& target) {
  const Quad loss = withColumns(
      count, [&]<int kColumns, bool kHalf>() __attribute__((always_inline)) {
        const Quad sum = passesSmall<kColumns, kHalf>(network, theta, count, stride);
        gradientSmall<kColumns>(network, stride, target);
        return sum;
      });
  return sumOfLanes(loss) / double(target.batch);
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
