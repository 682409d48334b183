#pragma once

#include "core/data/dataset_catalog.h"
#include "core/math/random.h"

namespace backscope {

/// Without noise, points lie in the square of this half-width.
inline constexpr double kDataRadius = 5;

struct LabelledPoint {
  double x1 = 0;
  double x2 = 0;
  int label = 0;  ///< the class, 0…classes−1; of two, 1 is the one coded as +1
};

/// Point number n of a set with classes, before the noise. Classes take turns, so they are balanced to one example. Not
/// for xor-corners and the regressions.
LabelledPoint drawPoint(Generator generator, int n, Random& random);

/// y(x) of a regression, between −1 and 1:
///   plane   y = (x₁ + x₂) / 10
///   ripple  y = cos(2π r / 5), r = √(x₁² + x₂²)
double regressionTarget(Generator generator, double x1, double x2);

}  // namespace backscope
