#include "core/data/dataset_catalog.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "core/data/point_generators.h"
#include "core/math/random.h"

namespace backscope {
namespace {

constexpr std::array<std::pair<Generator, std::string_view>, kGenerators.size()> kNames{{
    {Generator::XorCorners, "xor-corners"},
    {Generator::Xor, "xor"},
    {Generator::Circle, "circle"},
    {Generator::Moons, "moons"},
    {Generator::Spirals, "spirals"},
    {Generator::Gaussians, "gaussians"},
    {Generator::Rings, "rings"},
    {Generator::Checkerboard, "checkerboard"},
    {Generator::Linear, "linear"},
    {Generator::ThreeClass, "three-class"},
    {Generator::Plane, "plane"},
    {Generator::Ripple, "ripple"},
}};

/// The share of the noise setting on a coordinate and on the target of a regression.
constexpr double kPointNoise = 2.5;
constexpr double kTargetNoise = 0.5;

void appendClass(Dataset& dataset, int label) {
  const double absent = dataset.coding == TargetCoding::PlusMinus ? -1.0 : 0.0;
  for (int k = 0; k < dataset.outputs; ++k) {
    const int marked = dataset.outputs == 1 ? 1 : k;
    dataset.y.push_back(label == marked ? 1.0 : absent);
  }
}

/// Two normal numbers are drawn for each point (one for a regression's target) whatever the noise, so the points
/// themselves stay when it is changed.
void appendNoisy(Dataset& dataset, const LabelledPoint& point, double noise, Random& random) {
  const double x1 = kPointNoise * noise * random.normal();
  const double x2 = kPointNoise * noise * random.normal();
  dataset.x.insert(dataset.x.end(), {point.x1 + x1, point.x2 + x2});
  appendClass(dataset, point.label);
}

void appendRegression(Dataset& dataset, Generator generator, double noise, Random& random) {
  const double x1 = random.uniform(-kDataRadius, kDataRadius);
  const double x2 = random.uniform(-kDataRadius, kDataRadius);
  dataset.x.insert(dataset.x.end(), {x1, x2});
  dataset.y.push_back(regressionTarget(generator, x1, x2) + kTargetNoise * noise * random.normal());
}

void appendCorners(Dataset& dataset) {
  for (const double x1 : {-1.0, 1.0}) {
    for (const double x2 : {-1.0, 1.0}) {
      dataset.x.insert(dataset.x.end(), {x1, x2});
      appendClass(dataset, x1 != x2 ? 1 : 0);
    }
  }
}

}  // namespace

std::string_view nameOf(Generator generator) {
  for (const auto& [known, name] : kNames) {
    if (known == generator) return name;
  }
  return {};
}

std::optional<Generator> generatorNamed(std::string_view name) {
  for (const auto& [generator, known] : kNames) {
    if (known == name) return generator;
  }
  return std::nullopt;
}

int classesOf(Generator generator) {
  if (generator == Generator::Plane || generator == Generator::Ripple) return 0;
  return generator == Generator::ThreeClass ? 3 : 2;
}

TargetCoding classCodingFor(Activation output) {
  switch (output) {
    case Activation::Identity:
    case Activation::Tanh:
    case Activation::LeakyRelu:
    case Activation::Sine:
      return TargetCoding::PlusMinus;
    default:
      return TargetCoding::ZeroOne;
  }
}

bool outputsFit(Generator generator, const LayerSpec& output) {
  const bool softmax = output.activation == Activation::Softmax;
  switch (classesOf(generator)) {
    case 0:
      return output.units == 1 && !softmax;
    case 2:
      return output.units == 2 || (output.units == 1 && !softmax);
    default:
      return output.units == classesOf(generator);
  }
}

Dataset generate(const GeneratorSettings& settings, const Architecture& architecture) {
  assert(architecture.inputs == 2 && outputsFit(settings.generator, architecture.layers.back()));
  Dataset dataset;
  dataset.inputs = architecture.inputs;
  dataset.outputs = architecture.outputs();
  const bool regression = classesOf(settings.generator) == 0;
  dataset.coding = regression ? TargetCoding::Real : classCodingFor(architecture.layers.back().activation);
  if (settings.generator == Generator::XorCorners) {
    appendCorners(dataset);
    return dataset;
  }
  Random random(settings.seed, RandomStream::Data);
  for (int n = 0; n < settings.count; ++n) {
    if (regression) {
      appendRegression(dataset, settings.generator, settings.noise, random);
    } else {
      appendNoisy(dataset, drawPoint(settings.generator, n, random), settings.noise, random);
    }
  }
  return dataset;
}

void split(Dataset& dataset, double testFraction, std::uint64_t seed) {
  const int count = dataset.count();
  const int wanted = static_cast<int>(testFraction * count + 0.5);
  const int tests = std::max(0, std::min(wanted, count - 1));
  std::vector<int> order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  Random random(seed, RandomStream::Split);
  for (std::size_t chosen = 0; chosen < static_cast<std::size_t>(tests); ++chosen) {
    std::swap(order[chosen], order[chosen + random.below(order.size() - chosen)]);
  }
  dataset.test.assign(order.begin(), order.begin() + tests);
  dataset.train.assign(order.begin() + tests, order.end());
  std::sort(dataset.test.begin(), dataset.test.end());
  std::sort(dataset.train.begin(), dataset.train.end());
}

}  // namespace backscope
