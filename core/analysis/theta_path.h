#pragma once

#include <cstdint>
#include <vector>

namespace backscope {

/// Where a run has been in the space of its parameters: θ of some iterations.
struct ThetaPath {
  struct Point {
    std::int64_t iteration = 0;
    std::vector<double> theta;
  };
  /// Of the present branch, to its end, and of those that it forked from, ascending: the start first, the last the
  /// latest one that is kept; from a place that was gone back to, also what came after it. Fewer where θ is long, and
  /// never more than kMostPoints.
  static constexpr std::size_t kMostPoints = 128;
  std::vector<Point> points;
  /// θ at each of HistoryPlace::bookmarks, in their order.
  std::vector<std::vector<double>> bookmarks;
};

}  // namespace backscope
