#include "app/surface_budget.h"

#include <algorithm>

#include "core/engine/snapshot_budget.h"

namespace backscope {

namespace {

/// Multiply-adds: 10 to 30 ms, and some seconds, in which every new question interrupts it.
constexpr double kForFrame = 150e6;
constexpr double kForWhole = 30e9;
constexpr int kFewestExamples = 64;

constexpr int kSizes[] = {26, 51, 101};
/// Too few for a good map: where a frame affords no more.
constexpr int kSmallest = 13;

double square(int size) { return double{1} * size * size; }

}  // namespace

SurfaceBudget::SurfaceBudget(const Architecture& network, int count) {
  const double cost = passCost(network);
  const auto examplesWithin = [&](double multiplyAdds, int size) {
    const double most = std::min(multiplyAdds / (cost * square(size)), static_cast<double>(count));
    return std::max(static_cast<int>(most), std::min(count, kFewestExamples));
  };
  const auto isWithin = [&](double multiplyAdds, int size, int examplesOfIt) {
    return cost * square(size) * examplesOfIt <= multiplyAdds;
  };
  liveExamples = examplesWithin(kForFrame, kSizes[0]);
  liveSizes = {kSizes[0], kSizes[1]};
  if (!isWithin(kForFrame, kSizes[0], liveExamples)) {
    liveSizes = {kSmallest};
    liveExamples = examplesWithin(kForFrame, kSmallest);
  }
  examples = examplesWithin(kForWhole, kSizes[1]);
  for (const int size : kSizes)
    if (size == kSizes[0] || isWithin(2 * kForWhole, size, examples)) sizes.push_back(size);
}

}  // namespace backscope
