// Many starts against training alone: 1,000 starts of 2-2-1 on XOR's four points, 10,000 updates of all of them each:
// bench_starts [JOBS]
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <numeric>
#include <vector>

#include "core/sweep/run_starts.h"
#include "core/training/trainer.h"

namespace backscope {
namespace {

constexpr std::size_t kStarts = 1000;
constexpr std::int64_t kIterations = 10'000;
constexpr int kRepetitions = 5;
constexpr double kPromisedSeconds = 3;

Session xorSession() {
  Session session;
  session.network.layers = {{2, Activation::Sigmoid}, {1, Activation::Sigmoid}};
  session.initialization = {.scheme = InitializationScheme::Uniform, .drawsBias = true};
  session.data.source = PointList{{0, 0, 0, 1, 1, 0, 1, 1}, {0, 1, 1, 0}};
  session.training.optimizer.learningRate = 4;
  session.training.batchSize = 4;
  session.training.shuffle = false;
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

/// Updates a second of one thread that does nothing else.
double headlessRate() {
  Trainer trainer(xorSession());
  constexpr std::int64_t kUpdates = 1'000'000;
  return kUpdates / secondsOf([&] {
           for (std::int64_t k = 0; k < kUpdates; ++k) trainer.stepBatch();
         });
}

double startsSeconds(int jobs) {
  const SweepGrid grid = startsOf(xorSession(), kStarts).value();
  std::vector<std::size_t> cells(grid.count());
  std::iota(cells.begin(), cells.end(), std::size_t{0});
  std::size_t received = 0;
  const double seconds = secondsOf([&] {
    runStarts(
        grid, cells, {kIterations, jobs}, [] { return false; }, [&](std::size_t, const StartOutcome&) { ++received; });
  });
  return received == cells.size() ? seconds : -1;
}

int run(int jobs) {
  std::vector<double> rates;
  std::vector<double> seconds;
  for (int k = 0; k < kRepetitions; ++k) {
    rates.push_back(headlessRate());
    seconds.push_back(startsSeconds(jobs));
  }
  const double updates = static_cast<double>(kIterations) * kStarts;
  const double rate = median(rates);
  const double time = median(seconds);
  std::printf("%d starts of 2-2-1, %d updates of 4 examples each, on %d thread(s): %.3f s (promised: 3 s)\n",
              static_cast<int>(kStarts), static_cast<int>(kIterations), jobs, time);
  std::printf("%.0f updates/s a thread of %.0f without: %.0f %% of the headless rate\n", updates / time / jobs, rate,
              100 * updates / time / jobs / rate);
  return time > 0 && time <= kPromisedSeconds ? 0 : 1;
}

}  // namespace
}  // namespace backscope

int main(int argc, char** argv) {
  int jobs = 1;
  if (argc > 1) std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), jobs);
  return backscope::run(std::max(jobs, 1));
}
