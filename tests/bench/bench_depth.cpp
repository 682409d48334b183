// The scale of depth, 10 activations × 16 depths × 20 starts, of the XOR set's 280 training points: bench_depth [UNITS]
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <thread>
#include <vector>

#include "core/sweep/run_depths.h"

namespace backscope {
namespace {

constexpr int kRepetitions = 5;
constexpr int kHidden = 6;

Session session(int units) {
  Session deep;
  deep.network.layers.assign(kHidden, {units, Activation::Sigmoid});
  deep.network.layers.push_back({1, Activation::Sigmoid});
  deep.data.testFraction = 0.3;
  return deep;
}

double secondsOf(const Session& deep, int jobs) {
  const auto start = std::chrono::steady_clock::now();
  std::size_t received = 0;
  runDepths(
      depthBase(deep), depthOrder(deep.network), {jobs}, [] { return false; },
      [&](std::size_t, const DepthCell&) { ++received; });
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  return received == kDepthCells ? took.count() : -1;
}

void run(int units) {
  const Session deep = session(units);
  for (const int jobs : {1, static_cast<int>(std::thread::hardware_concurrency())}) {
    std::vector<double> seconds;
    for (int k = 0; k < kRepetitions; ++k) seconds.push_back(secondsOf(deep, jobs));
    std::ranges::sort(seconds);
    std::printf("2-%dx%d-1 on %d thread(s): %.3f s, at best %.3f s\n", units, kHidden, jobs, seconds[kRepetitions / 2],
                seconds.front());
  }
}

}  // namespace
}  // namespace backscope

int main(int argc, char** argv) {
  int units = 8;
  if (argc > 1) std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), units);
  backscope::run(std::max(units, 1));
}
