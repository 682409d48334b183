#pragma once

#include <cmath>

#include "core/analysis/delta_rungs.h"

namespace backscope {

/// All sizes of some numbers; see DeltaSize.
struct Sizes {
  double mean = 0;
  double rms = 0;
  double largest = 0;
  double length = 0;
  double of(DeltaSize size) const {
    switch (size) {
      case DeltaSize::Mean:
        return mean;
      case DeltaSize::Rms:
        return rms;
      case DeltaSize::Largest:
        return largest;
      case DeltaSize::Length:
        break;
    }
    return length;
  }
};

/// What every size of a set of numbers can be told from. Squares of numbers beyond 2^±500 are summed on scales of
/// their own, so that a size is 0 or infinite only where all numbers are 0 or one is infinite: δ of 10⁻²⁰⁰ have an rms
/// too (J. L. Blue, A portable Fortran program to find the Euclidean norm of a vector, 1978).
class SizeSums {
 public:
  SizeSums() = default;
  /// Of numbers whose largest magnitude lies in 2^−480 … 2^500, so that squares on one scale lose nothing.
  SizeSums(double magnitude, double square, double largest)
      : m_magnitude(magnitude), m_square(square), m_largest(largest) {}
  static bool isPlain(double largest) { return largest >= 0x1p-480 && largest <= kLarge; }

  void add(double v) {
    const double size = std::abs(v);
    m_magnitude += size;
    // A NaN stays.
    if (size > m_largest || std::isnan(size)) m_largest = size;
    if (size < kSmall)
      m_small += (size * kScale) * (size * kScale);
    else if (size > kLarge)
      m_large += (size / kScale) * (size / kScale);
    else
      m_square += size * size;
  }

  /// √(Σ v² / count).
  double rootMeanSquare(double count) const {
    if (std::isinf(m_largest)) return m_largest;
    if (m_large > 0) return std::sqrt((m_large + m_square / kScale / kScale) / count) * kScale;
    if (m_square > 0) return std::sqrt((m_square + m_small / kScale / kScale) / count);
    return m_square == 0 ? std::sqrt(m_small / count) / kScale : m_square;
  }

  /// Of so many numbers for each of the examples.
  Sizes over(double numbers, double examples) const {
    return {m_magnitude / (numbers * examples), rootMeanSquare(numbers * examples), m_largest,
            rootMeanSquare(examples)};
  }

 private:
  static constexpr double kScale = 0x1p600;
  static constexpr double kSmall = 0x1p-500;
  static constexpr double kLarge = 0x1p500;

  double m_magnitude = 0;
  double m_square = 0;
  double m_small = 0;
  double m_large = 0;
  double m_largest = 0;
};

}  // namespace backscope
