#pragma once

#include "core/math/elementary_functions.h"
#include "core/network/architecture.h"
#include "core/passes/batch_kernels.h"
#include "core/passes/kernels/lanes.h"

/// ℓ and δ^(L+1) for every pair of output layer and loss. V is double or a pack; `column` the first of its examples.
/// Columns from `count` on only fill the last pack up: they get δ = 0.
///
/// Where a softmax unit is saturated, 1 − ŷ_k and ŷ_k − 1 would be nothing but rounding. So 1 is never subtracted from:
/// everything is written with
///   1 − ŷ_k = Σ_{m≠k} ŷ_m                                                          (1)
/// which keeps its digits.
namespace backscope::inline BACKSCOPE_LEVEL {

/// Σ_{m≠k} of a layer's rows: of ŷ it is 1 − ŷ_k by (1).
template <class V>
[[gnu::always_inline]] inline V sumOfOthers(const double* rows, int units, int k, int stride, int column) {
  V sum = Memory<V>::fill(0.0);
  for (int m = 0; m < units; ++m)
    if (m != k) sum = sum + Memory<V>::load(rows + std::ptrdiff_t{m} * stride + column);
  return sum;
}

/// ŷ_k of softmax over the layer: e^(a_k − max) / Σ. Also its slope's diagonal ŷ_k (1 − ŷ_k), by (1).
template <class V>
[[gnu::always_inline]] inline void softmaxColumn(const KernelLayer& layer, int stride, int column) {
  V top = Memory<V>::load(layer.a + column);
  for (int k = 1; k < layer.units; ++k) {
    const V a = Memory<V>::load(layer.a + std::ptrdiff_t{k} * stride + column);
    top = a > top ? a : top;
  }
  V total = Memory<V>::fill(0.0);
  for (int k = 0; k < layer.units; ++k) {
    const std::ptrdiff_t at = std::ptrdiff_t{k} * stride + column;
    const V power = elementary::exp(Memory<V>::load(layer.a + at) - top);
    Memory<V>::store(layer.z + at, power);
    total = total + power;
  }
  for (int k = 0; k < layer.units; ++k) {
    const std::ptrdiff_t at = std::ptrdiff_t{k} * stride + column;
    Memory<V>::store(layer.z + at, Memory<V>::load(layer.z + at) / total);
  }
  for (int k = 0; k < layer.units; ++k) {
    const std::ptrdiff_t at = std::ptrdiff_t{k} * stride + column;
    const V rest = sumOfOthers<V>(layer.z, layer.units, k, stride, column);
    Memory<V>::store(layer.slope + at, Memory<V>::load(layer.z + at) * rest);
  }
}

/// −Σ_k y_k ln ŷ_k, from the pre-activations, so that a tiny ŷ_k is not rounded to 0 first. ln Σ_k e^(a_k − max) is
/// that of 1 and the rest: at least one of the powers is e⁰.
template <class V>
[[gnu::always_inline]] inline V categoricalCrossEntropy(const KernelLayer& layer, const double* target, int stride,
                                                        int column) {
  V top = Memory<V>::load(layer.a + column);
  for (int k = 1; k < layer.units; ++k) {
    const V a = Memory<V>::load(layer.a + std::ptrdiff_t{k} * stride + column);
    top = a > top ? a : top;
  }
  V rest = Memory<V>::fill(0.0);
  V ones = Memory<V>::fill(0.0);
  for (int k = 0; k < layer.units; ++k) {
    const V a = Memory<V>::load(layer.a + std::ptrdiff_t{k} * stride + column);
    ones = a == top ? ones + 1.0 : ones;
    rest = a == top ? rest : rest + elementary::exp(a - top);
  }
  const V logTotal = elementary::log1p(rest + (ones - 1.0));
  V loss = Memory<V>::fill(0.0);
  for (int k = 0; k < layer.units; ++k) {
    const std::ptrdiff_t at = std::ptrdiff_t{k} * stride + column;
    loss = loss + Memory<V>::load(target + at) * (logTotal - (Memory<V>::load(layer.a + at) - top));
  }
  return loss;
}

/// −Σ_k [y_k ln σ(a_k) + (1 − y_k) ln(1 − σ(a_k))] = Σ_k [max(a_k, 0) + ln(1 + e^−|a_k|) − y_k a_k].
template <class V>
[[gnu::always_inline]] inline V binaryCrossEntropy(const KernelLayer& layer, const double* target, int stride,
                                                   int column) {
  V loss = Memory<V>::fill(0.0);
  for (int k = 0; k < layer.units; ++k) {
    const std::ptrdiff_t at = std::ptrdiff_t{k} * stride + column;
    const V a = Memory<V>::load(layer.a + at);
    const V positive = a > 0.0 ? a : Memory<V>::fill(0.0);
    loss = loss + (positive + elementary::log1p(elementary::exp(-absolute(a))) - Memory<V>::load(target + at) * a);
  }
  return loss;
}

/// ½ Σ_k (ŷ_k − y_k)².
template <class V>
[[gnu::always_inline]] inline V squareLoss(const KernelLayer& layer, const double* target, int stride, int column) {
  V sum = Memory<V>::fill(0.0);
  for (int k = 0; k < layer.units; ++k) {
    const std::ptrdiff_t at = std::ptrdiff_t{k} * stride + column;
    const V error = Memory<V>::load(layer.z + at) - Memory<V>::load(target + at);
    sum = sum + error * error;
  }
  return 0.5 * sum;
}

/// δ_k = (ŷ_k − y_k) h′(a_k): square loss with an output that acts on each unit alone.
template <class V>
[[gnu::always_inline]] inline void squareDelta(const KernelLayer& layer, const double* target, int stride, int column,
                                               int count) {
  for (int k = 0; k < layer.units; ++k) {
    const std::ptrdiff_t at = std::ptrdiff_t{k} * stride + column;
    const V error = Memory<V>::load(layer.z + at) - Memory<V>::load(target + at);
    Memory<V>::store(layer.delta + at, keepColumns(error * Memory<V>::load(layer.slope + at), column, count));
  }
}

/// Square loss behind softmax: writes δ and returns ℓ. With e = ŷ − y, by (1) e_k = ŷ_k (1 − y_k) − y_k Σ_{m≠k} ŷ_m,
/// and through the whole Jacobian ∂ŷ_m/∂a_k = ŷ_m ([m = k] − ŷ_k)
///   δ_k = ŷ_k (e_k − Σ_m e_m ŷ_m) = ŷ_k Σ_{m≠k} ŷ_m (e_k − e_m).
template <class V>
[[gnu::always_inline]] inline V softmaxSquare(const KernelLayer& layer, const double* target, int stride, int column,
                                              int count) {
  V error[std::size_t{kMaxOutputs}];
  V sum = Memory<V>::fill(0.0);
  for (int k = 0; k < layer.units; ++k) {
    const std::ptrdiff_t at = std::ptrdiff_t{k} * stride + column;
    const V y = Memory<V>::load(target + at);
    error[k] = Memory<V>::load(layer.z + at) * (1.0 - y) - y * sumOfOthers<V>(layer.z, layer.units, k, stride, column);
    sum = sum + error[k] * error[k];
  }
  for (int k = 0; k < layer.units; ++k) {
    V mean = Memory<V>::fill(0.0);
    for (int m = 0; m < layer.units; ++m)
      if (m != k) mean = mean + Memory<V>::load(layer.z + std::ptrdiff_t{m} * stride + column) * (error[k] - error[m]);
    const std::ptrdiff_t at = std::ptrdiff_t{k} * stride + column;
    Memory<V>::store(layer.delta + at, keepColumns(Memory<V>::load(layer.z + at) * mean, column, count));
  }
  return 0.5 * sum;
}

/// Cross-entropy behind softmax: δ_k = ŷ_k Σ_m y_m − y_k, by (1) ŷ_k Σ_{m≠k} y_m − y_k Σ_{m≠k} ŷ_m. Where the targets
/// sum to 1, it is ŷ − y.
template <class V>
[[gnu::always_inline]] inline void softmaxCrossEntropyDelta(const KernelLayer& layer, const double* target, int stride,
                                                            int column, int count) {
  for (int k = 0; k < layer.units; ++k) {
    const std::ptrdiff_t at = std::ptrdiff_t{k} * stride + column;
    const V delta = Memory<V>::load(layer.z + at) * sumOfOthers<V>(target, layer.units, k, stride, column) -
                    Memory<V>::load(target + at) * sumOfOthers<V>(layer.z, layer.units, k, stride, column);
    Memory<V>::store(layer.delta + at, keepColumns(delta, column, count));
  }
}

/// δ = ŷ − y: cross-entropy behind sigmoids.
template <class V>
[[gnu::always_inline]] inline void sigmoidCrossEntropyDelta(const KernelLayer& layer, const double* target, int stride,
                                                            int column, int count) {
  for (int k = 0; k < layer.units; ++k) {
    const std::ptrdiff_t at = std::ptrdiff_t{k} * stride + column;
    const V delta = Memory<V>::load(layer.z + at) - Memory<V>::load(target + at);
    Memory<V>::store(layer.delta + at, keepColumns(delta, column, count));
  }
}

/// Writes δ^(L+1) for these columns and returns their ℓ.
template <class V>
[[gnu::always_inline]] inline V outputDeltaColumn(const KernelLayer& layer, Loss loss, const double* target, int stride,
                                                  int column, int count) {
  const bool isSoftmax = layer.activation == Activation::Softmax;
  if (loss == Loss::Square) {
    if (isSoftmax) return softmaxSquare<V>(layer, target, stride, column, count);
    squareDelta<V>(layer, target, stride, column, count);
    return squareLoss<V>(layer, target, stride, column);
  }
  if (isSoftmax) {
    softmaxCrossEntropyDelta<V>(layer, target, stride, column, count);
    return categoricalCrossEntropy<V>(layer, target, stride, column);
  }
  sigmoidCrossEntropyDelta<V>(layer, target, stride, column, count);
  return binaryCrossEntropy<V>(layer, target, stride, column);
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
