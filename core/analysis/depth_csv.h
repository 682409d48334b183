#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/analysis/depth_scale.h"

namespace backscope {

/// A scale of depth as CSV, with all digits: comments that say of what, then a line for every cell that is done. What a
/// cell does not have is empty, an exact zero's logarithm "-inf".
std::string depthCsv(const Session& base, std::span<const std::optional<DepthCell>> cells);

}  // namespace backscope
