#include "core/analysis/twin_line.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <limits>

#include "core/analysis/curvature.h"
#include "core/network/duplicate_unit.h"
#include "core/passes/hessian.h"
#include "core/passes/pass_blocks.h"

namespace backscope {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool areTwins(const Parameters& theta, int layer, int first, int second) {
  if (theta.W(layer).row(first) != theta.W(layer).row(second)) return false;
  return !theta.architecture().bias || theta.b(layer)(first) == theta.b(layer)(second);
}

/// (2), of `unit`, whose v is a single weight.
Eigen::MatrixXd differenceCurvature(const Parameters& theta, int unit, Loss loss, const Dataset& data,
                                    std::span<const int> examples) {
  const Architecture& network = theta.architecture();
  const int layer = network.hiddenLayers();
  const int inputs = network.unitsOf(layer - 1);
  const int size = inputs + (network.bias ? 1 : 0);
  const double v = theta.W(layer + 1)(0, unit);
  Eigen::MatrixXd A = Eigen::MatrixXd::Zero(size, size);
  Eigen::VectorXd x = Eigen::VectorXd::Ones(size);
  passBlocks(theta, loss, data, examples, [&](const KernelNetwork& passed, int columns, int stride) {
    const KernelLayer& hidden = passed.layers[layer - 1];
    const double* below = layer == 1 ? passed.input : passed.layers[layer - 2].z;
    for (int n = 0; n < columns; ++n) {
      for (int i = 0; i < inputs; ++i) x(i) = below[i * stride + n];
      const double second = secondSlopeAt(hidden.activation, hidden.a[unit * stride + n]);
      A += passed.layers[layer].delta[n] * v * second * x * x.transpose();
    }
  });
  return A / static_cast<double>(examples.size());
}

Eigen::VectorXd eigenvaluesOf(const Eigen::MatrixXd& matrix) {
  if (!matrix.allFinite()) return Eigen::VectorXd::Constant(matrix.rows(), kNone);
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(matrix, Eigen::EigenvaluesOnly).eigenvalues();
}

/// By the signs of A's eigenvalues; what is small beside the small network's own curvature counts as 0.
TwinVerdict verdictOf(const Eigen::VectorXd& curvature, double scale) {
  const double zero = CurvatureTolerances::kZeroShare * std::max(scale, curvature.cwiseAbs().maxCoeff());
  if (!(curvature.cwiseAbs().minCoeff() > zero)) {
    const bool hasBoth = curvature.minCoeff() < -zero && curvature.maxCoeff() > zero;
    return hasBoth ? TwinVerdict::Saddles : TwinVerdict::Flat;
  }
  if (curvature.minCoeff() > 0) return TwinVerdict::MinimaInside;
  return curvature.maxCoeff() < 0 ? TwinVerdict::MinimaOutside : TwinVerdict::Saddles;
}

}  // namespace

std::optional<TwinLine> twinLineOf(const Parameters& theta, int layer, int unit) {
  const Architecture& network = theta.architecture();
  if (layer < 1 || layer > network.hiddenLayers() || unit < 0 || unit >= network.unitsOf(layer)) return std::nullopt;
  for (int other = 0; other < network.unitsOf(layer); ++other) {
    if (other == unit || !areTwins(theta, layer, unit, other)) continue;
    const int first = std::min(unit, other);
    const int second = std::max(unit, other);
    return TwinLine{layer, first, second, theta.W(layer + 1).col(first) + theta.W(layer + 1).col(second)};
  }
  return std::nullopt;
}

double gammaOf(const TwinLine& line, const Parameters& theta) {
  const double square = line.v.squaredNorm();
  return square > 0 ? theta.W(line.layer + 1).col(line.first).dot(line.v) / square : kNone;
}

std::vector<ValueAt> valuesAt(const TwinLine& line, const ParameterLayout& layout, double gamma) {
  std::vector<ValueAt> values;
  for (int k = 0; k < line.v.size(); ++k) {
    const double part = gamma * line.v(k);
    values.push_back({layout.weightIndex(line.layer + 1, k, line.first), part});
    values.push_back({layout.weightIndex(line.layer + 1, k, line.second), line.v(k) - part});
  }
  return values;
}

Parameters parametersAt(const TwinLine& line, const Parameters& theta, double gamma) {
  Parameters changed = theta;
  for (const ValueAt& at : valuesAt(line, theta.layout(), gamma)) changed.theta()[at.index] = at.value;
  return changed;
}

std::optional<TwinJudgement> judgeTwins(const TwinLine& line, const Parameters& theta, Loss loss, const Dataset& data,
                                        std::span<const int> examples, const std::function<bool()>& interrupted) {
  const Architecture& network = theta.architecture();
  TwinJudgement judgement;
  if (line.layer != network.hiddenLayers() || network.outputs() != 1) return judgement;
  const Parameters small = mergeUnits(theta, line.layer, line.first, line.second);
  const std::optional<Curvature> curvature = measureCurvature(small, loss, data, examples, interrupted);
  if (!curvature) return std::nullopt;
  judgement.gradientNorm = curvature->gradient.norm();
  judgement.curvature = eigenvaluesOf(differenceCurvature(small, line.first, loss, data, examples));
  const PlaceKind kind = curvature->kind();
  judgement.verdict = kind == PlaceKind::NotCritical     ? TwinVerdict::NotCritical
                      : kind != PlaceKind::StrictMinimum ? TwinVerdict::NotMinimum
                                                         : verdictOf(judgement.curvature, curvature->largest());
  return judgement;
}

std::optional<Eigen::VectorXd> twinSpectrum(const TwinLine& line, const Parameters& theta, double gamma, Loss loss,
                                            const Dataset& data, std::span<const int> examples,
                                            const std::function<bool()>& interrupted) {
  const std::optional<Eigen::MatrixXd> H = hessian(parametersAt(line, theta, gamma), loss, data, examples, interrupted);
  if (!H) return std::nullopt;
  return eigenvaluesOf(*H);
}

}  // namespace backscope
