#pragma once

#include <vector>

#include "core/network/architecture.h"

namespace backscope {

/// How finely a loss surface is measured. Sizes are such that each contains the points of the one before, see
/// SurfaceOptions::coarser.
struct SurfaceBudget {
  /// For so many examples.
  SurfaceBudget(const Architecture& network, int count);

  int liveExamples = 0;        ///< while it trains
  std::vector<int> liveSizes;  ///< one of these, as the speed of the machine allows
  int examples = 0;            ///< once it stands
  std::vector<int> sizes;      ///< all of these, one after the other
};

}  // namespace backscope
