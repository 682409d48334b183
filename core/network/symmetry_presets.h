#pragma once

#include <vector>

#include "core/network/symmetry.h"

namespace backscope {

/// For each of the first hidden layers, up to kMostPresetLayers: its first two units swapped, its first one flipped, or
/// rescaled by 2, as far as the network has these symmetries.
std::vector<Symmetry> symmetryPresets(const Architecture& architecture);

inline constexpr int kMostPresetLayers = 4;

}  // namespace backscope
