#include "core/analysis/loss_line.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <utility>

#include "core/passes/evaluator.h"

namespace backscope {
namespace {

std::span<const int> firstOf(const std::vector<int>& examples, int most) {
  return std::span(examples).first(std::min(examples.size(), static_cast<std::size_t>(most)));
}

/// (1 − t) θ + t θ′, exactly θ and θ′ at the ends.
void mix(const std::vector<double>& theta, const std::vector<double>& mirror, double t, std::vector<double>& mixed) {
  for (std::size_t p = 0; p < mixed.size(); ++p)
    mixed[p] = theta[p] == mirror[p] ? theta[p] : (1 - t) * theta[p] + t * mirror[p];
}

double distanceBetween(const std::vector<double>& theta, const std::vector<double>& mirror) {
  double squares = 0;
  for (std::size_t p = 0; p < theta.size(); ++p) squares += (mirror[p] - theta[p]) * (mirror[p] - theta[p]);
  return std::sqrt(squares);
}

void addBarrier(LossLine& line) {
  const std::ptrdiff_t middle = static_cast<std::ptrdiff_t>(line.middle());
  const auto offset = [middle](std::size_t k) { return std::abs(static_cast<std::ptrdiff_t>(k) - middle); };
  for (std::size_t k = 0; k < line.train.size(); ++k) {
    const double above = line.train[k] - line.train[line.highest];
    if (above > 0 || (above == 0 && offset(k) < offset(line.highest))) line.highest = k;
  }
  const bool isFinite = std::ranges::all_of(line.train, [](double loss) { return std::isfinite(loss); });
  line.barrier = isFinite ? line.train[line.highest] - std::max(line.train.front(), line.train.back())
                          : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

std::optional<Parameters> mirrorImage(const Parameters& theta, std::span<const Symmetry> chain) {
  Parameters mirror = theta;
  for (const Symmetry& symmetry : chain) {
    if (checkSymmetry(theta.architecture(), symmetry)) return std::nullopt;
    applyTo(mirror, symmetry);
  }
  const bool isFinite = std::ranges::all_of(mirror.theta(), [](double value) { return std::isfinite(value); });
  return isFinite ? std::optional(std::move(mirror)) : std::nullopt;
}

std::optional<LossLine> lossBetween(const Parameters& theta, const Parameters& mirror, Loss loss, const Dataset& data,
                                    const LossLineOptions& options) {
  assert(theta.architecture() == mirror.architecture());
  const std::span<const int> train = firstOf(data.train, options.mostExamples);
  const std::span<const int> test = firstOf(data.test, options.mostExamples);
  LossLine line;
  line.trainExamples = static_cast<int>(train.size());
  line.testExamples = static_cast<int>(test.size());
  line.distance = distanceBetween(theta.theta(), mirror.theta());
  Evaluator evaluator(theta.architecture(), loss);
  Parameters mixed = theta;
  for (int k = 0; k < options.points; ++k) {
    if (options.interrupted && options.interrupted()) return std::nullopt;
    mix(theta.theta(), mirror.theta(), static_cast<double>(k) / (options.points - 1), mixed.theta());
    line.train.push_back(evaluator.score(mixed, data, train).loss);
    if (!test.empty()) line.test.push_back(evaluator.score(mixed, data, test).loss);
  }
  addBarrier(line);
  return line;
}

}  // namespace backscope
