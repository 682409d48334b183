#pragma once

#include <cstring>
#include <span>

namespace backscope::test {

/// Whether two arrays hold the same doubles, bit for bit: 0 is not −0, and a NaN equals itself.
inline bool sameBits(std::span<const double> left, std::span<const double> right) {
  return left.size() == right.size() &&
         (left.empty() || std::memcmp(left.data(), right.data(), left.size_bytes()) == 0);
}

}  // namespace backscope::test
