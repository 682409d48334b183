#pragma once

#include <span>

namespace backscope {

/// How far the outputs of two networks that should be the same are apart.
struct OutputDifference {
  int examples = 0;
  double largest = 0;  ///< |ŷ′ − ŷ| over all examples and outputs; NaN where one of them is
  double ulps = 0;     ///< the same in units in the last place of the largest |ŷ|
  bool operator==(const OutputDifference&) const = default;
};

/// Both are examples × outputs.
OutputDifference compareOutputs(std::span<const double> before, std::span<const double> after, int outputs);

}  // namespace backscope
