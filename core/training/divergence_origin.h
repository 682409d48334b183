#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "core/training/history.h"

namespace backscope {

/// Where a divergence began and what was measured there. It began at the place of the run from which on the loss of
/// every update's batch was more than ten times the least one since the last change by hand; or earlier, where it grew
/// from update to update up to there.
struct DivergenceOrigin {
  /// What of all this says why. Layers: a or δ grew more than kManifold times on their way through the layers already.
  /// Step: a part of the update would have lowered the loss that the whole of it raised.
  enum class Cause { Layers, Step, Unknown };
  static constexpr double kManifold = 100;

  std::int64_t begin = 0;  ///< updates made by then: the next one is the first of the growth
  std::int64_t end = 0;    ///< updates made before the one that failed
  /// By which the loss was multiplied at each update from begin + 1 to the last finite loss, as a geometric mean; NaN
  /// where there is only one.
  double lossGrowth = std::numeric_limits<double>::quiet_NaN();

  // At θ of `begin`, over the batch of its next update; |·| are means over units and examples. NaN where there is
  // nothing to divide by.
  std::vector<double> up;    ///< |z^(l)| / |z^(l-1)|, l = 1…L+1 at index l - 1
  std::vector<double> down;  ///< |δ^(l)| / |δ^(l+1)|, l = 1…L at index l - 1

  // The update after `begin`; NaN and nothing where that is the one that failed.
  double lossBefore = std::numeric_limits<double>::quiet_NaN();  ///< the loss of its batch, before it …
  double lossAfter = std::numeric_limits<double>::quiet_NaN();   ///< … and after it; infinite where it overflows
  /// The largest of 1, ½, ¼, … of the update that would have lowered this loss; nothing where none down to 2⁻⁶⁴ would.
  std::optional<double> loweringShare;
  int movedLayer = 0;  ///< whose weights it changed most, by ‖ΔW^(l)‖₂ / ‖W^(l)‖₂; 0: unknown
  double movedBy = std::numeric_limits<double>::quiet_NaN();

  int grownLayer = 0;  ///< whose ‖W^(l)‖₂ grew most from `begin` to `end`; 0: none grew
  double grownBy = 1;  ///< the factor

  Cause cause() const;
  /// Of all layers together.
  double upFactor() const;
  double downFactor() const;
  bool operator==(const DivergenceOrigin&) const = default;
};

/// The name in reports: "layers", "step" or "unknown".
std::string_view nameOf(DivergenceOrigin::Cause cause);

/// Looks for it in the history's present branch, whose trainer has diverged at its end. `replay` is another trainer of
/// the same session, which is moved about. Trains again at most as many updates as take about a second.
DivergenceOrigin traceDivergence(const History& history, Trainer& replay);

/// The same for a session that diverges, which is trained anew up to there; nothing where it does not within `updates`.
std::optional<DivergenceOrigin> traceDivergence(const Session& session, std::int64_t updates);

}  // namespace backscope
