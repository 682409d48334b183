#include "core/passes/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "core/passes/batch_gradient.h"
#include "core/passes/evaluator.h"
#include "core/passes/example_trace.h"

namespace backscope {
namespace {

constexpr double kWidestStep = 4e-3;
constexpr double kNarrowestStep = 6e-5;
constexpr double kSettled = 1e-10;
constexpr double kShareOfLargest = 1e-3;
constexpr double kShareOfLoss = 1e-4;

/// The signs of the pre-activations of all units with a kink, over all examples.
std::vector<bool> kinkSides(const Parameters& parameters, Loss loss, const Dataset& data,
                            std::span<const int> examples) {
  std::vector<bool> sides;
  for (const int n : examples) {
    const ExampleTrace trace = traceExample(parameters, loss, data.inputOf(n), data.targetOf(n));
    for (int l = 1; l <= parameters.architecture().outputLayer(); ++l) {
      if (!hasKink(parameters.architecture().activationOf(l))) continue;
      for (const double a : trace.layers[static_cast<std::size_t>(l - 1)].a) sides.push_back(a > 0);
    }
  }
  return sides;
}

/// Puts a parameter's layer, row and column into the report.
void locate(const Architecture& architecture, std::size_t parameter, GradientCheck& check) {
  const ParameterLayout layout(architecture);
  check.worstParameter = parameter;
  for (int l = architecture.outputLayer(); l >= 1; --l) {
    if (architecture.bias && parameter >= layout.biasOffset(l)) {
      check.worstLayer = l;
      check.worstRow = static_cast<int>(parameter - layout.biasOffset(l));
      check.worstColumn = -1;
      return;
    }
    if (parameter >= layout.weightOffset(l)) {
      const int index = static_cast<int>(parameter - layout.weightOffset(l));
      check.worstLayer = l;
      check.worstRow = index / architecture.unitsOf(l - 1);
      check.worstColumn = index % architecture.unitsOf(l - 1);
      return;
    }
  }
}

/// L as a function of one parameter, the others held.
class LossAlong {
 public:
  LossAlong(const Parameters& parameters, Loss loss, const Dataset& data, std::span<const int> examples)
      : m_parameters(parameters),
        m_loss(loss),
        m_data(data),
        m_examples(examples),
        m_evaluator(parameters.architecture(), loss),
        m_kinks(std::ranges::any_of(parameters.architecture().layers,
                                    [](const LayerSpec& layer) { return hasKink(layer.activation); })) {}

  double here() { return m_evaluator.score(m_parameters, m_data, m_examples).loss; }

  /// The quotient of GradientCheck; nothing across a kink.
  std::optional<double> quotient(std::size_t parameter) {
    const double theta = m_parameters.theta()[parameter];
    double h = kWidestStep * std::max(1.0, std::abs(theta));
    if (m_kinks && sidesAt(parameter, theta - 2 * h) != sidesAt(parameter, theta + 2 * h)) return std::nullopt;
    double best = quotientAt(parameter, theta, h);
    double smallestChange = std::numeric_limits<double>::infinity();
    for (double before = best; h > kNarrowestStep && smallestChange > kSettled * std::abs(best);) {
      h /= 4;
      const double next = quotientAt(parameter, theta, h);
      const double change = std::abs(next - before);
      if (change < smallestChange) {
        smallestChange = change;
        best = next;
      }
      before = next;
    }
    return best;
  }

 private:
  double quotientAt(std::size_t parameter, double theta, double h) {
    const double near = at(parameter, theta + h) - at(parameter, theta - h);
    const double far = at(parameter, theta + 2 * h) - at(parameter, theta - 2 * h);
    m_parameters.theta()[parameter] = theta;
    return (8 * near - far) / (12 * h);
  }
  double at(std::size_t parameter, double value) {
    m_parameters.theta()[parameter] = value;
    return m_evaluator.score(m_parameters, m_data, m_examples).loss;
  }
  std::vector<bool> sidesAt(std::size_t parameter, double value) {
    const double theta = std::exchange(m_parameters.theta()[parameter], value);
    std::vector<bool> sides = kinkSides(m_parameters, m_loss, m_data, m_examples);
    m_parameters.theta()[parameter] = theta;
    return sides;
  }

  Parameters m_parameters;
  Loss m_loss;
  const Dataset& m_data;
  std::span<const int> m_examples;
  Evaluator m_evaluator;
  bool m_kinks;
};

}  // namespace

Parameters batchGradient(const Parameters& parameters, Loss loss, const Dataset& data, std::span<const int> examples) {
  Parameters gradient(parameters.architecture());
  BatchGradient batch(parameters.architecture(), loss);
  batch.compute(parameters.theta().data(), data, examples, gradient.theta().data());
  return gradient;
}

GradientCheck compareGradient(const Parameters& gradient, const Parameters& parameters, Loss loss, const Dataset& data,
                              std::span<const int> examples) {
  double largest = 0;
  for (const double g : gradient.theta()) largest = std::max(largest, std::abs(g));
  LossAlong lossAlong(parameters, loss, data, examples);
  const double floor = std::max(kShareOfLargest * largest, kShareOfLoss * lossAlong.here());
  GradientCheck check;
  for (std::size_t p = 0; p < gradient.theta().size(); ++p) {
    const std::optional<double> difference = lossAlong.quotient(p);
    if (!difference) {
      ++check.skippedAtKinks;
      continue;
    }
    ++check.compared;
    const double g = gradient.theta()[p];
    const double error = std::abs(g - *difference) / std::max({std::abs(g), std::abs(*difference), floor});
    // A NaN anywhere is the worst error there is.
    if (error <= check.worstError) continue;
    locate(parameters.architecture(), p, check);
    check.worstError = error;
    check.given = g;
    check.difference = *difference;
  }
  return check;
}

GradientCheck checkGradient(const Parameters& parameters, Loss loss, const Dataset& data,
                            std::span<const int> examples) {
  return compareGradient(batchGradient(parameters, loss, data, examples), parameters, loss, data, examples);
}

}  // namespace backscope
