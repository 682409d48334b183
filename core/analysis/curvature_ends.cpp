#include "core/analysis/curvature_ends.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/analysis/curvature.h"
#include "core/passes/evaluator.h"
#include "core/passes/gradient_check.h"
#include "core/passes/hessian.h"

namespace backscope {
namespace {

/// At equal distances, so that classes that follow each other are all there.
std::vector<int> someOf(std::span<const int> examples, std::size_t most) {
  const std::size_t every = (examples.size() + most - 1) / most;
  std::vector<int> taken;
  for (std::size_t n = 0; n < examples.size(); n += every) taken.push_back(examples[n]);
  return taken;
}

void setTolerances(CurvatureEnds& curvature) {
  const double greatest = std::max(std::abs(curvature.least()), std::abs(curvature.largest()));
  const CurvatureTolerances tolerances(curvature.gradient.norm(), greatest);
  curvature.criticalBelow = tolerances.criticalBelow;
  curvature.zeroBelow = tolerances.zeroBelow;
}

}  // namespace

EndsKind CurvatureEnds::kind() const {
  if (!(gradient.norm() <= criticalBelow)) return EndsKind::NotCritical;
  const RitzPair& lowest = ends.lowest.front();
  const RitzPair& highest = ends.highest.front();
  if (!(lowest.value < -std::max(lowest.residual, zeroBelow))) return EndsKind::NoneBelow;
  return highest.value > std::max(highest.residual, zeroBelow) ? EndsKind::Saddle : EndsKind::NoneAbove;
}

double CurvatureEnds::largestStableRate() const {
  return largest() > zeroBelow ? 2 / largest() : std::numeric_limits<double>::infinity();
}

std::optional<CurvatureEnds> measureCurvatureEnds(const Parameters& parameters, Loss loss, const Dataset& data,
                                                  std::span<const int> examples, const LanczosOptions& options) {
  const std::size_t size = parameters.theta().size();
  const std::vector<int> taken = someOf(examples, std::max<std::size_t>(1, kMostProductWork / size));
  const auto product = [&](std::span<const double> v) { return hessianProduct(parameters, loss, data, taken, v); };
  std::optional<SpectrumEnds> ends = spectrumEnds(product, size, options);
  if (!ends) return std::nullopt;
  CurvatureEnds curvature;
  curvature.ends = std::move(*ends);
  curvature.examples = taken.size();
  curvature.allExamples = examples.size();
  curvature.loss = Evaluator(parameters.architecture(), loss).score(parameters, data, examples).loss;
  const std::vector<double> gradient = batchGradient(parameters, loss, data, examples).theta();
  curvature.gradient = Eigen::Map<const Eigen::VectorXd>(gradient.data(), static_cast<Eigen::Index>(size));
  setTolerances(curvature);
  return curvature;
}

}  // namespace backscope
