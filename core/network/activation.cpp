#include "core/network/activation.h"

#include <cassert>
#include <utility>

#include "core/network/activation_functions.h"

namespace backscope {
namespace {

constexpr std::array<std::pair<Activation, std::string_view>, kActivations.size()> kNames{{
    {Activation::Identity, "identity"},
    {Activation::Tanh, "tanh"},
    {Activation::Sigmoid, "sigmoid"},
    {Activation::Relu, "relu"},
    {Activation::LeakyRelu, "leaky-relu"},
    {Activation::Softplus, "softplus"},
    {Activation::Elu, "elu"},
    {Activation::Silu, "silu"},
    {Activation::Gelu, "gelu"},
    {Activation::Sine, "sine"},
    {Activation::Softmax, "softmax"},
}};

/// h″ from h and h′, of each activation in turn.
struct SecondSlope {
  double a = 0;
  double z = 0;
  double slope = 0;

  double operator()(Identity) const { return 0; }
  double operator()(Relu) const { return 0; }
  double operator()(LeakyRelu) const { return 0; }
  double operator()(Tanh) const { return -2 * z * slope; }
  double operator()(Sigmoid) const { return slope * (1 - 2 * z); }
  double operator()(Softplus) const { return slopeAt(Activation::Sigmoid, a); }
  double operator()(Elu) const { return a > 0 ? 0 : slope; }
  double operator()(Silu) const {
    double sigma = 0;
    double sigmaSlope = 0;
    elementary::logisticWithSlope(a, sigma, sigmaSlope);
    // Far out the slope is 0, which times ∞ would be NaN.
    return sigmaSlope * (2 + elementary::clampTo(a, -1000.0, 1000.0) * (1 - 2 * sigma));
  }
  double operator()(Gelu) const {
    const double near = elementary::clampTo(a, -1000.0, 1000.0);
    return (2 - near * near) * elementary::normalDensity(a);
  }
  double operator()(Sine) const { return -z; }
};

}  // namespace

std::string_view nameOf(Activation activation) {
  for (const auto& [known, name] : kNames) {
    if (known == activation) return name;
  }
  return {};
}

std::optional<Activation> activationNamed(std::string_view name) {
  for (const auto& [activation, known] : kNames) {
    if (known == name) return activation;
  }
  return std::nullopt;
}

double largestSlope(Activation activation) {
  switch (activation) {
    case Activation::Sigmoid:
    case Activation::Softmax:
      return 0.25;
    case Activation::Silu:
      // At a = 2.3993572805154677, the zero of h″, found with mpmath to 40 digits.
      return 1.0998393201288669;
    case Activation::Gelu:
      // At a = √2, where h″ = (2 − a²) φ(a) vanishes: Φ(√2) + √2 φ(√2).
      return 1.1289041451851547;
    default:
      return 1.0;
  }
}

double activate(Activation activation, double a) {
  assert(isElementwise(activation));
  return withActivation(activation, [a](auto h) { return h.value(a); });
}

double slopeAt(Activation activation, double a) {
  assert(isElementwise(activation));
  return withActivation(activation, [a](auto h) {
    double z = 0;
    double slope = 0;
    h.valueAndSlope(a, z, slope);
    return slope;
  });
}

double secondSlopeAt(Activation activation, double a) {
  assert(isElementwise(activation));
  return withActivation(activation, [a](auto h) {
    double z = 0;
    double slope = 0;
    h.valueAndSlope(a, z, slope);
    return SecondSlope{a, z, slope}(h);
  });
}

}  // namespace backscope
