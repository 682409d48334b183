#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/analysis/theta_path.h"
#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// Gradient and curvature at one place of a run.
struct CurvatureMoment {
  std::int64_t iteration = 0;
  double loss = 0;
  double gradientNorm = 0;  ///< ‖∇L‖₂
  double least = 0;         ///< λ_min
  double largest = 0;       ///< λ_max
  int negative = 0;         ///< eigenvalues below 0, as Curvature counts them
};

/// Of each point of a path, in its order: a saddle's plateau and the way out of it are seen. Beyond
/// kMostCurvatureParameters with Lanczos' method to a thousandth of the larger end, where `negative` is −1. Each is
/// told once it is there; true abandons the rest, and so does `interrupted`, asked now and then. Where L is not finite,
/// λ is NaN. At least one example.
void followCurvature(std::span<const ThetaPath::Point> path, const Architecture& network, Loss loss,
                     const Dataset& data, std::span<const int> examples,
                     const std::function<bool(const CurvatureMoment&)>& receive,
                     const std::function<bool()>& interrupted);

}  // namespace backscope
