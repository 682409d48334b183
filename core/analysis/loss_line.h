#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/symmetry.h"
#include "core/passes/loss.h"

namespace backscope {

/// The loss straight along the way from θ to a mirror image θ′ that computes the same. Both ends are equal, and where
/// the loss between them is larger, it is not convex.
struct LossLine {
  static constexpr int kMostPoints = 101;  ///< an odd number: the mean of both ends is one of them

  std::vector<double> train;  ///< L((1−t) θ + t θ′) at t = k / (points − 1), over `trainExamples`
  std::vector<double> test;   ///< the same over `testExamples`; empty without a test set
  int trainExamples = 0;      ///< the first so many
  int testExamples = 0;
  double barrier = 0;       ///< the largest L of training less that of the higher end; NaN where one is not finite
  std::size_t highest = 0;  ///< the point of the largest; of several the one nearest to the middle
  double distance = 0;      ///< ‖θ′ − θ‖
  bool operator==(const LossLine&) const = default;

  std::size_t middle() const { return train.size() / 2; }
};

struct LossLineOptions {
  int points = LossLine::kMostPoints;   ///< odd, at least 3
  int mostExamples = kMaxPoints;        ///< of each set
  std::function<bool()> interrupted{};  ///< asked before every point; true abandons the line
};

/// θ′: each symmetry after the one before it. Nothing where the network does not have one of them, or where a value
/// would not be finite.
std::optional<Parameters> mirrorImage(const Parameters& theta, std::span<const Symmetry> chain);

/// Nothing where it was abandoned. Both θ are of one network, the data has training examples.
std::optional<LossLine> lossBetween(const Parameters& theta, const Parameters& mirror, Loss loss, const Dataset& data,
                                    const LossLineOptions& options = {});

}  // namespace backscope
