#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>

#include "core/analysis/lanczos.h"
#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// What the ends of the spectrum tell of a place. A minimum is not among it: an eigenvalue just above 0 can't be told
/// from 0 there.
enum class EndsKind {
  NotCritical,  ///< the gradient is not 0
  Saddle,       ///< some eigenvalues are above and some below 0
  NoneAbove,    ///< none above 0 was found, some below: no minimum
  NoneBelow     ///< none below 0 was found
};

/// The gradient and the ends of the Hessian's spectrum of the mean loss L, of networks with too many weights and biases
/// for the whole: from products H v with Lanczos' method.
///
/// Critical as Curvature has it. λ counts as below or above 0 where it is so by more than its residual and by more than
/// `zeroBelow`, which is as Curvature's.
struct CurvatureEnds {
  double loss = 0;           ///< of all examples
  Eigen::VectorXd gradient;  ///< of all examples
  SpectrumEnds ends;
  std::size_t examples = 0;     ///< of which H is: all, or as many as there is time for
  std::size_t allExamples = 0;  ///< of which L and ∇L are
  double criticalBelow = 0;     ///< the tolerance for ‖∇L‖₂
  double zeroBelow = 0;         ///< the tolerance for |λ|

  EndsKind kind() const;
  double least() const { return ends.lowest.front().value; }
  double largest() const { return ends.highest.front().value; }
  /// 2/λ_max as Curvature::largestStableRate().
  double largestStableRate() const;
};

/// Weights and biases times examples in one product; of more, every so many-th example is taken.
inline constexpr std::size_t kMostProductWork = std::size_t{1} << 27;

/// Nothing where it was abandoned. At least one example; of a Hessian that is not finite the eigenvalues are NaN.
std::optional<CurvatureEnds> measureCurvatureEnds(const Parameters& parameters, Loss loss, const Dataset& data,
                                                  std::span<const int> examples, const LanczosOptions& options = {});

}  // namespace backscope
