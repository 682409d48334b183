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
  /// Of the present branch, ascending: its start first, its last the latest state that is kept, which is not behind the
  /// present place. Fewer where θ is long, and never more than kMostPoints.
  static constexpr std::size_t kMostPoints = 128;
  std::vector<Point> points;
  /// θ at each of HistoryPlace::bookmarks, in their order; empty where the place can't be reached any more.
  std::vector<std::vector<double>> bookmarks;
};

}  // namespace backscope
