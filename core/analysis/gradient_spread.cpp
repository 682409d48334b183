#include "core/analysis/gradient_spread.h"

#include <algorithm>

#include "core/passes/example_trace.h"
#include "core/passes/gradient_check.h"

namespace backscope {
namespace {

/// ∂ℓ/∂θ of one example, in θ's order.
std::vector<double> flatGradient(const ExampleTrace& trace) {
  std::vector<double> gradient;
  for (const LayerTrace& layer : trace.layers) {
    gradient.insert(gradient.end(), layer.dW.data(), layer.dW.data() + layer.dW.size());
    gradient.insert(gradient.end(), layer.db.begin(), layer.db.end());
  }
  return gradient;
}

}  // namespace

GradientSpread spreadGradients(const Parameters& parameters, Loss loss, const Dataset& data, std::span<const int> batch,
                               IndexRange range) {
  const std::size_t size = parameters.theta().size();
  range.end = std::min(range.end, size);
  range.begin = std::min(range.begin, range.end);
  GradientSpread spread;
  spread.parameters = range;
  spread.batchSize = static_cast<int>(batch.size());
  const std::span<const int> shown = batch.first(std::min(batch.size(), GradientSpread::kMostExamples));
  spread.examples.assign(shown.begin(), shown.end());
  spread.gradients.reserve(shown.size() * spread.width());
  const auto begin = static_cast<std::ptrdiff_t>(range.begin);
  const auto end = static_cast<std::ptrdiff_t>(range.end);
  for (const int example : shown) {
    const std::vector<double> gradient =
        flatGradient(traceExample(parameters, loss, data.inputOf(example), data.targetOf(example)));
    spread.gradients.insert(spread.gradients.end(), gradient.begin() + begin, gradient.begin() + end);
  }
  const std::vector<double> mean = batchGradient(parameters, loss, data, batch).theta();
  spread.mean.assign(mean.begin() + begin, mean.begin() + end);
  return spread;
}

}  // namespace backscope
