#pragma once

#include "core/math/elementary_functions.h"
#include "core/passes/batch_kernels.h"
#include "core/passes/kernels/lanes.h"

/// ℓ and δ^(L+1) for every pair of output layer and loss. V is double or a pack; `column` the first of its examples.
/// Columns from `count` on only fill the last pack up: they get δ = 0.
namespace backscope::inline BACKSCOPE_LEVEL {

/// ŷ_k of softmax over the layer: e^(a_k − max) / Σ. Also its slope's diagonal ŷ_k (1 − ŷ_k).
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
    const V yhat = Memory<V>::load(layer.z + at) / total;
    Memory<V>::store(layer.z + at, yhat);
    Memory<V>::store(layer.slope + at, yhat * (1.0 - yhat));
  }
}

/// −Σ_k y_k ln ŷ_k, from the pre-activations, so that a tiny ŷ_k is not rounded to 0 first.
template <class V>
[[gnu::always_inline]] inline V categoricalCrossEntropy(const KernelLayer& layer, const double* target, int stride,
                                                        int column) {
  V top = Memory<V>::load(layer.a + column);
  for (int k = 1; k < layer.units; ++k) {
    const V a = Memory<V>::load(layer.a + std::ptrdiff_t{k} * stride + column);
    top = a > top ? a : top;
  }
  V total = Memory<V>::fill(0.0);
  for (int k = 0; k < layer.units; ++k)
    total = total + elementary::exp(Memory<V>::load(layer.a + std::ptrdiff_t{k} * stride + column) - top);
  const V logTotal = elementary::log(total);
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

/// Square loss behind softmax, through the whole Jacobian ∂ŷ_m/∂a_k = ŷ_m ([m = k] − ŷ_k):
/// δ_k = ŷ_k (e_k − Σ_m e_m ŷ_m) with e = ŷ − y.
template <class V>
[[gnu::always_inline]] inline void softmaxSquareDelta(const KernelLayer& layer, const double* target, int stride,
                                                      int column, int count) {
  V mean = Memory<V>::fill(0.0);
  for (int m = 0; m < layer.units; ++m) {
    const std::ptrdiff_t at = std::ptrdiff_t{m} * stride + column;
    const V yhat = Memory<V>::load(layer.z + at);
    mean = mean + (yhat - Memory<V>::load(target + at)) * yhat;
  }
  for (int k = 0; k < layer.units; ++k) {
    const std::ptrdiff_t at = std::ptrdiff_t{k} * stride + column;
    const V yhat = Memory<V>::load(layer.z + at);
    const V delta = yhat * ((yhat - Memory<V>::load(target + at)) - mean);
    Memory<V>::store(layer.delta + at, keepColumns(delta, column, count));
  }
}

/// δ = ŷ − y: cross-entropy with its matching output. Behind softmax δ_k = ŷ_k Σ_m y_m − y_k, the same where the
/// targets sum to 1.
template <class V>
[[gnu::always_inline]] inline void crossEntropyDelta(const KernelLayer& layer, const double* target, int stride,
                                                     int column, int count) {
  V share = Memory<V>::fill(1.0);
  if (layer.activation == Activation::Softmax) {
    share = Memory<V>::fill(0.0);
    for (int k = 0; k < layer.units; ++k) share = share + Memory<V>::load(target + std::ptrdiff_t{k} * stride + column);
  }
  for (int k = 0; k < layer.units; ++k) {
    const std::ptrdiff_t at = std::ptrdiff_t{k} * stride + column;
    const V delta = Memory<V>::load(layer.z + at) * share - Memory<V>::load(target + at);
    Memory<V>::store(layer.delta + at, keepColumns(delta, column, count));
  }
}

/// Writes δ^(L+1) for these columns and returns their ℓ.
template <class V>
[[gnu::always_inline]] inline V outputDeltaColumn(const KernelLayer& layer, Loss loss, const double* target, int stride,
                                                  int column, int count) {
  if (loss == Loss::Square) {
    if (layer.activation == Activation::Softmax)
      softmaxSquareDelta<V>(layer, target, stride, column, count);
    else
      squareDelta<V>(layer, target, stride, column, count);
    return squareLoss<V>(layer, target, stride, column);
  }
  crossEntropyDelta<V>(layer, target, stride, column, count);
  return layer.activation == Activation::Softmax ? categoricalCrossEntropy<V>(layer, target, stride, column)
                                                 : binaryCrossEntropy<V>(layer, target, stride, column);
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
