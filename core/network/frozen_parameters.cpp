#include "core/network/frozen_parameters.h"

#include <algorithm>

#include "core/network/parameters.h"

namespace backscope {

namespace {

/// The same layer in both, if there is one.
bool isSameLayer(const Architecture& before, const Architecture& after, int l) {
  const bool isHidden = l < before.outputLayer() && l < after.outputLayer();
  return isHidden || (before.outputLayer() == after.outputLayer() && l == after.outputLayer());
}

}  // namespace

bool isFrozen(const FrozenPlaces& frozen, std::size_t index) { return std::ranges::binary_search(frozen, index); }

bool areFrozen(const FrozenPlaces& frozen, std::span<const std::size_t> places) {
  return !places.empty() &&
         std::ranges::all_of(places, [&frozen](std::size_t place) { return isFrozen(frozen, place); });
}

/// By a mark for each place: a whole layer may have many.
void changeFrozen(FrozenPlaces& frozen, std::span<const FrozenAt> changes) {
  std::size_t size = frozen.empty() ? 0 : frozen.back() + 1;
  for (const FrozenAt& at : changes) size = std::max(size, at.index + 1);
  std::vector<bool> marks(size, false);
  for (const std::size_t place : frozen) marks[place] = true;
  for (const FrozenAt& at : changes) marks[at.index] = at.isFrozen;
  frozen.clear();
  for (std::size_t place = 0; place < size; ++place)
    if (marks[place]) frozen.push_back(place);
}

std::vector<std::size_t> placesOfUnit(const Architecture& network, int l, int j) {
  const ParameterLayout layout(network);
  std::vector<std::size_t> places;
  places.reserve(static_cast<std::size_t>(network.unitsOf(l - 1)) + 1);
  for (int i = 0; i < network.unitsOf(l - 1); ++i) places.push_back(layout.weightIndex(l, j, i));
  if (network.bias) places.push_back(layout.biasIndex(l, j));
  return places;
}

std::vector<std::size_t> placesOfLayer(const Architecture& network, int l) {
  const ParameterLayout layout(network);
  const auto units = static_cast<std::size_t>(network.unitsOf(l));
  const std::size_t count = units * (static_cast<std::size_t>(network.unitsOf(l - 1)) + (network.bias ? 1 : 0));
  std::vector<std::size_t> places(count);
  for (std::size_t k = 0; k < count; ++k) places[k] = layout.weightOffset(l) + k;
  return places;
}

FrozenPlaces keptFrozen(const FrozenPlaces& frozen, const Architecture& before, const Architecture& after) {
  const ParameterLayout from(before);
  const ParameterLayout to(after);
  FrozenPlaces kept;
  for (int l = 1; l <= std::min(before.outputLayer(), after.outputLayer()); ++l) {
    if (!isSameLayer(before, after, l)) continue;
    const int units = std::min(before.unitsOf(l), after.unitsOf(l));
    const int inputs = std::min(before.unitsOf(l - 1), after.unitsOf(l - 1));
    for (int k = 0; k < units * inputs; ++k)
      if (isFrozen(frozen, from.weightIndex(l, k / inputs, k % inputs)))
        kept.push_back(to.weightIndex(l, k / inputs, k % inputs));
    if (!before.bias || !after.bias) continue;
    for (int j = 0; j < units; ++j)
      if (isFrozen(frozen, from.biasIndex(l, j))) kept.push_back(to.biasIndex(l, j));
  }
  return kept;
}

}  // namespace backscope
