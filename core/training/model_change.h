#pragma once

#include <cstddef>
#include <vector>

#include "core/network/frozen_parameters.h"

namespace backscope {

/// A value for one place of an array.
struct ValueAt {
  std::size_t index = 0;
  double value = 0;
  bool operator==(const ValueAt&) const = default;
};

/// Other values at some places of θ, and of the optimizer's averages m and v where it has them, and what is to be
/// frozen or no longer; all finite, all indices those of ParameterLayout, none twice in one array.
struct ModelChange {
  std::vector<ValueAt> theta;
  std::vector<ValueAt> mean{};
  std::vector<ValueAt> meanSquare{};
  std::vector<FrozenAt> frozen{};
  bool operator==(const ModelChange&) const = default;
};

}  // namespace backscope
