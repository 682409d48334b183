#include "core/analysis/output_difference.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace backscope {

OutputDifference compareOutputs(std::span<const double> before, std::span<const double> after, int outputs) {
  assert(before.size() == after.size());
  OutputDifference difference;
  difference.examples = static_cast<int>(before.size()) / outputs;
  double largestOutput = 0;
  for (std::size_t k = 0; k < before.size(); ++k) {
    const double apart = std::abs(after[k] - before[k]);
    if (!(apart <= difference.largest)) difference.largest = apart;
    if (std::isnan(apart)) return {difference.examples, apart, apart};
    largestOutput = std::max(largestOutput, std::abs(before[k]));
  }
  const double unit = std::nextafter(largestOutput, std::numeric_limits<double>::infinity()) - largestOutput;
  difference.ulps = difference.largest / unit;
  return difference;
}

}  // namespace backscope
