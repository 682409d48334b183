#pragma once

#include <functional>
#include <span>
#include <vector>

#include "core/analysis/curvature.h"
#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// A point on the way of a search.
struct SearchStep {
  int step = 0;
  double loss = 0;
  double gradientNorm = 0;  ///< ‖∇L‖₂
  double damping = 0;       ///< μ
  double length = 0;        ///< ‖Δθ‖₂ of the step that led here
};

enum class SearchEnd {
  Found,    ///< the place counts as critical, as Curvature has it
  Stalled,  ///< no step makes ‖∇L‖ smaller: a minimum of ‖∇L‖ that is none of L's critical points, or a kink; or ‖∇L‖
            ///< or H is not finite
  OutOfSteps,
  Abandoned
};

struct CriticalSearch {
  SearchEnd end = SearchEnd::OutOfSteps;
  std::vector<double> theta{};      ///< where it ended
  std::vector<SearchStep> steps{};  ///< the start first
  double distance = 0;              ///< ‖θ − start‖₂
  /// Of what is Found: it counts as critical only because ‖∇L‖ is so small, and the steps from there on do not become
  /// shorter, as in a valley or on a plateau that falls out to infinity. θ is the first place that counts.
  bool isReceding = false;
};

struct SearchOptions {
  int mostSteps = 200;
  /// Told of every step, in the thread of the search; true abandons it.
  std::function<bool(const SearchStep&)> receive{};
  /// Asked also within a step, for a Hessian that takes long; true abandons it.
  std::function<bool()> interrupted{};
};

/// Looks for the nearest critical point of the mean loss L, whatever its index is: minimizes ½‖∇L‖² by the damped
/// Newton steps of Levenberg and Marquardt,
///   (H² + μ) Δθ = −H ∇L,                                                                                       (1)
/// with the least μ ≥ 0 for which ‖Δθ‖ ≤ R. The radius R shrinks where ‖∇L‖ falls by less than H foretells, grows where
/// it falls as foretold, begins with thrice ‖∇L‖ / max |λ| and stays below a quarter of max(1, ‖θ‖), so that no step
/// jumps over what is near. Along
/// eigenvectors whose λ is 0 nothing is moved. Once the place counts as critical, it goes on until rounding ends it.
/// What is frozen is moved too. Up to kMostCurvatureParameters, at least one example. Source: Nocedal and Wright 2006,
/// "Numerical Optimization", sections 4.1, 10.3 and 11.2; for networks, Frye et al. 2021, "Critical point-finding
/// methods reveal gradient-flat regions of deep network losses".
CriticalSearch findCriticalPoint(const Parameters& start, Loss loss, const Dataset& data, std::span<const int> examples,
                                 const SearchOptions& options);

}  // namespace backscope
