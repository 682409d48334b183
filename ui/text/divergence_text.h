#pragma once

#include <QString>

#include "core/training/divergence.h"
#include "core/training/divergence_origin.h"

namespace backscope {

/// Where a divergence began and what was measured there, in sentences: "From iteration 41 on the loss grew ×3.1 an
/// update in the mean. The first update took the loss of its batch from 0.50 to 1.6, which 1/8 of it would have
/// lowered: the steps are too long." Or: "At iteration 0 δ grew ×3.1·10¹⁶ from layer 17 down to layer 1: ×9.8 a layer
/// in the mean, most into layer 3 (×11)."
QString describe(const DivergenceOrigin& origin);

/// What, where, and where it began, without an origin only the first two: "diverged: layer 1's deltas at iteration 57
/// are not finite. From iteration …".
QString describe(const Divergence& divergence, const DivergenceOrigin* origin);
/// The same with what to do in the window: "… Lower the learning rate, then reset (R)."
QString explainDivergence(const Divergence& divergence, const DivergenceOrigin* origin);

}  // namespace backscope
