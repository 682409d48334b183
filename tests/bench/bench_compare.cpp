// What a comparison costs, on four runs of 2-8×6-1 with other activations and optimizers at unlimited speed:
// bench_compare
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/run_group.h"

namespace backscope {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kRounds = 5;
constexpr std::chrono::milliseconds kRoundTime{300};
constexpr std::chrono::milliseconds kChunk{4};
constexpr std::chrono::seconds kRest{3};
constexpr int kSnapshots = 30;

Session sessionOf(int k) {
  constexpr std::array kHidden{Activation::Sigmoid, Activation::Tanh, Activation::Relu, Activation::Sigmoid};
  Session session;
  session.network = {2, true, std::vector<LayerSpec>(6, {8, kHidden[static_cast<std::size_t>(k)]})};
  session.network.layers.push_back({1, Activation::Tanh});
  session.data.source = GeneratorSettings{};
  session.data.testFraction = 0.3;
  session.training.optimizer.kind = k == 3 ? OptimizerKind::Adam : OptimizerKind::Sgd;
  session.training.optimizer.learningRate = k == 3 ? 0.001 : 0.03;
  return session;
}

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

void send(RunGroup& runs, Command command) {
  PostedCommand posted{std::move(command)};
  runs.apply(posted);
}

/// Updates a second of each run.
double rateOf(RunGroup& runs) {
  const std::int64_t before = runs.makeSnapshot(SnapshotDetail::Quick)->iteration;
  const Clock::time_point begin = Clock::now();
  while (Clock::now() - begin < kRoundTime) runs.work(kChunk, [] { return false; });
  const double seconds = secondsSince(begin);
  return static_cast<double>(runs.makeSnapshot(SnapshotDetail::Quick)->iteration - before) / seconds;
}

void begin(RunGroup& runs, int count) {
  for (int k = 1; k < count; ++k) send(runs, AddRun{k + 1, sessionOf(k)});
  send(runs, Train{});
  while (!runs.isTogether()) runs.work(kChunk, [] { return false; });
}

/// Of so many runs together, over the same runs one after the other.
void measureTraining(int count) {
  RunGroup together(sessionOf(0), 1);
  begin(together, count);
  std::vector<double> ratios, rates;
  std::vector<std::unique_ptr<RunGroup>> alone;
  for (int k = 0; k < count; ++k) {
    alone.push_back(std::make_unique<RunGroup>(sessionOf(k), 1));
    begin(*alone.back(), 1);
  }
  for (int round = 0; round < kRounds; ++round) {
    double secondsAlone = 0;
    for (const auto& run : alone) secondsAlone += 1 / rateOf(*run);
    rates.push_back(rateOf(together));
    ratios.push_back(rates.back() * secondsAlone);
  }
  std::printf("%d runs together: %.0f updates/s each, %.2f times as fast as one after the other\n", count,
              median(rates), median(ratios));
}

void measureSnapshots() {
  RunGroup runs(sessionOf(0), 1);
  begin(runs, 4);
  for (int k = 0; k < 3; ++k) rateOf(runs);
  std::vector<double> snapshots, series;
  for (int k = 0; k < kSnapshots; ++k) {
    runs.work(kChunk, [] { return false; });
    Clock::time_point begin = Clock::now();
    const auto shown = runs.makeSnapshot(SnapshotDetail::Quick);
    snapshots.push_back(1e3 * secondsSince(begin));
    begin = Clock::now();
    const RunSeries copy = *shown->series;
    series.push_back(1e3 * secondsSince(begin));
  }
  std::printf("a snapshot of 4 runs: median %.2f ms; a copy of one run's curves in it: %.2f ms\n", median(snapshots),
              median(series));
}

void measureRest() {
  Engine engine(sessionOf(0), 1, [] {});
  for (int k = 1; k < 4; ++k) engine.post(AddRun{k + 1, sessionOf(k)});
  engine.post(Train{});
  std::this_thread::sleep_for(kRoundTime);
  engine.post(Pause{});
  std::this_thread::sleep_for(kRoundTime);
  const std::clock_t begin = std::clock();
  std::this_thread::sleep_for(kRest);
  std::printf("paused: %.2f ms of processor time in %.0f s\n",
              1e3 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC,
              std::chrono::duration<double>(kRest).count());
}

}  // namespace
}  // namespace backscope

int main() {
  for (const int count : {2, 3, 4}) backscope::measureTraining(count);
  backscope::measureSnapshots();
  backscope::measureRest();
}
