#pragma once

#include <cstdint>
#include <vector>

#include "core/network/architecture.h"
#include "core/passes/batch_kernels.h"
#include "core/session/session.h"

namespace backscope {

/// The numbers of update number `step` (counted from 1 since the optimizer started).
UpdateRule updateRule(const TrainingSettings& settings, std::int64_t step);

/// θ as runs of weights, which are penalised, and of biases, which are not; in order, without gaps.
std::vector<ParameterRange> parameterRanges(const Architecture& architecture);

}  // namespace backscope
