#pragma once

#include <vector>

namespace backscope {

/// A place a with its weight in a mean over a normal distribution.
struct GaussianNode {
  double a = 0;
  double weight = 0;
};

/// So that E[f(a)] = Σ weight · f(a) for a ~ N(mean, deviation²), where f varies over some tenths about 0, as an
/// activation does, and is smooth elsewhere. With `hasKink` it may be bent at 0.
///
/// Where the distribution is not much wider than f's own length, and f has no kink, by Gauss–Hermite quadrature.
/// Elsewhere its nodes would step over what happens near 0; then it is Gauss–Legendre quadrature in t with a = sinh t,
/// on either side of 0: fine near 0, coarse far from it. Both are accurate to 1e-6 of sup |f| at least.
/// The deviation must be finite and not negative; 0 gives the mean alone.
/// Source: Golub and Welsch 1969, "Calculation of Gauss quadrature rules".
std::vector<GaussianNode> gaussianNodes(double mean, double deviation, bool hasKink);

}  // namespace backscope
