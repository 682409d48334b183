#include "core/analysis/place_spectrum.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/math/random.h"

namespace backscope {

namespace {

Eigen::Map<const Eigen::VectorXd> vectorOf(const std::vector<double>& values) {
  return {values.data(), static_cast<Eigen::Index>(values.size())};
}

/// The pairs of both ends, ascending. In a small or simple spectrum the ends may meet: what both found counts once.
std::vector<RitzPair> ascending(const SpectrumEnds& ends) {
  std::vector<RitzPair> pairs = ends.lowest;
  const double last = pairs.empty() ? 0 : pairs.back().value;
  const std::vector<RitzPair> highest(ends.highest.rbegin(), ends.highest.rend());
  for (const RitzPair& pair : highest)
    if (pairs.empty() || pair.value > last) pairs.push_back(pair);
  return pairs;
}

/// Those of the ends. What is known no better than its residual is not told from 0 within it.
void takePairs(Curvature& curvature, const std::vector<RitzPair>& pairs) {
  const auto count = static_cast<Eigen::Index>(pairs.size());
  curvature.eigenvalues.resize(count);
  curvature.eigenvectors.resize(curvature.gradient.size(), count);
  for (Eigen::Index k = 0; k < count; ++k) {
    const RitzPair& pair = pairs[static_cast<std::size_t>(k)];
    curvature.eigenvalues(k) = pair.value;
    curvature.eigenvectors.col(k) = vectorOf(pair.vector);
    if (std::abs(pair.value) <= std::max(pair.residual, curvature.zeroBelow))
      ++curvature.zero;
    else
      ++(pair.value < 0 ? curvature.negative : curvature.positive);
  }
}

std::optional<PlaceSpectrum> measureEnds(const Parameters& parameters, Loss loss, const Dataset& data,
                                         std::span<const int> examples, const std::function<bool()>& interrupted) {
  LanczosOptions options;
  options.interrupted = [&](int) { return interrupted && interrupted(); };
  PlaceSpectrum place;
  place.parameters = parameters.theta().size();
  place.ends = measureCurvatureEnds(parameters, loss, data, examples, options);
  if (!place.ends) return std::nullopt;
  place.curvature.loss = place.ends->loss;
  place.curvature.gradient = place.ends->gradient;
  place.curvature.criticalBelow = place.ends->criticalBelow;
  place.curvature.zeroBelow = place.ends->zeroBelow;
  takePairs(place.curvature, ascending(place.ends->ends));
  return place;
}

std::vector<double> unitVector(Eigen::VectorXd v) {
  v /= v.norm();
  return {v.begin(), v.end()};
}

Eigen::VectorXd normalVector(std::size_t size, std::uint64_t seed) {
  Random random(seed, RandomStream::Initialization);
  Eigen::VectorXd v(static_cast<Eigen::Index>(size));
  for (double& one : v) one = random.normal();
  return v;
}

}  // namespace

std::optional<PlaceSpectrum> measurePlace(const Parameters& parameters, Loss loss, const Dataset& data,
                                          std::span<const int> examples, const std::function<bool()>& interrupted) {
  if (parameters.theta().size() > kMostCurvatureParameters)
    return measureEnds(parameters, loss, data, examples, interrupted);
  std::optional<Curvature> curvature = measureCurvature(parameters, loss, data, examples, interrupted);
  if (!curvature) return std::nullopt;
  PlaceSpectrum place;
  place.parameters = parameters.theta().size();
  place.curvature = std::move(*curvature);
  if (place.curvature.zero > 0 && place.curvature.eigenvalues.allFinite())
    place.flat = explainZeros(place.curvature, parameters, loss, data, examples);
  return place;
}

std::vector<double> randomDirection(std::size_t size, std::uint64_t seed) {
  return unitVector(normalVector(size, seed));
}

std::vector<double> randomZeroDirection(const Curvature& curvature, std::uint64_t seed) {
  if (curvature.zero == 0) return {};
  // The eigenvalues ascend: those that count as 0 stand in a row.
  const Eigen::MatrixXd zeros = curvature.eigenvectors.middleCols(curvature.negative, curvature.zero);
  const Eigen::VectorXd v = normalVector(static_cast<std::size_t>(zeros.rows()), seed);
  return unitVector(zeros * (zeros.transpose() * v));
}

}  // namespace backscope
