#pragma once

#include <cstdint>

#include "core/passes/batch_kernels.h"
#include "core/math/pack.h"

// The arrays of an update never overlap, which the compiler cannot see.
#ifdef __clang__
#define BACKSCOPE_INDEPENDENT_ITERATIONS _Pragma("clang loop vectorize(assume_safety)")
#else
#define BACKSCOPE_INDEPENDENT_ITERATIONS _Pragma("GCC ivdep")
#endif

/// One step of an optimizer over flat arrays. The formulas are those of OptimizerSettings, in that order of operations.
namespace backscope::inline BACKSCOPE_LEVEL {

/// Collects whether any of many numbers was NaN or ±∞, without a branch: an exponent of ones carries into the sign bit.
struct FiniteCheck {
  std::uint64_t carried = 0;
  [[gnu::always_inline]] void see(double x) {
    const std::uint64_t bits = __builtin_bit_cast(std::uint64_t, x);
    carried |= (bits & 0x7fffffffffffffffULL) + 0x0010000000000000ULL;
  }
  bool passed() const { return (carried >> 63) == 0; }
};

/// The gradient of the batch with the penalties' share: g + λ₂ w + λ₁ sign(w), sign(0) = 0.
template <bool kPenalised>
[[gnu::always_inline]] inline double penalisedGradient(const UpdateRule& rule, double gradient, double w) {
  if constexpr (!kPenalised) return gradient;
  const double sign = double(w > 0.0) - double(w < 0.0);
  return (gradient + rule.l2 * w) + rule.l1 * sign;
}

struct MomentumStep {
  template <bool kPenalised>
  [[gnu::always_inline]] static void at(const UpdateRule& rule, const UpdateArrays& arrays, std::ptrdiff_t p) {
    const double g = penalisedGradient<kPenalised>(rule, arrays.gradient[p], arrays.theta[p]);
    const double m = rule.momentum * arrays.mean[p] + g;
    arrays.nextMean[p] = m;
    arrays.nextTheta[p] = arrays.theta[p] - rule.rate * m;
  }
};

struct NesterovStep {
  template <bool kPenalised>
  [[gnu::always_inline]] static void at(const UpdateRule& rule, const UpdateArrays& arrays, std::ptrdiff_t p) {
    const double g = penalisedGradient<kPenalised>(rule, arrays.gradient[p], arrays.theta[p]);
    const double m = rule.momentum * arrays.mean[p] + g;
    arrays.nextMean[p] = m;
    arrays.nextTheta[p] = arrays.theta[p] - rule.rate * (g + rule.momentum * m);
  }
};

struct RmsPropStep {
  template <bool kPenalised>
  [[gnu::always_inline]] static void at(const UpdateRule& rule, const UpdateArrays& arrays, std::ptrdiff_t p) {
    const double g = penalisedGradient<kPenalised>(rule, arrays.gradient[p], arrays.theta[p]);
    const double v = rule.decay * arrays.meanSquare[p] + (1.0 - rule.decay) * (g * g);
    arrays.nextMeanSquare[p] = v;
    arrays.nextTheta[p] = arrays.theta[p] - rule.rate * g / (__builtin_sqrt(v) + rule.epsilon);
  }
};

struct AdamStep {
  template <bool kPenalised>
  [[gnu::always_inline]] static void at(const UpdateRule& rule, const UpdateArrays& arrays, std::ptrdiff_t p) {
    const double g = penalisedGradient<kPenalised>(rule, arrays.gradient[p], arrays.theta[p]);
    const double m = rule.momentum * arrays.mean[p] + (1.0 - rule.momentum) * g;
    const double v = rule.decay * arrays.meanSquare[p] + (1.0 - rule.decay) * (g * g);
    arrays.nextMean[p] = m;
    arrays.nextMeanSquare[p] = v;
    const double mHat = m / rule.meanCorrection;
    const double vHat = v / rule.squareCorrection;
    arrays.nextTheta[p] = arrays.theta[p] - rule.rate * mHat / (__builtin_sqrt(vHat) + rule.epsilon);
  }
};

/// Below this many parameters the update goes one by one: their gradients may still be on the way to memory in other pieces than packs.
inline constexpr std::ptrdiff_t kFewParameters = 16;

template <class Step, bool kPenalised>
inline bool updateRange(const UpdateRule& rule, const UpdateArrays& arrays, ParameterRange range) {
  FiniteCheck check;
  if (range.end - range.begin < kFewParameters) {
    for (std::ptrdiff_t p = range.begin; p < range.end; ++p) {
      asm volatile("");  // keeps the compiler from packing this loop too
      Step::template at<kPenalised>(rule, arrays, p);
      check.see(arrays.nextTheta[p]);
      check.see(arrays.gradient[p]);
    }
    return check.passed();
  }
BACKSCOPE_INDEPENDENT_ITERATIONS
  for (std::ptrdiff_t p = range.begin; p < range.end; ++p) {
    Step::template at<kPenalised>(rule, arrays, p);
    check.see(arrays.nextTheta[p]);
    check.see(arrays.gradient[p]);
  }
  return check.passed();
}

template <class Step>
inline bool updateRanges(const UpdateRule& rule, const UpdateArrays& arrays, const ParameterRange* ranges,
                         int rangeCount) {
  if (rule.l1 == 0.0 && rule.l2 == 0.0)
    return updateRange<Step, false>(rule, arrays, {0, ranges[rangeCount - 1].end, false});
  bool finite = true;
  for (int k = 0; k < rangeCount; ++k) {
    const bool passed = ranges[k].penalised ? updateRange<Step, true>(rule, arrays, ranges[k])
                                            : updateRange<Step, false>(rule, arrays, ranges[k]);
    finite = passed && finite;
  }
  return finite;
}

inline bool update(const UpdateRule& rule, const UpdateArrays& arrays, const ParameterRange* ranges, int rangeCount) {
  switch (rule.kind) {
    case UpdateRule::Kind::Momentum: return updateRanges<MomentumStep>(rule, arrays, ranges, rangeCount);
    case UpdateRule::Kind::Nesterov: return updateRanges<NesterovStep>(rule, arrays, ranges, rangeCount);
    case UpdateRule::Kind::RmsProp: return updateRanges<RmsPropStep>(rule, arrays, ranges, rangeCount);
    case UpdateRule::Kind::Adam: return updateRanges<AdamStep>(rule, arrays, ranges, rangeCount);
  }
  return false;
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
