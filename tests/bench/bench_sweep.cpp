// The init map against training without it: 20 × 20 cells of 2000 iterations of T1 (bench_core): bench_sweep [JOBS]
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <numeric>
#include <vector>

#include "core/sweep/run_sweep.h"
#include "core/training/trainer.h"

namespace backscope {
namespace {

constexpr int kSide = 20;
constexpr std::int64_t kIterations = 2000;
constexpr int kRepetitions = 7;
constexpr double kPromisedSeconds = 1;

/// bench_core's: the XOR lesson's network on 400 points, ten at a time.
Session t1() {
  Session session;
  session.network.layers = {{4, Activation::Tanh}, {2, Activation::Tanh}, {1, Activation::Identity}};
  session.training.shuffle = false;
  session.training.optimizer.learningRate = 0.003;
  return session;
}

double secondsOf(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

SweepGrid map() {
  std::vector<SweepAxis> axes{readAxis("initialization.seed", "1..20").value(),
                              {"initialization.scale", ratioValues(0.01, 100, kSide)}};
  return SweepGrid::make(t1(), std::move(axes)).value();
}

/// Updates a second of one thread that does nothing else.
double headlessRate() {
  Trainer trainer(t1());
  constexpr std::int64_t kUpdates = 100'000;
  return kUpdates / secondsOf([&] {
           for (std::int64_t k = 0; k < kUpdates; ++k) trainer.stepBatch();
         });
}

double mapSeconds(int jobs) {
  const SweepGrid grid = map();
  std::vector<std::size_t> cells(grid.count());
  std::iota(cells.begin(), cells.end(), std::size_t{0});
  const auto isStopped = [] { return false; };
  std::size_t received = 0;
  const double seconds = secondsOf([&] {
    runSweep(grid, cells, {{kIterations, {}}, jobs}, isStopped, [&](std::size_t, const CellOutcome&) { ++received; });
  });
  return received == cells.size() ? seconds : -1;
}

int run(int jobs) {
  std::vector<double> rates;
  std::vector<double> seconds;
  for (int k = 0; k < kRepetitions; ++k) {
    rates.push_back(headlessRate());
    seconds.push_back(mapSeconds(jobs));
  }
  const double updates = static_cast<double>(kIterations) * kSide * kSide;
  const double rate = median(rates);
  const double time = median(seconds);
  std::printf("%d x %d cells of %d iterations of T1 on %d thread(s): %.3f s (promised: 1 s)\n", kSide, kSide,
              static_cast<int>(kIterations), jobs, time);
  std::printf("%.0f updates/s a thread of %.0f without a sweep: %.0f %% of the headless rate\n", updates / time / jobs,
              rate, 100 * updates / time / jobs / rate);
  return time > 0 && time <= kPromisedSeconds ? 0 : 1;
}

}  // namespace
}  // namespace backscope

int main(int argc, char** argv) {
  int jobs = 1;
  if (argc > 1) std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), jobs);
  return backscope::run(std::max(jobs, 1));
}
