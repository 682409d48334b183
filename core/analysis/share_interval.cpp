#include "core/analysis/share_interval.h"

#include <algorithm>
#include <cmath>

namespace backscope {

ShareInterval wilsonInterval(std::size_t k, std::size_t n) {
  if (n == 0) return {};
  constexpr double kZ = 1.959963984540054;  // the normal quantile of 0.975
  const double count = static_cast<double>(n);
  const double p = static_cast<double>(k) / count;
  const double square = kZ * kZ / count;
  const double middle = p + square / 2;
  const double half = kZ * std::sqrt(p * (1 - p) / count + square / (4 * count));
  // At both ends (1) is exactly 0 and 1, but for rounding.
  const double low = k == 0 ? 0 : std::max(0.0, (middle - half) / (1 + square));
  const double high = k == n ? 1 : std::min(1.0, (middle + half) / (1 + square));
  return {p, low, high};
}

}  // namespace backscope
