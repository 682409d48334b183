#pragma once

#include <vector>

#include "ui/text/run_aspects.h"

namespace backscope {

/// The activations, layers, units, outputs and biases of the runs' networks, whether they differ or not.
std::vector<RunAspect> networkAspects(ComparedSessions runs);

}  // namespace backscope
