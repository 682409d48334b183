#include "core/analysis/loss_profile.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <span>

#include "core/passes/evaluator.h"

namespace backscope {
namespace {

/// Of the largest loss on the way: what sums of rounded numbers may be off by.
constexpr double kRounding = 1e-12;

std::span<const int> firstOf(const std::vector<int>& examples, int most) {
  return std::span(examples).first(std::min(examples.size(), static_cast<std::size_t>(most)));
}

double mixed(double from, double to, double alpha) {
  if (from == to || alpha == 0) return from;
  return alpha == 1 ? to : (1 - alpha) * from + alpha * to;
}

void mix(const std::vector<double>& from, const std::vector<double>& to, double alpha, std::vector<double>& theta) {
  for (std::size_t p = 0; p < theta.size(); ++p) theta[p] = mixed(from[p], to[p], alpha);
}

double distanceBetween(const std::vector<double>& from, const std::vector<double>& to) {
  double squares = 0;
  for (std::size_t p = 0; p < from.size(); ++p) squares += (to[p] - from[p]) * (to[p] - from[p]);
  return std::sqrt(squares);
}

/// What is on the way from θ₀ to θ₁, without what lies beyond.
std::span<const double> wayOf(const LossProfile& profile) {
  return std::span(profile.train).subspan(profile.first(), profile.last() - profile.first() + 1);
}

/// The largest of them; of several the one nearest to the middle.
std::size_t largestOf(std::span<const double> values) {
  const auto fromMiddle = [&values](std::size_t k) {
    return std::abs(2 * static_cast<std::ptrdiff_t>(k) - static_cast<std::ptrdiff_t>(values.size() - 1));
  };
  std::size_t largest = 0;
  for (std::size_t k = 1; k < values.size(); ++k)
    if (values[k] > values[largest] || (values[k] == values[largest] && fromMiddle(k) < fromMiddle(largest)))
      largest = k;
  return largest;
}

bool isAboveRounding(const LossProfile& profile, double height) {
  return height > kRounding * std::abs(profile.train[profile.highest]);
}

void addBarrier(LossProfile& profile) {
  const std::span<const double> way = wayOf(profile);
  std::vector<double> above(way.begin(), way.end());
  for (std::size_t k = 0; k < way.size(); ++k)
    above[k] -= mixed(way.front(), way.back(), static_cast<double>(k) / profile.sampling.steps);
  profile.highest = profile.first() + largestOf(way);
  profile.mostAbove = profile.first() + largestOf(above);
  const bool isFinite = std::ranges::all_of(way, [](double loss) { return std::isfinite(loss); });
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  profile.barrier = isFinite ? profile.train[profile.highest] - std::max(way.front(), way.back()) : kNone;
  profile.rise = isFinite ? above[profile.mostAbove - profile.first()] : kNone;
}

}  // namespace

bool LossProfile::hasBarrier() const { return isAboveRounding(*this, barrier); }
bool LossProfile::hasRise() const { return isAboveRounding(*this, rise); }

std::vector<double> thetaBetween(const std::vector<double>& from, const std::vector<double>& to, double alpha) {
  assert(from.size() == to.size());
  std::vector<double> theta(from.size());
  mix(from, to, alpha, theta);
  return theta;
}

std::optional<LossProfile> measureProfile(const Parameters& from, const Parameters& to, Loss loss, const Dataset& data,
                                          const LossProfileOptions& options) {
  assert(from.architecture() == to.architecture());
  const std::span<const int> train = firstOf(data.train, options.mostExamples);
  const std::span<const int> test = firstOf(data.test, options.mostExamples);
  LossProfile profile;
  profile.sampling = options.sampling;
  profile.trainExamples = static_cast<int>(train.size());
  profile.testExamples = static_cast<int>(test.size());
  profile.distance = distanceBetween(from.theta(), to.theta());
  Evaluator evaluator(from.architecture(), loss);
  Parameters theta = from;
  const LineSampling& sampling = options.sampling;
  const auto points = static_cast<std::size_t>(sampling.before + sampling.steps + sampling.after + 1);
  for (std::size_t k = 0; k < points; ++k) {
    if (options.interrupted && options.interrupted()) return std::nullopt;
    mix(from.theta(), to.theta(), profile.alphaOf(k), theta.theta());
    profile.train.push_back(evaluator.score(theta, data, train).loss);
    if (!test.empty()) profile.test.push_back(evaluator.score(theta, data, test).loss);
  }
  addBarrier(profile);
  return profile;
}

}  // namespace backscope
