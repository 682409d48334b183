#include "core/network/canonical_form.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "core/network/symmetry.h"

namespace backscope {
namespace {

constexpr double kAlmostEqual = 1e-9;
constexpr double kSortingGrid = 1e-8;

/// w, then b.
std::vector<double> entering(const Parameters& theta, int l, int unit) {
  const auto w = theta.W(l).row(unit);
  std::vector<double> entries(w.begin(), w.end());
  if (theta.architecture().bias) entries.push_back(theta.b(l)[unit]);
  return entries;
}

std::vector<double> leaving(const Parameters& theta, int l, int unit) {
  const auto v = theta.W(l + 1).col(unit);
  return {v.begin(), v.end()};
}

double largestOf(const std::vector<double>& entries) {
  double largest = 0;
  for (const double entry : entries) largest = std::max(largest, std::abs(entry));
  return largest;
}

/// The first of the entries that are as large as the largest.
double leaderOf(const std::vector<double>& entries) {
  const double least = largestOf(entries) * (1 - kAlmostEqual);
  for (const double entry : entries)
    if (std::abs(entry) >= least) return entry;
  return 0;
}

/// The factor after which the unit's largest entry is 1; 1 where there is none.
double settlingFactor(const Parameters& theta, int l, int unit) {
  const double in = largestOf(entering(theta, l, unit));
  const double factor = in > 0 ? 1 / in : largestOf(leaving(theta, l, unit));
  return factor > 0 && std::isfinite(factor) && std::isfinite(1 / factor) ? factor : 1;
}

bool isNegative(const Parameters& theta, int l, int unit) {
  const double in = leaderOf(entering(theta, l, unit));
  return (in != 0 ? in : leaderOf(leaving(theta, l, unit))) < 0;
}

/// By which a unit is sorted: what enters it and what leaves it on the grid, then the same as it is.
std::vector<double> keyOf(const Parameters& theta, int l, int unit) {
  std::vector<double> entries = entering(theta, l, unit);
  const std::vector<double> out = leaving(theta, l, unit);
  entries.insert(entries.end(), out.begin(), out.end());
  std::vector<double> key;
  key.reserve(2 * entries.size());
  for (const double entry : entries) key.push_back(std::round(entry / kSortingGrid));
  key.insert(key.end(), entries.begin(), entries.end());
  return key;
}

void sortUnits(Parameters& theta, int l) {
  const int units = theta.architecture().unitsOf(l);
  std::vector<std::vector<double>> keys;
  keys.reserve(static_cast<std::size_t>(units));
  for (int unit = 0; unit < units; ++unit) keys.push_back(keyOf(theta, l, unit));
  for (auto place = keys.begin(); place != keys.end(); ++place) {
    const auto first = std::min_element(place, keys.end());
    if (first == place) continue;
    std::iter_swap(place, first);
    const auto indexOf = [&](auto key) { return static_cast<int>(key - keys.begin()); };
    applyTo(theta, {.kind = Symmetry::Kind::Swap, .layer = l, .unit = indexOf(place), .place = indexOf(first)});
  }
}

void settle(Parameters& theta, int l) {
  const Architecture& network = theta.architecture();
  for (int unit = 0; unit < network.unitsOf(l); ++unit) {
    if (isHomogeneous(network.activationOf(l)))
      applyTo(theta,
              {.kind = Symmetry::Kind::Rescale, .layer = l, .unit = unit, .factor = settlingFactor(theta, l, unit)});
    if (isFlippable(network, l) && isNegative(theta, l, unit))
      applyTo(theta, {.kind = Symmetry::Kind::Flip, .layer = l, .unit = unit});
  }
  sortUnits(theta, l);
}

}  // namespace

Parameters canonicalForm(Parameters theta) {
  if (!std::ranges::all_of(theta.theta(), [](double value) { return std::isfinite(value); })) return theta;
  for (int l = 1; l <= theta.architecture().hiddenLayers(); ++l) settle(theta, l);
  return theta;
}

}  // namespace backscope
