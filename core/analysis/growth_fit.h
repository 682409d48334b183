#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/training/series.h"

namespace backscope {

/// The value that something had at an iteration.
struct GrowthPoint {
  std::int64_t iteration = 0;
  double value = 0;
};

/// A stretch of iterations on which a value d grows exponentially: ln d is a straight line over the iterations, fitted
/// by least squares.
struct GrowthFit {
  double rate = 0;         ///< the line's slope: d ∝ exp(rate · iteration)
  std::int64_t first = 0;  ///< the iterations of the first and the last point of the line
  std::int64_t last = 0;
  double from = 0;  ///< the values there
  double to = 0;
  double straightness = 0;  ///< R² of the line, at most 1

  /// d grows by this factor from one iteration to the next.
  double factor() const;
  /// Iterations in which d doubles.
  double doubling() const;
};

/// The latest stretch of exponential growth among these points, whose iterations ascend; nothing where there is none.
///
/// The line has to stay away from both ends of a rise: points up to kRounding are left out, since below it is little
/// but rounding, and so are those from the first one above a tenth of the greatest value on, since there the growth
/// ends; unless it goes on, in a straight line (R² ≥ 0.9999) up to the last point. At the beginning, where other
/// directions than the growing one still count, as many points are left out as it takes to make the rest straight (R² ≥
/// 0.9999). Where the noise of small batches leaves no such rest, the straightest one counts that has half of the rise,
/// from R² ≥ 0.95 on. At least 8 points, which rise to the threefold.
std::optional<GrowthFit> fitGrowth(std::span<const GrowthPoint> points);

inline constexpr double kRounding = 1e-14;

/// The latest growth of a curve up to the iteration `until`: that in the last stretch between two changes by hand
/// (`edits`, ascending, the run's beginning among them) that has one.
std::optional<GrowthFit> latestGrowth(const Series& series, std::span<const std::int64_t> edits, std::int64_t until);

}  // namespace backscope
