#pragma once

#include <cstdint>
#include <string_view>

namespace backscope {

/// The first NaN or ∞ of a run, at which training stops.
struct Divergence {
  enum class Where { PreActivation, Output, Loss, Delta, Gradient, Parameter };
  Where where = Where::Loss;
  int layer = 0;               ///< 1…L+1; the lowest layer (forward) or the highest (backward) in which it stands
  std::int64_t iteration = 0;  ///< the update that could not be made; θ is that before it
  bool operator==(const Divergence&) const = default;
};

/// The name in files, such as "pre-activation".
std::string_view nameOf(Divergence::Where where);

}  // namespace backscope
