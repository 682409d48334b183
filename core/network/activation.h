#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace backscope {

/// What a layer applies to its pre-activations: z = h(a). The formulas and their sources stand in
/// activation_functions.h.
enum class Activation { Identity, Tanh, Sigmoid, Relu, LeakyRelu, Softplus, Elu, Silu, Gelu, Sine, Softmax };

inline constexpr std::array kActivations{Activation::Identity, Activation::Tanh,      Activation::Sigmoid,
                                         Activation::Relu,     Activation::LeakyRelu, Activation::Softplus,
                                         Activation::Elu,      Activation::Silu,      Activation::Gelu,
                                         Activation::Sine,     Activation::Softmax};

/// The name in session files, such as "leaky-relu".
std::string_view nameOf(Activation activation);
std::optional<Activation> activationNamed(std::string_view name);

/// h acts on each unit alone. False for softmax only, whose outputs depend on the whole layer.
constexpr bool isElementwise(Activation activation) { return activation != Activation::Softmax; }

/// sup |h′(a)| over all a: 1 for tanh, ¼ for the logistic, 1.0998… for silu, 1.1289… for gelu. For softmax the largest
/// entry of the Jacobian, ¼.
double largestSlope(Activation activation);

/// Whether h or h′ is bent at a = 0.
constexpr bool hasKink(Activation activation) {
  return activation == Activation::Relu || activation == Activation::LeakyRelu || activation == Activation::Elu;
}

/// h(a) and h′(a) of one number, the same bits as the batch kernels give. Not for softmax.
double activate(Activation activation, double a);
double slopeAt(Activation activation, double a);

/// h″(a); 0 where h is straight on both sides of a kink, as with relu, and at elu's that of its negative side. Not for
/// softmax.
double secondSlopeAt(Activation activation, double a);

}  // namespace backscope
