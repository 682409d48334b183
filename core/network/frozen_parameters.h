#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/network/architecture.h"

namespace backscope {

/// The weights and biases that training leaves alone, as their places in θ: ascending, none twice.
using FrozenPlaces = std::vector<std::size_t>;

/// Whether one place is to be frozen from now on.
struct FrozenAt {
  std::size_t index = 0;
  bool isFrozen = false;
  bool operator==(const FrozenAt&) const = default;
};

bool isFrozen(const FrozenPlaces& frozen, std::size_t index);
/// All of these; false where there are none.
bool areFrozen(const FrozenPlaces& frozen, std::span<const std::size_t> places);
void changeFrozen(FrozenPlaces& frozen, std::span<const FrozenAt> changes);

/// The weights into unit j of layer l = 1…L+1, then its bias where there are biases.
std::vector<std::size_t> placesOfUnit(const Architecture& network, int l, int j);
/// The weights into layer l = 1…L+1, then its biases.
std::vector<std::size_t> placesOfLayer(const Architecture& network, int l);

/// What of it another network has too: the same weight or bias, by its layer and its units, of a layer that is hidden
/// in both, or the output of as many layers.
FrozenPlaces keptFrozen(const FrozenPlaces& frozen, const Architecture& before, const Architecture& after);

}  // namespace backscope
