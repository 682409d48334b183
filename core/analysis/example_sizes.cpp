#include "core/analysis/example_sizes.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/analysis/size_sums.h"
#include "core/passes/pass_blocks.h"

namespace backscope {
namespace {

double quantileOf(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const double part = place - static_cast<double>(below);
  if (part == 0) return sorted[below];
  return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

ExampleSizes spreadOf(std::vector<double>& sizes) {
  ExampleSizes spread;
  spread.examples = static_cast<int>(sizes.size());
  spread.zeros = static_cast<int>(std::ranges::count(sizes, 0.0));
  if (sizes.empty() || std::ranges::any_of(sizes, [](double size) { return std::isnan(size); })) {
    spread.least = spread.largest = std::numeric_limits<double>::quiet_NaN();
    spread.quantiles.fill(spread.least);
    return spread;
  }
  std::ranges::sort(sizes);
  spread.least = sizes.front();
  spread.largest = sizes.back();
  for (std::size_t k = 0; k < kExampleShares.size(); ++k) spread.quantiles[k] = quantileOf(sizes, kExampleShares[k]);
  return spread;
}

void addSizes(const KernelLayer& layer, int count, int stride, DeltaSize size, std::vector<double>& sizes) {
  for (int n = 0; n < count; ++n) {
    SizeSums sums;
    for (int j = 0; j < layer.units; ++j) sums.add(layer.delta[j * stride + n]);
    sizes.push_back(sums.over(layer.units, 1).of(size));
  }
}

}  // namespace

std::vector<ExampleSizes> spreadExamples(const Parameters& parameters, Loss loss, const Dataset& data,
                                         std::span<const int> examples, DeltaSize size) {
  std::vector<std::vector<double>> sizes(parameters.architecture().layers.size());
  passBlocks(parameters, loss, data, examples, [&](const KernelNetwork& network, int count, int stride) {
    for (std::size_t l = 0; l < sizes.size(); ++l) addSizes(network.layers[l], count, stride, size, sizes[l]);
  });
  std::vector<ExampleSizes> spreads;
  spreads.reserve(sizes.size());
  for (std::vector<double>& layer : sizes) spreads.push_back(spreadOf(layer));
  return spreads;
}

}  // namespace backscope
