#pragma once

#include <Eigen/Core>
#include <functional>
#include <optional>
#include <span>

#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// What a place of the loss surface is, as far as gradient and Hessian tell.
enum class PlaceKind {
  NotCritical,    ///< the gradient is not 0
  StrictMinimum,  ///< all eigenvalues are above 0
  StrictMaximum,  ///< all are below
  Saddle,         ///< some are above and some below, whatever the others are
  Degenerate      ///< some are 0 and the others of one sign: the second-order test is silent
};

/// A place counts as critical where ‖∇L‖₂ ≤ kDistance · s with s = max(1, max |λ|): where a step along the
/// stiffest direction to the critical point would be shorter than that. An eigenvalue counts as 0 where |λ| ≤
/// kZeroShare · max |λ|: rounding in H and in its decomposition stays a thousand times below. At a critical place it
/// does also where |λ| ≤ √(‖∇L‖₂ s): the point itself may be ‖∇L‖₂/|λ| away, and on such a way λ changes by as much as
/// itself where third derivatives are as large as s.
struct CurvatureTolerances {
  static constexpr double kDistance = 1e-8;
  static constexpr double kZeroShare = 1e-10;

  /// Of ‖∇L‖₂ and max |λ|.
  CurvatureTolerances(double gradientNorm, double greatest);

  double criticalBelow;  ///< for ‖∇L‖₂
  double zeroBelow;      ///< for |λ|
};

/// The gradient and the whole Hessian of the mean loss L, without penalty and of all of θ, what is frozen too.
struct Curvature {
  double loss = 0;
  Eigen::VectorXd gradient;
  Eigen::VectorXd eigenvalues;   ///< λ, ascending
  Eigen::MatrixXd eigenvectors;  ///< of unit length, one a column
  double criticalBelow = 0;      ///< the tolerance for ‖∇L‖₂
  double zeroBelow = 0;          ///< the tolerance for |λ|
  int negative = 0, zero = 0, positive = 0;
  int atKinks =
      0;  ///< pairs of a unit and an example whose a lies exactly where h has a kink: there is no Hessian there

  PlaceKind kind() const;
  double largest() const { return eigenvalues.size() > 0 ? eigenvalues(eigenvalues.size() - 1) : 0; }
  /// 2/λ_max, above which plain gradient descent on all examples leaves this place along the stiffest direction;
  /// infinite where no eigenvalue is above 0. Source: LeCun et al. 1998, "Efficient BackProp", §5.1.
  double largestStableRate() const;
};

/// The most weights and biases of which the whole spectrum is computed.
inline constexpr std::size_t kMostCurvatureParameters = 1000;

/// Nothing where `interrupted` said so before it was done. At least one example; θ and its Hessian must be finite, else
/// the eigenvalues are NaN.
std::optional<Curvature> measureCurvature(const Parameters& parameters, Loss loss, const Dataset& data,
                                          std::span<const int> examples, const std::function<bool()>& interrupted = {});

}  // namespace backscope
