#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/data/dataset.h"
#include "core/network/architecture.h"

namespace backscope {

/// What each set is; exactly how it is drawn stands in point_generators.cpp. Classes take turns; of two, the second is
/// coded as +1.
///   XorCorners    (−1,−1) → −, (−1,1) → +, (1,−1) → +, (1,1) → −, in this order, without noise
///   Xor           four quadrants of [−5,5]², + where the signs of x₁ and x₂ agree
///   Circle        a disc (+) in a ring (−)
///   Moons         two half-circles that reach into each other, + the lower
///   Spirals       two arms of 1¾ turns
///   Gaussians     two round clouds about (−2,−2), −, and (2,2), +
///   Rings         four circles, − + − + outwards
///   Checkerboard  4 × 4 squares, + at the lower left
///   Linear        the two sides of x₁ + x₂ = 0, + above
///   ThreeClass    three curved arms
///   Plane         regression: y = (x₁ + x₂) / 10
///   Ripple        regression: y = cos(2π r / 5)
enum class Generator {
  XorCorners,
  Xor,
  Circle,
  Moons,
  Spirals,
  Gaussians,
  Rings,
  Checkerboard,
  Linear,
  ThreeClass,
  Plane,
  Ripple
};

inline constexpr std::array kGenerators{Generator::XorCorners, Generator::Xor,          Generator::Circle,
                                        Generator::Moons,      Generator::Spirals,      Generator::Gaussians,
                                        Generator::Rings,      Generator::Checkerboard, Generator::Linear,
                                        Generator::ThreeClass, Generator::Plane,        Generator::Ripple};

/// The name in session files, such as "xor-corners".
std::string_view nameOf(Generator generator);
std::optional<Generator> generatorNamed(std::string_view name);

/// 2 or 3; 0 for the regressions plane and ripple.
int classesOf(Generator generator);

struct GeneratorSettings {
  Generator generator = Generator::Xor;
  /// 1…100,000. xor-corners gives its four points whatever the count.
  int count = 400;
  /// 0…1: the deviation of the Gaussian noise on each coordinate as a share of 2.5, half the radius of the data; for a
  /// regression on the target, as a share of 0.5, half its range's radius. The same seed keeps the points while the
  /// noise changes.
  double noise = 0.1;
  std::uint64_t seed = 1;
  bool operator==(const GeneratorSettings&) const = default;
};

/// How classes are encoded for an output: ±1 for identity and tanh, and for leaky-relu and sine, which also reach both;
/// 0/1 (one-hot with several outputs) for sigmoid, softmax and the others.
TargetCoding classCodingFor(Activation output);

/// The points of a generator, encoded for this output layer by classCodingFor().
/// All points lie within about ±6 in the plane. Needs 2 inputs and as many outputs as outputsFit() accepts. No split
/// yet.
Dataset generate(const GeneratorSettings& settings, const Architecture& architecture);

/// A two-class set needs 1 or 2 outputs (2 for softmax), a three-class set 3, a regression 1.
bool outputsFit(Generator generator, const LayerSpec& output);

/// Fills train and test: round(test_fraction · count) examples chosen at random go to test, at least one stays in
/// train.
void split(Dataset& dataset, double testFraction, std::uint64_t seed);

}  // namespace backscope
