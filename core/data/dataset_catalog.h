#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/data/dataset.h"
#include "core/network/architecture.h"

namespace backscope {

enum class Generator {
  XorCorners, Xor, Circle, Moons, Spirals, Gaussians, Rings, Checkerboard, Linear, ThreeClass, Plane, Ripple
};

inline constexpr std::array kGenerators{Generator::XorCorners, Generator::Xor,          Generator::Circle, Generator::Moons,
                                        Generator::Spirals,    Generator::Gaussians,    Generator::Rings,  Generator::Checkerboard,
                                        Generator::Linear,     Generator::ThreeClass,   Generator::Plane,  Generator::Ripple};

/// The name in session files, such as "xor-corners".
std::string_view nameOf(Generator generator);
std::optional<Generator> generatorNamed(std::string_view name);

/// 2 or 3; 0 for the regressions plane and ripple.
int classesOf(Generator generator);

struct GeneratorSettings {
  Generator generator = Generator::Xor;
  /// 1…100,000. xor-corners gives its four points whatever the count.
  int count = 400;
  /// 0…1: the deviation of the Gaussian noise on each coordinate (on the target of a regression), as a share of 2.5, half the radius
  /// of the data.
  double noise = 0.1;
  std::uint64_t seed = 1;
  bool operator==(const GeneratorSettings&) const = default;
};

/// The points of a generator, encoded for this output layer: ±1 for identity and tanh, 0/1 for sigmoid, one-hot for softmax.
/// All points lie within about ±6 in the plane. Needs 2 inputs and as many outputs as outputsFit() accepts. No split yet.
Dataset generate(const GeneratorSettings& settings, const Architecture& architecture);

/// A two-class set needs 1 or 2 outputs (2 for softmax), a three-class set 3, a regression 1.
bool outputsFit(Generator generator, const LayerSpec& output);

/// Fills train and test: round(test_fraction · count) examples chosen at random go to test, at least one stays in train.
void split(Dataset& dataset, double testFraction, std::uint64_t seed);

}  // namespace backscope
