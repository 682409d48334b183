#pragma once

#include <span>
#include <string>

#include "core/analysis/loss_surface.h"

namespace backscope {

/// A loss surface as CSV, with all digits: what it is and `comments`, each a line, then α, β and L of every point, row
/// after row from βlow on.
std::string surfaceCsv(const LossSurface& surface, std::span<const std::string> comments);

}  // namespace backscope
