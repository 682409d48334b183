#include "core/analysis/slope_sample.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/analysis/layer_statistics.h"
#include "core/passes/workspace.h"

namespace backscope {
namespace {

/// Turns of this part of a whole never come near to where they were before.
constexpr double kGoldenRatio = 0.6180339887498949;

bool has(const Architecture& architecture, const LayerPart& part) {
  if (part.layer < 1 || part.layer > architecture.outputLayer()) return false;
  return !part.unit || (*part.unit >= 0 && *part.unit < architecture.unitsOf(part.layer));
}

/// Counts over the examples, turned into shares at the end.
class SlopeCounts {
 public:
  SlopeCounts(Activation activation, int firstUnit, int units)
      : m_firstUnit(firstUnit),
        m_threshold(kSaturatedSlopeShare * largestSlope(activation)),
        m_saturated(static_cast<std::size_t>(units)),
        m_flat(static_cast<std::size_t>(units)) {}

  void add(const SlopeDot& value) {
    if (std::isfinite(value.a)) {
      m_aLow = std::min(m_aLow, value.a);
      m_aHigh = std::max(m_aHigh, value.a);
    }
    m_slopeLow = std::min(m_slopeLow, value.slope);
    m_slopeHigh = std::max(m_slopeHigh, value.slope);
    m_sum += value.slope;
    const auto unit = static_cast<std::size_t>(value.unit - m_firstUnit);
    if (std::abs(value.slope) < m_threshold) ++m_saturated[unit];
    if (value.slope == 0) ++m_flat[unit];
  }

  void finish(SlopeSample& sample) const {
    const double values = static_cast<double>(sample.examples) * sample.units;
    double saturated = 0;
    for (const int count : m_saturated) saturated += count;
    const double most = kSaturatedExamplesShare * sample.examples;
    const auto isSaturated = [most](int count) { return count >= most; };
    sample.saturatedValues = saturated / values;
    sample.saturatedUnits = static_cast<int>(std::ranges::count_if(m_saturated, isSaturated));
    sample.deadUnits = static_cast<int>(std::ranges::count(m_flat, sample.examples));
    sample.slopeLow = m_slopeLow;
    sample.slopeHigh = m_slopeHigh;
    sample.slopeMean = m_sum / values;
    if (m_aLow > m_aHigh) return;
    sample.aLow = m_aLow;
    sample.aHigh = m_aHigh;
  }

 private:
  int m_firstUnit;
  double m_threshold;
  std::vector<int> m_saturated;  ///< by unit, the examples at which it is
  std::vector<int> m_flat;       ///< by unit, the examples at which its slope is exactly 0
  double m_aLow = std::numeric_limits<double>::infinity();
  double m_aHigh = -std::numeric_limits<double>::infinity();
  double m_slopeLow = std::numeric_limits<double>::infinity();
  double m_slopeHigh = -std::numeric_limits<double>::infinity();
  double m_sum = 0;
};

/// Calls visit(place among the examples, value) for each value of the part, example by example.
template <class Visit>
void forEachValue(const Parameters& parameters, Loss loss, const Dataset& data, std::span<const int> examples,
                  const LayerPart& part, Visit visit) {
  Workspace workspace(parameters.architecture(), loss);
  const KernelLayer& layer = workspace.layer(part.layer);
  const int first = part.unit.value_or(0);
  const int last = part.unit ? first + 1 : layer.units;
  for (std::size_t begin = 0; begin < examples.size(); begin += kBlock) {
    const std::span<const int> block = examples.subspan(begin, std::min<std::size_t>(kBlock, examples.size() - begin));
    const int stride = strideFor(static_cast<int>(block.size()), kBlock);
    workspace.gather(data, block, stride, stride);
    batchKernels().forward(workspace.network(), parameters.theta().data(), stride);
    for (std::size_t n = 0; n < block.size(); ++n)
      for (int j = first; j < last; ++j) {
        const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(j) * stride + static_cast<std::ptrdiff_t>(n);
        visit(begin + n, SlopeDot{block[n], j, layer.a[at], layer.z[at], layer.slope[at]});
      }
  }
}

}  // namespace

std::vector<int> spreadEvenly(int count, int most) {
  std::vector<int> places;
  const int shown = std::min(count, std::max(most, 1));
  const double each = shown > 0 ? static_cast<double>(count) / shown : 0;
  for (int k = 0; k < shown; ++k) {
    const double turn = k * kGoldenRatio;
    const int place = static_cast<int>((k + (shown < count ? turn - std::floor(turn) : 0)) * each);
    places.push_back(places.empty() ? place : std::max(place, places.back() + 1));
  }
  return places;
}

std::optional<SlopeSample> sampleSlopes(const Parameters& parameters, Loss loss, const Dataset& data,
                                        std::span<const int> examples, const LayerPart& part) {
  const Architecture& architecture = parameters.architecture();
  if (!has(architecture, part)) return std::nullopt;
  SlopeSample sample;
  sample.activation = architecture.layers[static_cast<std::size_t>(part.layer - 1)].activation;
  if (!isElementwise(sample.activation)) return std::nullopt;
  sample.part = part;
  sample.examples = static_cast<int>(examples.size());
  sample.units = part.unit ? 1 : architecture.unitsOf(part.layer);
  const std::vector<int> shown = spreadEvenly(sample.examples, static_cast<int>(SlopeSample::kMostDots) / sample.units);
  std::vector<bool> isShown(examples.size());
  for (const int place : shown) isShown[static_cast<std::size_t>(place)] = true;
  sample.shownExamples = static_cast<int>(shown.size());
  sample.dots.reserve(shown.size() * static_cast<std::size_t>(sample.units));
  SlopeCounts counts(sample.activation, part.unit.value_or(0), sample.units);
  forEachValue(parameters, loss, data, examples, part, [&](std::size_t place, const SlopeDot& value) {
    counts.add(value);
    if (isShown[place]) sample.dots.push_back(value);
  });
  counts.finish(sample);
  return sample;
}

}  // namespace backscope
