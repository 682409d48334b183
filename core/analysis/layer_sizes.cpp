#include "core/analysis/layer_sizes.h"

#include <algorithm>
#include <limits>

#include "core/passes/pass_blocks.h"

namespace backscope {
namespace {

void addDeltas(const KernelNetwork& network, int count, int stride, std::vector<SizeSums>& sums) {
  for (int l = 0; l < network.layerCount; ++l) {
    const KernelLayer& layer = network.layers[l];
    for (int j = 0; j < layer.units; ++j)
      for (int n = 0; n < count; ++n) sums[static_cast<std::size_t>(l)].add(layer.delta[j * stride + n]);
  }
}

SizeSums sumsOf(std::span<const double> values) {
  SizeSums sums;
  for (const double value : values) sums.add(value);
  return sums;
}

double relativeChange(std::span<const double> before, std::span<const double> after) {
  SizeSums change;
  for (std::size_t p = 0; p < before.size(); ++p) change.add(after[p] - before[p]);
  return change.rootMeanSquare(1) / sumsOf(before).rootMeanSquare(1);
}

}  // namespace

LayerSizeMeter::LayerSizeMeter(const Architecture& architecture, Loss loss)
    : m_layout(architecture),
      m_architecture(architecture),
      m_passes(architecture, loss),
      m_gradient(m_layout.size()),
      m_deltas(architecture.layers.size()),
      m_sizes(architecture.layers.size()) {}

std::span<const LayerSizes> LayerSizeMeter::measure(std::span<const double> theta, const Dataset& data,
                                                    std::span<const int> batch, std::span<const double> after) {
  std::ranges::fill(m_deltas, SizeSums{});
  m_passes.compute(
      theta.data(), data, batch, m_gradient.data(),
      [this](const KernelNetwork& network, int count, int stride) { addDeltas(network, count, stride, m_deltas); });
  for (int l = 1; l <= m_architecture.outputLayer(); ++l) {
    const auto units = static_cast<std::size_t>(m_architecture.unitsOf(l));
    const std::size_t weights = units * static_cast<std::size_t>(m_architecture.unitsOf(l - 1));
    const std::size_t first = m_layout.weightOffset(l);
    LayerSizes& sizes = m_sizes[static_cast<std::size_t>(l - 1)];
    sizes.delta =
        m_deltas[static_cast<std::size_t>(l - 1)].over(static_cast<double>(units), static_cast<double>(batch.size()));
    sizes.gradient = sumsOf(std::span(m_gradient).subspan(first, weights)).over(static_cast<double>(weights), 1);
    sizes.update = after.empty() ? std::numeric_limits<double>::quiet_NaN()
                                 : relativeChange(theta.subspan(first, weights), after.subspan(first, weights));
  }
  return m_sizes;
}

std::vector<Sizes> measureDeltas(const Parameters& parameters, Loss loss, const Dataset& data,
                                 std::span<const int> examples) {
  const Architecture& architecture = parameters.architecture();
  std::vector<SizeSums> sums(architecture.layers.size());
  passBlocks(parameters, loss, data, examples,
             [&](const KernelNetwork& network, int count, int stride) { addDeltas(network, count, stride, sums); });
  std::vector<Sizes> sizes;
  for (std::size_t l = 0; l < sums.size(); ++l)
    sizes.push_back(sums[l].over(architecture.layers[l].units, static_cast<double>(examples.size())));
  return sizes;
}

}  // namespace backscope
