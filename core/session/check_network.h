#pragma once

#include <optional>

#include "core/network/architecture.h"
#include "core/session/problem.h"

namespace backscope {

/// What makes a network impossible, whatever is done with it: network.layers[1].units, say.
std::optional<Problem> checkNetwork(const Architecture& network);

}  // namespace backscope
