#pragma once

#include "core/network/activation_functions.h"
#include "core/passes/kernels/single_example.h"
#include "core/passes/kernels/update.h"

/// A whole update by one example. In a small network it is over in a few hundred cycles, most of them one chain from θ
/// to the new θ, so whatever does not belong to that chain is left out: the example is read where it lies, and the
/// gradient goes into the optimizer without being written. The operations and their order are those of accumulate and
/// update.
namespace backscope::inline BACKSCOPE_LEVEL {

inline void forwardOfOne(const KernelNetwork& network, const double* theta, const double* input) {
  const double* below = input;
  for (int l = 0; l < network.layerCount; ++l) {
    const KernelLayer& layer = network.layers[l];
    if (layer.activation == Activation::Softmax) {
      forwardLayerOfOne<Identity>(layer, theta, below);
      softmaxColumn<double>(layer, 1, 0);
    } else {
      withActivation(layer.activation, [&]<class H>(H) { forwardLayerOfOne<H>(layer, theta, below); });
    }
    below = layer.z;
  }
}

/// The optimizer's step from a gradient that is only in registers: ∂ℓ/∂w_ji = δ_j z_i and ∂ℓ/∂b_j = δ_j. False where a
/// new θ is not finite.
template <class Step, bool kPenalised>
bool updateOfOne(const KernelNetwork& network, const double* input, const UpdateRule& givenRule,
                 const UpdateArrays& givenArrays) {
  const UpdateRule rule = givenRule;
  const UpdateArrays arrays = givenArrays;
  FiniteCheck<PairPack> pairs;
  FiniteCheck<double> singles;
  const double* below = input;
  const KernelLayer* const end = network.layers + network.layerCount;
  for (const KernelLayer* each = network.layers; each != end; ++each) {
    const KernelLayer layer = *each;
    std::ptrdiff_t p = layer.weights;
    for (int j = 0; j < layer.units; ++j) {
      const double delta = layer.delta[j];
      int i = 0;
      for (; i + 2 <= layer.inputs; i += 2, p += 2)
        updateAt<Step, kPenalised>(rule, arrays, p, Memory<PairPack>::load(below + i) * delta, pairs);
      if (i < layer.inputs) updateAt<Step, kPenalised>(rule, arrays, p++, delta * below[i], singles);
    }
    below = layer.z;
    if (layer.biases < 0) continue;
    int j = 0;
    for (; j + 2 <= layer.units; j += 2)
      updateAt<Step, false>(rule, arrays, layer.biases + j, Memory<PairPack>::load(layer.delta + j), pairs);
    if (j < layer.units) updateAt<Step, false>(rule, arrays, layer.biases + j, layer.delta[j], singles);
  }
  return pairs.passed() && singles.passed();
}

template <class Step>
[[gnu::always_inline]] inline bool updateOfOne(const KernelNetwork& network, const double* input,
                                               const UpdateRule& rule, const UpdateArrays& arrays) {
  return rule.l1 == 0.0 && rule.l2 == 0.0 ? updateOfOne<Step, false>(network, input, rule, arrays)
                                          : updateOfOne<Step, true>(network, input, rule, arrays);
}

inline bool updateOfOne(const KernelNetwork& network, const double* input, const UpdateRule& rule,
                        const UpdateArrays& arrays) {
  switch (rule.kind) {
    case UpdateRule::Kind::Momentum:
      return updateOfOne<MomentumStep>(network, input, rule, arrays);
    case UpdateRule::Kind::Nesterov:
      return updateOfOne<NesterovStep>(network, input, rule, arrays);
    case UpdateRule::Kind::RmsProp:
      return updateOfOne<RmsPropStep>(network, input, rule, arrays);
    case UpdateRule::Kind::Adam:
      return updateOfOne<AdamStep>(network, input, rule, arrays);
  }
  return false;
}

inline double stepOne(const KernelNetwork& network, const ExampleSource& source, int example, const UpdateRule& rule,
                      const UpdateArrays& arrays) {
  const double* const input = source.x + std::ptrdiff_t{example} * source.inputs;
  const double* const target = source.y + std::ptrdiff_t{example} * source.outputs;
  forwardOfOne(network, arrays.theta, input);
  const KernelLayer* const output = network.layers + network.layerCount - 1;
  const double loss = outputDeltaColumn<double>(*output, network.loss, target, 1, 0, 1);
  for (const KernelLayer* layer = output; layer != network.layers; --layer)
    hiddenDeltaOfOne(layer[-1], layer[0], arrays.theta);
  return updateOfOne(network, input, rule, arrays) ? loss : __builtin_nan("");
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
