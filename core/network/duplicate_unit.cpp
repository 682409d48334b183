#include "core/network/duplicate_unit.h"

#include <cassert>
#include <numeric>

namespace backscope {

namespace {

/// Another set of units of one layer, given by which of the old ones stands at each place: rows of W^(l) and b^(l),
/// columns of W^(l+1).
Parameters rearranged(const Parameters& theta, int layer, const std::vector<int>& units) {
  Architecture network = theta.architecture();
  network.layers[static_cast<std::size_t>(layer - 1)].units = static_cast<int>(units.size());
  Parameters changed(network);
  for (int l = 1; l <= network.outputLayer(); ++l) {
    if (l == layer)
      changed.W(l) = theta.W(l)(units, Eigen::all);
    else if (l == layer + 1)
      changed.W(l) = theta.W(l)(Eigen::all, units);
    else
      changed.W(l) = theta.W(l);
    if (!network.bias) continue;
    if (l == layer)
      changed.b(l) = theta.b(l)(units);
    else
      changed.b(l) = theta.b(l);
  }
  return changed;
}

std::vector<int> unitsOf(const Architecture& network, int layer) {
  std::vector<int> units(static_cast<std::size_t>(network.unitsOf(layer)));
  std::iota(units.begin(), units.end(), 0);
  return units;
}

Parameters withCopy(const Parameters& theta, int layer, int unit) {
  const Architecture& network = theta.architecture();
  assert(layer >= 1 && layer <= network.hiddenLayers() && network.unitsOf(layer) < kMaxUnits);
  std::vector<int> units = unitsOf(network, layer);
  units.insert(units.begin() + unit, unit);
  return rearranged(theta, layer, units);
}

}  // namespace

Parameters duplicateUnit(const Parameters& theta, int layer, int unit) {
  Parameters changed = withCopy(theta, layer, unit);
  changed.W(layer + 1).middleCols(unit, 2) *= 0.5;
  return changed;
}

FrozenPlaces duplicateFrozen(const FrozenPlaces& frozen, const Architecture& network, int layer, int unit) {
  Parameters marks(network);
  for (const std::size_t index : frozen) marks.theta()[index] = 1;
  const std::vector<double> changed = withCopy(marks, layer, unit).theta();
  FrozenPlaces places;
  for (std::size_t index = 0; index < changed.size(); ++index)
    if (changed[index] != 0) places.push_back(index);
  return places;
}

Parameters mergeUnits(const Parameters& theta, int layer, int first, int second) {
  std::vector<int> units = unitsOf(theta.architecture(), layer);
  units.erase(units.begin() + second);
  Parameters changed = rearranged(theta, layer, units);
  const int place = first < second ? first : first - 1;
  changed.W(layer + 1).col(place) += theta.W(layer + 1).col(second);
  return changed;
}

}  // namespace backscope
