#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace backscope {

enum class OptimizerKind { Sgd, RmsProp, Adam };

inline constexpr std::array kOptimizers{OptimizerKind::Sgd, OptimizerKind::RmsProp, OptimizerKind::Adam};

/// The name in session files.
std::string_view nameOf(OptimizerKind kind);
std::optional<OptimizerKind> optimizerNamed(std::string_view name);

/// g is the mean gradient of the batch with the penalty's; everything acts on each parameter alone.
///   sgd      m ← μ m + g,  θ ← θ − η m;  with nesterov  θ ← θ − η (g + μ m)
///   rmsprop  v ← ρ v + (1−ρ) g²,  θ ← θ − η g / (√v + ε)
///   adam     bias-corrected as in Kingma & Ba 2015, Algorithm 1
struct OptimizerSettings {
  OptimizerKind kind = OptimizerKind::Sgd;
  double learningRate = 0.03;  ///< η
  double momentum = 0;         ///< μ, sgd only
  bool nesterov = false;       ///< sgd only
  double decay = 0.9;          ///< ρ, rmsprop only
  double beta1 = 0.9;          ///< adam only
  double beta2 = 0.999;        ///< adam only
  double epsilon = 1e-8;       ///< rmsprop and adam
  bool operator==(const OptimizerSettings&) const = default;
};

/// What an optimizer remembers. All zero at the start; arrays that the optimizer does not use are empty.
struct OptimizerState {
  std::int64_t steps = 0;          ///< t, the updates made since it started (for adam's correction)
  std::vector<double> mean;        ///< m: momentum's sum, or adam's average of g
  std::vector<double> meanSquare;  ///< v: the average of g²
  bool operator==(const OptimizerState&) const = default;
};

}  // namespace backscope
