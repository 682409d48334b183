#include "ui/views/loss_bins.h"

#include <algorithm>
#include <cmath>

namespace backscope {

namespace {

bool isBinned(const StartOutcome& outcome) {
  return outcome.end != StartEnd::Diverged && std::isfinite(outcome.train.loss);
}

void count(LossBin& bin, StartEnd end) { ++(end == StartEnd::Solved ? bin.solved : bin.stuck); }

}  // namespace

double LossBins::shareOf(double loss) const { return (std::log10(loss) - low) / (high - low); }

std::size_t LossBins::largest() const {
  std::size_t largest = std::max(zeros.all(), diverged);
  for (const LossBin& bin : bins) largest = std::max(largest, bin.all());
  return largest;
}

LossBins binLosses(std::span<const StartOutcome> outcomes, std::span<const double> alsoShown) {
  std::vector<double> losses(alsoShown.begin(), alsoShown.end());
  for (const StartOutcome& outcome : outcomes)
    if (isBinned(outcome) && outcome.train.loss > 0) losses.push_back(outcome.train.loss);
  LossBins result;
  if (!losses.empty()) {
    const auto [least, most] = std::ranges::minmax_element(losses);
    result.high = static_cast<int>(std::ceil(std::log10(*most)));
    const int lowest = std::min(static_cast<int>(std::floor(std::log10(*least))), result.high - 1);
    result.low = std::max(lowest, result.high - kMostDecades);
    result.isLowCut = result.low > lowest;
  }
  result.bins.resize(static_cast<std::size_t>(std::max(4, result.high - result.low) * kBinsPerDecade));
  const double last = static_cast<double>(result.bins.size()) - 1;
  for (const StartOutcome& outcome : outcomes) {
    if (!isBinned(outcome)) {
      ++result.diverged;
    } else if (outcome.train.loss == 0) {
      count(result.zeros, outcome.end);
    } else {
      const double place = std::floor(result.shareOf(outcome.train.loss) * static_cast<double>(result.bins.size()));
      count(result.bins[static_cast<std::size_t>(std::clamp(place, 0.0, last))], outcome.end);
    }
  }
  return result;
}

}  // namespace backscope
