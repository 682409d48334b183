// The whole Hessian and its spectrum over 500 points, beside one gradient of the same points; the ends of the spectrum
// of a network that is too large for the whole; a search for a critical point.
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "core/analysis/critical_search.h"
#include "core/analysis/curvature.h"
#include "core/analysis/curvature_ends.h"
#include "core/passes/gradient_check.h"
#include "core/training/trainer.h"

namespace backscope {
namespace {

constexpr int kPoints = 500;
constexpr int kRepetitions = 21;

struct Case {
  const char* name;
  std::vector<LayerSpec> layers;
  double promisedMilliseconds;
};

double millisecondsOf(const auto& work) {
  std::vector<double> times;
  for (int k = 0; k < kRepetitions; ++k) {
    const auto start = std::chrono::steady_clock::now();
    work();
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::ranges::nth_element(times, times.begin() + kRepetitions / 2);
  return times[kRepetitions / 2];
}

Trainer runOf(const std::vector<LayerSpec>& layers) {
  Session session;
  session.network.layers = layers;
  session.data.source = GeneratorSettings{.generator = Generator::Xor, .count = kPoints};
  return Trainer(session);
}

bool measureWhole(const Case& one) {
  const Trainer run = runOf(one.layers);
  const Dataset& data = run.data();
  const Loss loss = run.session().loss;
  const double gradient = millisecondsOf([&] { batchGradient(run.parameters(), loss, data, data.train); });
  const double whole = millisecondsOf([&] { measureCurvature(run.parameters(), loss, data, data.train); });
  std::printf("%-10s %4zu parameters: %7.2f ms (promised %.0f), %.0f gradients\n", one.name,
              run.parameters().theta().size(), whole, one.promisedMilliseconds, whole / gradient);
  return whole <= one.promisedMilliseconds;
}

void measureEnds(const Case& one) {
  const Trainer run = runOf(one.layers);
  int products = 0;
  const double ends = millisecondsOf([&] {
    products = measureCurvatureEnds(run.parameters(), run.session().loss, run.data(), run.data().train)->ends.products;
  });
  std::printf("%-10s %4zu parameters: %7.2f ms for the four eigenvalues at each end, %d products\n", one.name,
              run.parameters().theta().size(), ends, products);
}

void measureSearch(const Case& one) {
  const Trainer run = runOf(one.layers);
  CriticalSearch found;
  const double search = millisecondsOf(
      [&] { found = findCriticalPoint(run.parameters(), run.session().loss, run.data(), run.data().train, {}); });
  std::printf("%-10s a critical point: %7.2f ms, %zu steps, ‖∇L‖ = %.1e\n", one.name, search, found.steps.size() - 1,
              found.steps.back().gradientNorm);
}

int run() {
  const Case small{"2-4-2-1", {{4, Activation::Tanh}, {2, Activation::Tanh}, {1, Activation::Identity}}, 5};
  const Case medium{"2-12-12-1", {{12, Activation::Tanh}, {12, Activation::Tanh}, {1, Activation::Identity}}, 100};
  const Case large{"2-64-64-1", {{64, Activation::Tanh}, {64, Activation::Tanh}, {1, Activation::Identity}}, 0};
  const bool smallHolds = measureWhole(small);
  const bool mediumHolds = measureWhole(medium);
  measureEnds(large);
  measureSearch(small);
  return smallHolds && mediumHolds ? 0 : 1;
}

}  // namespace
}  // namespace backscope

int main() { return backscope::run(); }
