#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/session/problem.h"

namespace backscope {

/// One key of a session's file with the values that it takes in turn.
struct SweepAxis {
  std::string key;                  ///< such as training.optimizer.learning_rate
  std::vector<std::string> values;  ///< as a file has them, strings without their quotes: 0.1, true, tanh
  bool operator==(const SweepAxis&) const = default;
};

/// The name under which the number of hidden layers is varied, each a copy of the first: no key of a file, but what
/// most sweeps over a network's shape want.
inline constexpr std::string_view kDepthKey = "network.depth";

/// Values of one axis, and so cells of one sweep; more is a slip of the finger.
inline constexpr std::size_t kMaxSweepCells = 1'000'000;

/// Reads what stands behind `key`=:
///   0.1,1,10         these, each a number, true, false or a name
///   1..20            whole numbers from the first to the last
///   lin:0:1:11       so many numbers at equal distances, the ends among them
///   log:1e-3:1e2:20  the same, at equal ratios
/// What is computed is rounded to 12 digits, so that 0.01 of a decade is 0.01; the same bits on every machine. Problems
/// have the key as their path.
Result<SweepAxis> readAxis(std::string_view key, std::string_view text);

/// The same from KEY=VALUES.
Result<SweepAxis> readAxis(std::string_view assignment);

/// As readAxis() for log:low:high:count; low and high above 0, count ≥ 1 (then it is low alone).
std::vector<std::string> ratioValues(double low, double high, std::size_t count);

/// KEY=VALUES with every value written out: read again, it is the same axis.
std::string axisText(const SweepAxis& axis);

}  // namespace backscope
