#include "tests/bench/peak_flops.h"

#include <algorithm>
#include <chrono>

namespace backscope {
namespace {

using Four = double __attribute__((vector_size(32)));
constexpr int kChains = 10;  // enough to hide the latency of two units
constexpr long kRounds = 2'000'000;

double secondsOfOneRun(double& sink) {
  Four chain[kChains];
  for (int k = 0; k < kChains; ++k) chain[k] = Four{} + (1.0 + k);
  const Four factor = Four{} + 0.999999;
  const Four summand = Four{} + 1e-6;
  const auto begin = std::chrono::steady_clock::now();
  for (long round = 0; round < kRounds; ++round)
    for (int k = 0; k < kChains; ++k) chain[k] = chain[k] * factor + summand;
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
  for (const Four& value : chain) sink += value[0];
  return time.count();
}

}  // namespace

double measurePeakFlops() {
  double sink = 0;
  double best = secondsOfOneRun(sink);
  for (int k = 0; k < 9; ++k) best = std::min(best, secondsOfOneRun(sink));
  return sink > 0 ? 8.0 * kChains * kRounds / best : 0;
}

}  // namespace backscope
