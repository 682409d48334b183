#include "core/analysis/layer_sizes.h"

#include <algorithm>
#include <array>
#include <cmath>
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

/// Of the `count` numbers at(p), in lanes as far as one scale will do for all.
template <class At>
SizeSums sumsOf(std::size_t count, const At& at) {
  std::array<double, kLanes> magnitudes{}, squares{}, largest{};
  const auto add = [&](std::size_t lane, double v) {
    const double size = std::abs(v);
    magnitudes[lane] += size;
    squares[lane] += size * size;
    largest[lane] = std::max(largest[lane], size);
  };
  std::size_t p = 0;
  for (; p + kLanes <= count; p += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane) add(lane, at(p + lane));
  for (; p < count; ++p) add(p % kLanes, at(p));
  const double square = (squares[0] + squares[1]) + (squares[2] + squares[3]);
  const double top = *std::ranges::max_element(largest);
  if (std::isfinite(square) && SizeSums::isPlain(top))
    return {(magnitudes[0] + magnitudes[1]) + (magnitudes[2] + magnitudes[3]), square, top};
  SizeSums sums;
  for (p = 0; p < count; ++p) sums.add(at(p));
  return sums;
}

SizeSums sumsOf(std::span<const double> values) {
  return sumsOf(values.size(), [values](std::size_t p) { return values[p]; });
}

double relativeChange(std::span<const double> before, std::span<const double> after) {
  const SizeSums change = sumsOf(before.size(), [&](std::size_t p) { return after[p] - before[p]; });
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
