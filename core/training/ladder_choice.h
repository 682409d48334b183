#pragma once

#include <array>

#include "core/analysis/delta_rungs.h"

namespace backscope {

/// What of every layer is followed over the iterations.
enum class LadderQuantity {
  Delta,     ///< δ^(l) of the update's batch, each example's by itself
  Gradient,  ///< ∂L/∂W^(l) of the batch
  Update     ///< ‖ΔW^(l)‖₂ / ‖W^(l)‖₂ of the update: of all weights of the layer as one vector
};
inline constexpr std::array kLadderQuantities{LadderQuantity::Delta, LadderQuantity::Gradient, LadderQuantity::Update};

/// The size is without meaning for updates.
struct LadderChoice {
  LadderQuantity quantity = LadderQuantity::Delta;
  DeltaSize size = DeltaSize::Mean;
  bool operator==(const LadderChoice&) const = default;
};

}  // namespace backscope
