// The loss over a plane: 51 × 51 points of a small network on 500 examples, and a coarse one of the largest network.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>

#include "core/analysis/loss_surface.h"
#include "core/training/trainer.h"

namespace backscope {
namespace {

struct Case {
  const char* name;
  std::vector<LayerSpec> layers;
  int size;
  int repetitions;
  double promisedMilliseconds;  ///< on all cores; 0 where nothing is
};

constexpr int kPoints = 500;

std::vector<Case> cases() {
  std::vector<LayerSpec> deep(kMaxHiddenLayers, {kMaxUnits, Activation::Tanh});
  deep.push_back({1, Activation::Identity});
  return {{"2-4-2-1", {{4, Activation::Tanh}, {2, Activation::Tanh}, {1, Activation::Identity}}, 51, 101, 30},
          {"2-8-8-1", {{8, Activation::Tanh}, {8, Activation::Tanh}, {1, Activation::Identity}}, 51, 21, 0},
          {"2-16x128-1", deep, 9, 5, 0}};
}

double medianMilliseconds(const Case& one, const Trainer& run, int jobs) {
  const SurfacePlane plane = randomPlane(run.parameters(), 1);
  SurfaceOptions options;
  options.size = one.size;
  options.jobs = jobs;
  std::vector<double> times;
  for (int k = 0; k < one.repetitions; ++k) {
    const auto start = std::chrono::steady_clock::now();
    measureSurface(plane, run.session().network, run.session().loss, run.data(), run.data().train, options);
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::ranges::nth_element(times, times.begin() + one.repetitions / 2);
  return times[static_cast<std::size_t>(one.repetitions / 2)];
}

int run() {
  bool holds = true;
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  for (const Case& one : cases()) {
    Session session;
    session.network.layers = one.layers;
    session.data.source = GeneratorSettings{.generator = Generator::Xor, .count = kPoints};
    const Trainer trainer(session);
    const double alone = medianMilliseconds(one, trainer, 1);
    const double shared = medianMilliseconds(one, trainer, cores);
    const double passes = static_cast<double>(one.size) * one.size * kPoints;
    std::printf("%-10s %dx%d on %d points: %.1f ms on one thread (%.1f M passes/s), %.1f ms on %d\n", one.name,
                one.size, one.size, kPoints, alone, passes / alone * 1e-3, shared, cores);
    holds = holds && (one.promisedMilliseconds == 0 || shared <= one.promisedMilliseconds);
  }
  return holds ? 0 : 1;
}

}  // namespace
}  // namespace backscope

int main() { return backscope::run(); }
