#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/analysis/delta_rungs.h"
#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// The shares of the examples below each of ExampleSizes::quantiles.
inline constexpr std::array kExampleShares{0.05, 0.25, 0.5, 0.75, 0.95};

/// How large δ^(l) is for the single examples: of each one its size over the layer's units alone, see DeltaSize with
/// N = 1, and of these the quantiles. The p-quantile of n sorted values stands at the place p (n − 1) counted from 0,
/// between two of them on the line through both (R. J. Hyndman and Y. Fan, Sample Quantiles in Statistical Packages,
/// 1996, definition 7).
struct ExampleSizes {
  std::array<double, kExampleShares.size()> quantiles{};  ///< NaN where an example's is
  double least = 0;
  double largest = 0;
  int zeros = 0;  ///< examples whose δ^(l) is exactly 0
  int examples = 0;
};

/// Of every layer, l = 1…L+1 at index l - 1.
std::vector<ExampleSizes> spreadExamples(const Parameters& parameters, Loss loss, const Dataset& data,
                                         std::span<const int> examples, DeltaSize size);

}  // namespace backscope
