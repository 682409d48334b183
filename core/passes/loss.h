#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/network/activation.h"

namespace backscope {

/// ℓ(y, ŷ) of one example.
///   square         ℓ = ½ Σ_k (y_k − ŷ_k)²
///   cross-entropy  with a sigmoid output  ℓ = −Σ_k [y_k ln ŷ_k + (1 − y_k) ln(1 − ŷ_k)]
///                  with a softmax output  ℓ = −Σ_k y_k ln ŷ_k
enum class Loss { Square, CrossEntropy };

inline constexpr std::array kLosses{Loss::Square, Loss::CrossEntropy};

/// The name in session files.
std::string_view nameOf(Loss loss);
std::optional<Loss> lossNamed(std::string_view name);

/// Cross-entropy needs probabilities: a sigmoid or softmax output.
constexpr bool fits(Loss loss, Activation output) {
  return loss == Loss::Square || output == Activation::Sigmoid || output == Activation::Softmax;
}

}  // namespace backscope
