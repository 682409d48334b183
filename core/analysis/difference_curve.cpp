#include "core/analysis/difference_curve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/passes/example_trace.h"
#include "core/passes/workspace.h"

namespace backscope {
namespace {

/// Four to a decade, evenly on a logarithmic scale: 1, 10^(-1/4), 10^(-1/2), 10^(-3/4).
constexpr std::array kWithinDecade{1.0, 0.5623413251903491, 0.31622776601683794, 0.1778279410038923};
constexpr std::array kDecades{1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12};

std::vector<double> allEpsilons() {
  std::vector<double> epsilons;
  for (const double decade : kDecades)
    for (const double share : kWithinDecade) epsilons.push_back(decade * share);
  epsilons.resize(epsilons.size() - kWithinDecade.size() + 1);
  return epsilons;
}

bool hasCorner(Activation activation) { return activation == Activation::Relu || activation == Activation::LeakyRelu; }

/// The same network with biases, which are 0 where it had none: δ_j is then ∂ℓ/∂b_j.
Parameters withBiases(const Parameters& parameters) {
  Architecture architecture = parameters.architecture();
  if (architecture.bias) return parameters;
  architecture.bias = true;
  Parameters extended(architecture);
  for (int l = 1; l <= architecture.outputLayer(); ++l) extended.W(l) = parameters.W(l);
  return extended;
}

/// ℓ of one example with one parameter moved.
class MovedLoss {
 public:
  MovedLoss(Parameters parameters, Loss loss, std::span<const double> x, std::span<const double> y,
            std::size_t parameter)
      : m_parameters(std::move(parameters)),
        m_workspace(m_parameters.architecture(), loss),
        m_parameter(parameter),
        m_value(m_parameters.theta()[parameter]) {
    std::ranges::copy(x, m_workspace.input());
    std::ranges::copy(y, m_workspace.target());
  }

  const Architecture& architecture() const { return m_parameters.architecture(); }
  double at(double offset) {
    m_parameters.theta()[m_parameter] = m_value + offset;
    double loss = 0;
    const BatchKernels& kernels = batchKernels();
    kernels.forward(m_workspace.network(), m_parameters.theta().data(), 1);
    kernels.outputDelta(m_workspace.network(), 1, 1, &loss);
    m_parameters.theta()[m_parameter] = m_value;
    return loss;
  }
  /// The pre-activations of all units that have a corner, as at() has left them.
  std::vector<double> cornered() const {
    std::vector<double> values;
    for (int l = 1; l <= architecture().outputLayer(); ++l)
      if (hasCorner(architecture().activationOf(l)))
        values.insert(values.end(), m_workspace.layer(l).a, m_workspace.layer(l).a + architecture().unitsOf(l));
    return values;
  }
  /// The unit behind such a value.
  Kink unitOf(std::size_t index) const {
    for (int l = 1; l <= architecture().outputLayer(); ++l) {
      if (!hasCorner(architecture().activationOf(l))) continue;
      const auto units = static_cast<std::size_t>(architecture().unitsOf(l));
      if (index < units) return {l, static_cast<int>(index)};
      index -= units;
    }
    return {};
  }

 private:
  Parameters m_parameters;
  Workspace m_workspace;
  std::size_t m_parameter;
  double m_value;
};

/// The first unit that is not on the same side at all three places, although the parameter moves it.
std::optional<std::size_t> crossedBetween(const std::vector<double>& below, const std::vector<double>& here,
                                          const std::vector<double>& above) {
  for (std::size_t k = 0; k < here.size(); ++k) {
    const bool isMoved = below[k] != here[k] || above[k] != here[k];
    if (isMoved && ((below[k] > 0) != (here[k] > 0) || (above[k] > 0) != (here[k] > 0))) return k;
  }
  return std::nullopt;
}

double relativeError(double given, double quotient) {
  const double larger = std::max(std::abs(given), std::abs(quotient));
  return larger == 0 ? 0 : std::abs(given - quotient) / larger;
}

DifferenceCurve curveOf(MovedLoss loss, double given) {
  DifferenceCurve curve;
  curve.given = given;
  loss.at(0);
  const std::vector<double> here = loss.cornered();
  std::vector<std::optional<std::size_t>> crossed;
  for (const double epsilon : allEpsilons()) {
    const double above = loss.at(epsilon);
    const std::vector<double> corneredAbove = loss.cornered();
    const double below = loss.at(-epsilon);
    const double quotient = (above - below) / (2 * epsilon);  // (1)
    crossed.push_back(crossedBetween(loss.cornered(), here, corneredAbove));
    curve.points.push_back({epsilon, quotient, relativeError(given, quotient), crossed.back().has_value()});  // (2)
  }
  const auto smaller = [](const DifferencePoint& one, const DifferencePoint& other) {
    return one.error < other.error || (std::isnan(other.error) && !std::isnan(one.error));
  };
  const auto best = std::min_element(curve.points.begin(), curve.points.end(), smaller);
  curve.best = static_cast<std::size_t>(best - curve.points.begin());
  // At the narrowest ε at all that still moves it, a corner is crossed only where a is 0.
  const auto exact =
      std::find_if(crossed.begin(), crossed.end(), [&here](const auto& unit) { return unit && here[*unit] == 0; });
  const std::optional<std::size_t> named = exact != crossed.end() ? *exact : crossed[curve.best];
  if (named) {
    curve.kink = loss.unitOf(*named);
    curve.kink->isExact = here[*named] == 0;
  }
  return curve;
}

}  // namespace

DifferenceCurve differenceOfParameter(const Parameters& parameters, Loss loss, std::span<const double> x,
                                      std::span<const double> y, std::size_t parameter) {
  Parameters gradient(parameters.architecture());
  const ExampleTrace trace = traceExample(parameters, loss, x, y);
  for (int l = 1; l <= parameters.architecture().outputLayer(); ++l) {
    const LayerTrace& layer = trace.layers[static_cast<std::size_t>(l - 1)];
    gradient.W(l) = layer.dW;
    if (parameters.architecture().bias) gradient.b(l) = layer.db;
  }
  return curveOf(MovedLoss(parameters, loss, x, y, parameter), gradient.theta()[parameter]);
}

DifferenceCurve differenceOfDelta(const Parameters& parameters, Loss loss, std::span<const double> x,
                                  std::span<const double> y, int layer, int unit) {
  const ExampleTrace trace = traceExample(parameters, loss, x, y);
  Parameters biased = withBiases(parameters);
  const std::size_t bias = biased.layout().biasIndex(layer, unit);
  return curveOf(MovedLoss(std::move(biased), loss, x, y, bias),
                 trace.layers[static_cast<std::size_t>(layer - 1)].delta(unit));
}

}  // namespace backscope
