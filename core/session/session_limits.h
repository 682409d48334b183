#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "core/data/dataset.h"
#include "core/network/architecture.h"

namespace backscope {

/// Whole numbers from low to high.
struct WholeRange {
  std::int64_t low = 0;
  std::int64_t high = 0;
  constexpr bool contains(std::int64_t value) const { return value >= low && value <= high; }
  /// Such as "1…128" or "1…100,000", or "1" where there is but one.
  std::string text() const;
};

/// Finite numbers from low to high; an open end is not in it.
struct RealRange {
  double low = 0;
  double high = 0;
  bool isLowOpen = false;
  bool isHighOpen = false;
  constexpr bool contains(double value) const {
    return (isLowOpen ? value > low : value >= low) && (isHighOpen ? value < high : value <= high);
  }
  /// Such as "0…0.9", or with an open end "0 ≤ … < 1".
  std::string text() const;
};

/// What the numbers of a session may be. The reader and checkSession() use the same.
namespace limits {

inline constexpr WholeRange kInputs{1, kMaxInputs};
inline constexpr WholeRange kLayers{1, kMaxHiddenLayers + 1};
inline constexpr WholeRange kUnits{1, kMaxUnits};
inline constexpr WholeRange kOutputs{1, kMaxOutputs};
inline constexpr WholeRange kPoints{1, kMaxPoints};
/// Of iteration and epoch: a million updates a second for thirty years.
inline constexpr WholeRange kCounter{0, 1'000'000'000'000'000};

/// Of state.step: more than any network has.
inline constexpr WholeRange kPassSteps{0, 10'000};

inline constexpr double kLargest = std::numeric_limits<double>::max();
inline constexpr RealRange kFinite{-kLargest, kLargest};
inline constexpr RealRange kNonNegative{0, kLargest};
inline constexpr RealRange kStart{-1e6, 1e6};            ///< initialization.scale and bias
inline constexpr std::string_view kDrawnBias = "drawn";  ///< in place of a number: initialization.bias
inline constexpr RealRange kNoise{0, 1};
inline constexpr RealRange kTestFraction{0, 0.9};
inline constexpr RealRange kLearningRate{0, 1e9};        ///< 0 holds θ still, which is a way to look at the passes
inline constexpr RealRange kAverage{0, 1, false, true};  ///< momentum, decay, beta1, beta2
inline constexpr RealRange kEpsilon{0, 1, true, false};
inline constexpr RealRange kPenalty{0, 1e6};
inline constexpr RealRange kProbability{0, 1};

/// Characters of a title.
inline constexpr WholeRange kTitle{0, 200};

}  // namespace limits
}  // namespace backscope
