#pragma once

#include <optional>

#include "core/session/problem.h"
#include "core/session/session.h"

namespace backscope {

/// What makes one of the compared runs impossible beside a first that is possible itself: compare[1].loss, say. Where
/// it does not go together with the data, the run is at fault, since the data are the first's.
std::optional<Problem> checkCompared(const Session& first);

}  // namespace backscope
