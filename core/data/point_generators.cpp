#include "core/data/point_generators.h"

#include <cassert>
#include <cmath>

#include "core/math/trigonometric_functions.h"

namespace backscope {
namespace {

constexpr double kPi = 0x1.921fb54442d18p+1;

LabelledPoint polar(double radius, double angle, int label) {
  double sine = 0;
  double cosine = 0;
  elementary::sineAndCosine(angle, sine, cosine);
  return {radius * cosine, radius * sine, label};
}

/// Four quadrants of [−5, 5]², 0.3 away from the axes; class 1 where the signs of x₁ and x₂ agree.
LabelledPoint drawXor(int n, Random& random) {
  constexpr double kGap = 0.3;
  const bool right = (n & 2) != 0;
  const bool agree = (n & 1) != 0;
  const bool upper = right == agree;
  const double x1 = random.uniform(kGap, kDataRadius);
  const double x2 = random.uniform(kGap, kDataRadius);
  return {right ? x1 : -x1, upper ? x2 : -x2, agree ? 1 : 0};
}

/// Class 1: the disc of radius 2.25; class 0: the ring from 3.5 to 5. Both uniform in area.
LabelledPoint drawCircle(int n, Random& random) {
  const int label = n & 1;
  const double inner = label == 1 ? 0.0 : 3.5;
  const double outer = label == 1 ? 2.25 : kDataRadius;
  const double radius = std::sqrt(random.uniform(inner * inner, outer * outer));
  return polar(radius, random.uniform(0, 2 * kPi), label);
}

/// Two half-circles of radius 3 that reach into each other, each the other turned by half a turn; class 1 is the lower
/// one.
LabelledPoint drawMoon(int n, Random& random) {
  const int label = n & 1;
  const LabelledPoint upper = polar(3, random.uniform(0, kPi), label);
  const double x1 = upper.x1 - 1.5;
  const double x2 = upper.x2 - 0.75;
  return label == 1 ? LabelledPoint{-x1, -x2, label} : LabelledPoint{x1, x2, label};
}

/// `arms` spiral arms from radius `from` to 5 over `turns` of a turn, evenly spread along the radius.
LabelledPoint drawArm(int n, int arms, double from, double turns, Random& random) {
  const int label = n % arms;
  const double along = random.uniform();
  const double start = 2 * kPi * label / arms;
  return polar(from + (kDataRadius - from) * along, start + 2 * kPi * turns * along, label);
}

/// Round clouds of deviation 0.75 about (−2, −2), class 0, and (2, 2), class 1.
LabelledPoint drawGaussian(int n, Random& random) {
  const int label = n & 1;
  const double centre = label == 1 ? 2.0 : -2.0;
  const double x1 = centre + 0.75 * random.normal();
  const double x2 = centre + 0.75 * random.normal();
  return {x1, x2, label};
}

/// Four circles of radius 1.25, 2.5, 3.75 and 5; the classes 0 and 1 alternate outwards.
LabelledPoint drawRing(int n, Random& random) {
  const int ring = n % 4;
  return polar(1.25 * (ring + 1), random.uniform(0, 2 * kPi), ring % 2);
}

/// 4 × 4 squares of side 2.5, points 0.15 away from the edges; class 1 where column + row is even (so at the lower
/// left).
LabelledPoint drawCheckerboard(int n, Random& random) {
  constexpr double kSide = 2.5;
  constexpr double kGap = 0.15;
  const int label = n & 1;
  const int row = static_cast<int>(random.below(4));
  const int pair = static_cast<int>(random.below(2));
  const int column = 2 * pair + ((row & 1) == label ? 1 : 0);
  const double x1 = random.uniform(kGap, kSide - kGap) + kSide * (column - 2);
  const double x2 = random.uniform(kGap, kSide - kGap) + kSide * (row - 2);
  return {x1, x2, label};
}

/// [−5, 5]² but for a strip about the line x₁ + x₂ = 0; class 1 above it. A point on the wrong side is reflected.
LabelledPoint drawLinear(int n, Random& random) {
  constexpr double kGap = 0.6;
  const int label = n & 1;
  double x1 = 0;
  double x2 = 0;
  do {
    x1 = random.uniform(-kDataRadius, kDataRadius);
    x2 = random.uniform(-kDataRadius, kDataRadius);
  } while (std::abs(x1 + x2) < kGap);
  const bool above = x1 + x2 > 0;
  return above == (label == 1) ? LabelledPoint{x1, x2, label} : LabelledPoint{-x1, -x2, label};
}

}  // namespace

LabelledPoint drawPoint(Generator generator, int n, Random& random) {
  switch (generator) {
    case Generator::Circle:
      return drawCircle(n, random);
    case Generator::Moons:
      return drawMoon(n, random);
    case Generator::Spirals:
      return drawArm(n, 2, 0.4, 1.75, random);
    case Generator::Gaussians:
      return drawGaussian(n, random);
    case Generator::Rings:
      return drawRing(n, random);
    case Generator::Checkerboard:
      return drawCheckerboard(n, random);
    case Generator::Linear:
      return drawLinear(n, random);
    case Generator::ThreeClass:
      return drawArm(n, 3, 0.8, 0.4, random);
    default:
      assert(generator == Generator::Xor);
      return drawXor(n, random);
  }
}

double regressionTarget(Generator generator, double x1, double x2) {
  if (generator == Generator::Plane) return (x1 + x2) / 10.0;
  return elementary::cos(2 * kPi / 5 * std::sqrt(x1 * x1 + x2 * x2));
}

}  // namespace backscope
