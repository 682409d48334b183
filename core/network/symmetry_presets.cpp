#include "core/network/symmetry_presets.h"

#include <algorithm>

namespace backscope {

std::vector<Symmetry> symmetryPresets(const Architecture& architecture) {
  constexpr double kFactor = 2;
  std::vector<Symmetry> presets;
  for (int l = 1; l <= std::min(architecture.hiddenLayers(), kMostPresetLayers); ++l)
    for (const Symmetry& symmetry : {Symmetry{.kind = Symmetry::Kind::Swap, .layer = l, .unit = 0, .place = 1},
                                     Symmetry{.kind = Symmetry::Kind::Flip, .layer = l},
                                     Symmetry{.kind = Symmetry::Kind::Rescale, .layer = l, .factor = kFactor}})
      if (!checkSymmetry(architecture, symmetry)) presets.push_back(symmetry);
  return presets;
}

}  // namespace backscope
