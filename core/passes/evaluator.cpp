#include "core/passes/evaluator.h"

#include <algorithm>
#include <array>

namespace backscope {

template <class Visit>
void Evaluator::forEach(const Parameters& parameters, const Dataset& data, std::span<const int> examples, Visit visit) {
  const BatchKernels& kernels = batchKernels();
  const KernelLayer& output = m_workspace.layer(m_workspace.network().layerCount);
  std::array<double, kBlock> losses{};
  std::array<double, kMaxOutputs> yhat{};
  for (std::size_t begin = 0; begin < examples.size(); begin += kBlock) {
    const std::span<const int> block = examples.subspan(begin, std::min<std::size_t>(kBlock, examples.size() - begin));
    const int count = static_cast<int>(block.size());
    // A block of one goes through the lanes too, so that an example's numbers do not depend on its neighbours.
    const int stride = strideFor(count, kBlock);
    m_workspace.gather(data, block, stride, stride);
    kernels.forward(m_workspace.network(), parameters.theta().data(), stride);
    kernels.outputDelta(m_workspace.network(), count, stride, losses.data());
    for (int n = 0; n < count; ++n) {
      for (int k = 0; k < output.units; ++k) yhat[static_cast<std::size_t>(k)] = output.z[k * stride + n];
      visit(std::span<const double>(yhat.data(), static_cast<std::size_t>(output.units)),
            losses[static_cast<std::size_t>(n)], block[static_cast<std::size_t>(n)]);
    }
  }
}

Score Evaluator::score(const Parameters& parameters, const Dataset& data, std::span<const int> examples) {
  double sum = 0;
  int right = 0;
  const bool classes = data.coding != TargetCoding::Real;
  forEach(parameters, data, examples, [&](std::span<const double> yhat, double loss, int example) {
    sum += loss;
    if (classes && data.classFor(yhat) == data.classOf(example)) ++right;
  });
  Score score;
  const double count = static_cast<double>(examples.size());
  score.loss = sum / count;
  if (classes) score.accuracy = right / count;
  return score;
}

Evaluator::Outcome Evaluator::evaluate(const Parameters& parameters, const Dataset& data,
                                       std::span<const int> examples) {
  Outcome outcome;
  outcome.yhat.reserve(examples.size() * static_cast<std::size_t>(data.outputs));
  outcome.loss.reserve(examples.size());
  forEach(parameters, data, examples, [&](std::span<const double> yhat, double loss, int) {
    outcome.yhat.insert(outcome.yhat.end(), yhat.begin(), yhat.end());
    outcome.loss.push_back(loss);
  });
  return outcome;
}

}  // namespace backscope
