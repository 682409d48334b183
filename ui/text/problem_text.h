#pragma once

#include <QString>

#include "core/session/problem.h"
#include "core/training/divergence.h"

namespace backscope {

/// One line that says what, where and what was expected: "network.layers[1].units: expected 1…128, found 0".
QString describe(const Problem& problem);

/// "diverged: layer 2's pre-activations at iteration 17 are not finite"
QString describe(const Divergence& divergence);

}  // namespace backscope
