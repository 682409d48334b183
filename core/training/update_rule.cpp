#include "core/training/update_rule.h"

#include "core/network/parameters.h"

namespace backscope {
namespace {

/// βᵗ by repeated squaring: the same bits everywhere, which libm's pow does not promise.
double power(double base, std::int64_t exponent) {
  double result = 1;
  for (double square = base; exponent > 0; exponent >>= 1, square *= square)
    if (exponent & 1) result *= square;
  return result;
}

UpdateRule::Kind kindOf(const OptimizerSettings& optimizer) {
  switch (optimizer.kind) {
    case OptimizerKind::Sgd:
      return optimizer.nesterov ? UpdateRule::Kind::Nesterov : UpdateRule::Kind::Momentum;
    case OptimizerKind::RmsProp:
      return UpdateRule::Kind::RmsProp;
    case OptimizerKind::Adam:
      return UpdateRule::Kind::Adam;
  }
  return UpdateRule::Kind::Momentum;
}

}  // namespace

UpdateRule updateRule(const TrainingSettings& settings, std::int64_t step) {
  const OptimizerSettings& optimizer = settings.optimizer;
  UpdateRule rule;
  rule.kind = kindOf(optimizer);
  rule.rate = optimizer.learningRate;
  rule.momentum = optimizer.momentum;
  rule.decay = optimizer.decay;
  rule.epsilon = optimizer.epsilon;
  rule.l1 = settings.l1;
  rule.l2 = settings.l2;
  if (optimizer.kind == OptimizerKind::Adam) {
    rule.momentum = optimizer.beta1;
    rule.decay = optimizer.beta2;
    rule.meanCorrection = 1 - power(optimizer.beta1, step);
    rule.squareCorrection = 1 - power(optimizer.beta2, step);
  }
  return rule;
}

std::vector<ParameterRange> parameterRanges(const Architecture& architecture) {
  const ParameterLayout layout(architecture);
  std::vector<ParameterRange> ranges;
  for (int l = 1; l <= architecture.outputLayer(); ++l) {
    const std::ptrdiff_t weights = static_cast<std::ptrdiff_t>(layout.weightOffset(l));
    const std::ptrdiff_t biases =
        weights + static_cast<std::ptrdiff_t>(architecture.unitsOf(l)) * architecture.unitsOf(l - 1);
    ranges.push_back({weights, biases, true});
    if (architecture.bias) ranges.push_back({biases, biases + architecture.unitsOf(l), false});
  }
  return ranges;
}

}  // namespace backscope
