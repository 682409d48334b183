// The whole Hessian and its spectrum over 500 points, beside one gradient of the same points.
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "core/analysis/curvature.h"
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

int run() {
  bool holds = true;
  for (const Case& one :
       {Case{"2-4-2-1", {{4, Activation::Tanh}, {2, Activation::Tanh}, {1, Activation::Identity}}, 5},
        Case{"2-12-12-1", {{12, Activation::Tanh}, {12, Activation::Tanh}, {1, Activation::Identity}}, 100}}) {
    Session session;
    session.network.layers = one.layers;
    session.data.source = GeneratorSettings{.generator = Generator::Xor, .count = kPoints};
    const Trainer run(session);
    const double gradient =
        millisecondsOf([&] { batchGradient(run.parameters(), session.loss, run.data(), run.data().train); });
    const double whole =
        millisecondsOf([&] { measureCurvature(run.parameters(), session.loss, run.data(), run.data().train); });
    std::printf("%-10s %4zu parameters: %7.2f ms (promised %.0f), %.0f gradients\n", one.name,
                run.parameters().theta().size(), whole, one.promisedMilliseconds, whole / gradient);
    holds = holds && whole <= one.promisedMilliseconds;
  }
  return holds ? 0 : 1;
}

}  // namespace
}  // namespace backscope

int main() { return backscope::run(); }
