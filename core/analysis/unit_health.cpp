#include "core/analysis/unit_health.h"

#include <algorithm>
#include <cmath>

namespace backscope {
namespace {

constexpr std::size_t kMostExamples = 2048;
/// Multiply-adds of a measurement.
constexpr double kForMeasuring = 512e3;
/// An activation costs about as much as this many.
constexpr double kPerUnit = 16;

std::size_t examplesWithin(const Architecture& network) {
  double units = 0;
  for (const LayerSpec& layer : network.layers) units += layer.units;
  const double cost = static_cast<double>(ParameterLayout(network).size()) + kPerUnit * units;
  return std::clamp(static_cast<std::size_t>(kForMeasuring / cost), std::size_t{kBlock}, kMostExamples);
}

}  // namespace

bool passesSlopes(const Architecture& architecture, Loss loss, int layer) {
  return layer < architecture.outputLayer() || loss != Loss::CrossEntropy;
}

void HealthCounts::clear() {
  std::ranges::fill(m_saturated, 0);
  std::ranges::fill(m_dead, 0);
  m_examples = 0;
}

void HealthCounts::add(const KernelLayer& layer, int count, int stride) {
  const double threshold = kSaturatedSlopeShare * largestSlope(layer.activation);
  for (int j = 0; j < layer.units; ++j) {
    const double* slopes = layer.slope + std::ptrdiff_t{j} * stride;
    int saturated = 0;
    int dead = 0;
    for (int n = 0; n < count; ++n) {
      saturated += std::abs(slopes[n]) < threshold ? 1 : 0;
      dead += slopes[n] == 0 ? 1 : 0;
    }
    m_saturated[static_cast<std::size_t>(j)] += saturated;
    m_dead[static_cast<std::size_t>(j)] += dead;
  }
  m_examples += count;
}

double HealthCounts::saturatedShare() const {
  double saturated = 0;
  for (const int count : m_saturated) saturated += count;
  return saturated / (static_cast<double>(m_examples) * static_cast<double>(m_saturated.size()));
}

UnitHealth HealthCounts::of(std::size_t unit) const {
  const double examples = m_examples;
  const UnitState state = m_dead[unit] == m_examples                                ? UnitState::Dead
                          : m_saturated[unit] >= kSaturatedExamplesShare * examples ? UnitState::Saturated
                                                                                    : UnitState::Fine;
  return {m_saturated[unit] / examples, state};
}

std::vector<UnitHealth> HealthCounts::all() const {
  std::vector<UnitHealth> units;
  units.reserve(m_saturated.size());
  for (std::size_t j = 0; j < m_saturated.size(); ++j) units.push_back(of(j));
  return units;
}

HealthMeter::HealthMeter(const Architecture& architecture, Loss loss)
    : m_workspace(architecture, loss), m_mostExamples(examplesWithin(architecture)) {
  for (int l = 1; l <= architecture.outputLayer(); ++l) {
    m_passesSlopes.push_back(passesSlopes(architecture, loss, l));
    m_counts.emplace_back(architecture.unitsOf(l));
    m_states.resize(m_states.size() + static_cast<std::size_t>(architecture.unitsOf(l)));
  }
}

std::size_t HealthMeter::examplesOf(const Dataset& data) const { return std::min(data.train.size(), m_mostExamples); }

std::span<const UnitState> HealthMeter::measure(const Parameters& parameters, const Dataset& data) {
  const BatchKernels& kernels = batchKernels();
  const std::span<const int> examples = std::span(data.train).first(examplesOf(data));
  const KernelNetwork& network = m_workspace.network();
  for (HealthCounts& counts : m_counts) counts.clear();
  for (std::size_t begin = 0; begin < examples.size(); begin += kBlock) {
    const std::span<const int> block = examples.subspan(begin, std::min<std::size_t>(kBlock, examples.size() - begin));
    const int count = static_cast<int>(block.size());
    const int stride = strideFor(count, kBlock);
    m_workspace.gather(data, block, stride, stride);
    kernels.forward(network, parameters.theta().data(), stride);
    for (std::size_t l = 0; l < m_counts.size(); ++l)
      if (m_passesSlopes[l]) m_counts[l].add(network.layers[l], count, stride);
  }
  auto state = m_states.begin();
  for (std::size_t l = 0; l < m_counts.size(); ++l)
    for (int j = 0; j < network.layers[l].units; ++j)
      *state++ = m_passesSlopes[l] ? m_counts[l].of(static_cast<std::size_t>(j)).state : UnitState::Fine;
  return m_states;
}

}  // namespace backscope
