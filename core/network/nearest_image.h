#pragma once

#include <cstddef>

#include "core/network/parameters.h"

namespace backscope {

/// A mirror image of θ, which computes the same, as near to another point as the order of the units and their signs
/// bring it. Units are matched layer by layer, each layer as well as it can be with the others as they stand, until
/// nothing gets nearer: S. Ainsworth, J. Hayase and S. Srinivasa 2023, "Git Re-Basin: Merging Models modulo Permutation
/// Symmetries", algorithm 1, with signs beside the permutations; from θ, and from where the layers match upwards by
/// what enters their units. With one hidden layer of odd h this is the nearest image there is; else a near one. Units
/// of ReLU are not rescaled. Never farther than θ itself; θ where one of both has a value that is not finite.
///
/// Takes up to some tenths of a second for kMostAligned values, and longer than one waits for many more.
Parameters nearestImage(const Parameters& theta, const Parameters& reference);

inline constexpr std::size_t kMostAligned = 5'000;

}  // namespace backscope
