#pragma once

#include <cstddef>
#include <span>

#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// How far back-propagation and differences of the loss are apart, for L = (1/N) Σ ℓ_n over some examples.
///
/// The difference quotient d is the symmetric one of fourth order, [8 (L(θ+h) − L(θ−h)) − (L(θ+2h) − L(θ−2h))] / 12h.
/// The step starts at h = 4·10⁻³ max(1, |θ_p|) and is quartered down to 6·10⁻⁵; of all quotients the one that changed
/// least from the step before is taken, which balances truncation against rounding without looking at
/// back-propagation's answer. The error of parameter p is |g_p − d_p| / max(|g_p|, |d_p|, 10⁻³ max_q |g_q|, 10⁻⁴ L): in
/// 53 bits a quotient of losses resolves about 10⁻¹² L, so a gradient below 10⁻⁴ L can't be confirmed to more digits
/// than that. A parameter for which some unit's pre-activation changes sign between θ−2h and θ+2h for the widest h
/// where h has a kink (relu, leaky-relu; elu's slope is continuous, its curvature is not) is not compared but counted.
struct GradientCheck {
  double worstError = 0;
  std::size_t worstParameter = 0;  ///< its index in θ
  int worstLayer = 0;              ///< l of that weight or bias, 1…L+1
  int worstRow = 0;                ///< j
  int worstColumn = -1;            ///< i, or −1 for a bias
  double given = 0;                ///< g there
  double difference = 0;           ///< d there
  std::size_t compared = 0;
  std::size_t skippedAtKinks = 0;
};

/// Compares a gradient, wherever it comes from, with differences of the loss. At least one example.
GradientCheck compareGradient(const Parameters& gradient, const Parameters& parameters, Loss loss, const Dataset& data,
                              std::span<const int> examples);

/// The same for the gradient that back-propagation gives.
GradientCheck checkGradient(const Parameters& parameters, Loss loss, const Dataset& data,
                            std::span<const int> examples);

/// ∂L/∂θ of the mean loss over the examples, through the same kernels as training.
Parameters batchGradient(const Parameters& parameters, Loss loss, const Dataset& data, std::span<const int> examples);

}  // namespace backscope
