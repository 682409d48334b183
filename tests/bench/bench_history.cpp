// What the history of a run costs and how fast it brings a place back, on the XOR lesson's 2-4-2-1 network:
// bench_history
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "core/math/random.h"
#include "core/training/pass_cursor.h"

namespace backscope {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kRounds = 7;
constexpr int kUpdates = 400'000;
constexpr std::int64_t kLongRun = 1'000'000;
constexpr int kSeeks = 200;

Session xorSession() {
  Session session;
  session.network = {2, true, {{4, Activation::Tanh}, {2, Activation::Tanh}, {1, Activation::Identity}}};
  session.data.source = GeneratorSettings{};
  session.data.testFraction = 0.3;
  return session;
}

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

/// Updates a second of a trainer whose curves are recorded.
double rateWithout() {
  Trainer trainer(xorSession());
  RunRecorder recorder;
  recorder.restart(trainer);
  BatchReport report;
  const Clock::time_point begin = Clock::now();
  for (int k = 0; k < kUpdates; ++k) {
    trainer.stepBatch(&report);
    recorder.recordUpdate(trainer, report);
  }
  return kUpdates / secondsSince(begin);
}

/// The same with a history.
double rateWith() {
  PassCursor cursor(xorSession());
  const Clock::time_point begin = Clock::now();
  for (int k = 0; k < kUpdates; ++k) cursor.advanceBatch();
  return kUpdates / secondsSince(begin);
}

void measureRates() {
  std::vector<double> ratios, with;
  for (int round = 0; round < kRounds; ++round) {
    const double without = rateWithout();
    with.push_back(rateWith());
    ratios.push_back(with.back() / without);
  }
  std::printf("training with history: %.2f million updates/s, %.0f %% of that without (promised: 95)\n",
              median(with) / 1e6, 100 * median(ratios));
}

void measureSeeks() {
  PassCursor cursor(xorSession());
  while (cursor.trainer().iteration() < kLongRun) cursor.advanceBatch();
  std::printf("a run of %lld iterations: %.1f MB (promised: 16)\n", static_cast<long long>(kLongRun),
              static_cast<double>(cursor.history().bytes()) / 1e6);
  Random random(1, RandomStream::Data);
  std::vector<double> seeks;
  for (int k = 0; k < kSeeks; ++k) {
    const auto target = static_cast<std::int64_t>(random.below(kLongRun));
    const Clock::time_point begin = Clock::now();
    cursor.seek(target);
    seeks.push_back(1e3 * secondsSince(begin));
  }
  std::printf("back to any of its iterations: median %.3f ms, longest of %d %.3f ms (promised: 100)\n", median(seeks),
              kSeeks, *std::ranges::max_element(seeks));
}

}  // namespace
}  // namespace backscope

int main() {
  backscope::measureRates();
  backscope::measureSeeks();
}
