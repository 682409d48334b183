#pragma once

#include <optional>

#include "ui/formula/formula.h"
#include "ui/views/network_layout.h"

namespace backscope {

/// What a term of a formula is in the network: a weight, a bias, or a unit. Nothing for one that stands for several.
std::optional<NetworkItem> networkItemOf(const std::optional<TermRef>& term);

}  // namespace backscope
