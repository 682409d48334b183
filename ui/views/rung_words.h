#pragma once

#include <QString>
#include <vector>

#include "core/analysis/delta_rungs.h"
#include "core/network/architecture.h"

namespace backscope {

/// Why so much of the output's δ comes to layer 1, in a sentence: "Layer 1 receives 3.2·10⁻⁵ of the output's δ: 6
/// sigmoid layers multiply it by 0.21 each with their slopes (never above 0.25) and by 0.83 with their weights." The
/// factors are geometric means over the rungs. Empty without hidden layers, or where a δ is 0 or no number.
QString blameOf(const Architecture& network, const std::vector<DeltaRung>& rungs);

/// The definition of the two factors of a rung.
QString rungDefinition();

/// One rung in full: its factors, its bound, and the singular values of its Jacobian for one example.
QString rungInWords(int layer, const DeltaRung& rung, const std::vector<double>& singularValues);

}  // namespace backscope
