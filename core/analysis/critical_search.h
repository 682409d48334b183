#pragma once

#include <cstdint>
#include <functional>
#include <optional>
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
  Found,  ///< the place counts as critical, as Curvature has it
  Stalled,  ///< no step makes ‖∇L‖ smaller: a minimum of ‖∇L‖ that is none of L's critical points, or a valley out to
            ///< infinity
  OutOfSteps,
  Abandoned
};

struct CriticalSearch {
  SearchEnd end = SearchEnd::OutOfSteps;
  std::vector<double> theta;      ///< where it ended
  std::vector<SearchStep> steps;  ///< the start first
  double distance = 0;            ///< ‖θ − start‖₂
};

struct SearchOptions {
  int mostSteps = 200;
  /// Told of every step, in the thread of the search; true abandons it.
  std::function<bool(const SearchStep&)> receive{};
};

/// Looks for the nearest critical point of the mean loss L, whatever its index is: minimizes ½‖∇L‖² by damped Newton
/// steps (H² + μ) Δθ = −H ∇L, Levenberg and Marquardt's, with μ raised until ‖∇L‖ falls and lowered where it does.
/// What is frozen is moved too. Up to kMostCurvatureParameters. Source: Nocedal and Wright 2006, "Numerical
/// Optimization", sections 10.3 and 11.2; for networks, Frye et al. 2021, "Critical point-finding methods reveal
/// gradient-flat regions of deep network losses".
CriticalSearch findCriticalPoint(const Parameters& start, Loss loss, const Dataset& data, std::span<const int> examples,
                                 const SearchOptions& options);

}  // namespace backscope
