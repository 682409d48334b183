#include "core/analysis/curvature.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/passes/evaluator.h"
#include "core/passes/gradient_check.h"
#include "core/passes/hessian.h"
#include "core/passes/pass_blocks.h"

namespace backscope {
namespace {

int countAtKinks(const Parameters& parameters, Loss loss, const Dataset& data, std::span<const int> examples) {
  int count = 0;
  passBlocks(parameters, loss, data, examples, [&](const KernelNetwork& network, int columns, int stride) {
    for (int l = 0; l < network.layerCount; ++l) {
      const KernelLayer& layer = network.layers[l];
      if (!hasKink(layer.activation)) continue;
      for (int j = 0; j < layer.units; ++j)
        count += static_cast<int>(std::count(layer.a + j * stride, layer.a + j * stride + columns, 0.0));
    }
  });
  return count;
}

void classify(Curvature& curvature) {
  const double greatest = curvature.eigenvalues.cwiseAbs().maxCoeff();
  const CurvatureTolerances tolerances(curvature.gradient.norm(), greatest);
  curvature.criticalBelow = tolerances.criticalBelow;
  curvature.zeroBelow = tolerances.zeroBelow;
  for (const double lambda : curvature.eigenvalues) {
    if (std::abs(lambda) <= curvature.zeroBelow)
      ++curvature.zero;
    else
      ++(lambda < 0 ? curvature.negative : curvature.positive);
  }
}

}  // namespace

CurvatureTolerances::CurvatureTolerances(double gradientNorm, double greatest) {
  const double scale = std::max(1.0, greatest);
  criticalBelow = kDistance * scale;
  zeroBelow = kZeroShare * greatest;
  if (gradientNorm <= criticalBelow) zeroBelow = std::max(zeroBelow, std::sqrt(gradientNorm) * std::sqrt(scale));
}

PlaceKind Curvature::kind() const {
  if (!(gradient.norm() <= criticalBelow)) return PlaceKind::NotCritical;
  if (negative > 0 && positive > 0) return PlaceKind::Saddle;
  if (zero > 0) return PlaceKind::Degenerate;
  return negative > 0 ? PlaceKind::StrictMaximum : PlaceKind::StrictMinimum;
}

double Curvature::largestStableRate() const {
  return largest() > zeroBelow ? 2 / largest() : std::numeric_limits<double>::infinity();
}

std::optional<Curvature> measureCurvature(const Parameters& parameters, Loss loss, const Dataset& data,
                                          std::span<const int> examples, const std::function<bool()>& interrupted) {
  const std::optional<Eigen::MatrixXd> H = hessian(parameters, loss, data, examples, interrupted);
  if (!H) return std::nullopt;
  Curvature curvature;
  curvature.loss = Evaluator(parameters.architecture(), loss).score(parameters, data, examples).loss;
  const std::vector<double> gradient = batchGradient(parameters, loss, data, examples).theta();
  curvature.gradient = Eigen::Map<const Eigen::VectorXd>(gradient.data(), H->rows());
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(*H);
  curvature.eigenvalues = solver.eigenvalues();
  curvature.eigenvectors = solver.eigenvectors();
  curvature.atKinks = countAtKinks(parameters, loss, data, examples);
  classify(curvature);
  return curvature;
}

}  // namespace backscope
