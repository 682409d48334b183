#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "core/sweep/start_outcome.h"

namespace backscope {

/// How many runs ended by themselves in a bin: those that are solved, and those that are stuck.
struct LossBin {
  std::size_t solved = 0;
  std::size_t stuck = 0;
  std::size_t all() const { return solved + stuck; }
  bool operator==(const LossBin&) const = default;
};

/// The losses that many runs came to, in bins of equal ratios between two whole powers of ten, with a lane for exact
/// zeros and one for the runs that diverged.
struct LossBins {
  int low = -1;  ///< the decimal logarithms of the ends
  int high = 0;
  bool isLowCut = false;  ///< what lies below the lower end is in the first bin
  std::vector<LossBin> bins;
  LossBin zeros;
  std::size_t diverged = 0;

  /// Of a loss above 0, as a share of the width: 0 at the lower end, 1 at the upper.
  double shareOf(double loss) const;
  /// Of any bin or lane.
  std::size_t largest() const;
};

/// No more decades than this are shown: what was learned beyond them makes no difference.
inline constexpr int kMostDecades = 8;
/// Of few decades, each has more bins: there are at least as many as of four.
inline constexpr int kBinsPerDecade = 8;

/// `alsoShown` are losses that are to lie within the ends too.
LossBins binLosses(std::span<const StartOutcome> outcomes, std::span<const double> alsoShown);

}  // namespace backscope
