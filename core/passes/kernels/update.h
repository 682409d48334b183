#pragma once

#include <cstdint>

#include "core/passes/batch_kernels.h"
#include "core/passes/kernels/lanes.h"

/// One step of an optimizer over flat arrays. The formulas are those of OptimizerSettings, in that order of operations.
namespace backscope::inline BACKSCOPE_LEVEL {

/// Collects whether any of many numbers was NaN or ±∞, without a branch: an exponent of ones carries into the sign bit.
template <class T>
struct FiniteCheck {
  Unsigneds<T> carried{};
  [[gnu::always_inline]] void see(T x) {
    carried |= (unsignedBitsOf(x) & 0x7fffffffffffffffULL) + 0x0010000000000000ULL;
  }
  [[gnu::always_inline]] bool passed() const {
    std::uint64_t lanes[sizeof(T) / sizeof(std::uint64_t)];
    __builtin_memcpy(lanes, &carried, sizeof carried);
    std::uint64_t any = 0;
    for (const std::uint64_t lane : lanes) any |= lane;
    return (any >> 63) == 0;
  }
};

[[gnu::always_inline]] inline double squareRoot(double x) { return __builtin_sqrt(x); }
template <class T>
[[gnu::always_inline]] inline T squareRoot(T x) {
  T root{};
  for (int k = 0; k < Memory<T>::kWidth; ++k) root[k] = __builtin_sqrt(x[k]);
  return root;
}

/// The gradient of the batch with the penalties' share: g + λ₂ w + λ₁ sign(w), sign(0) = 0.
template <bool kPenalised, class T>
[[gnu::always_inline]] inline T penalisedGradient(const UpdateRule& rule, T gradient, T w) {
  if constexpr (!kPenalised) return gradient;
  const T zero = broadcast<T>(0.0);
  const T one = broadcast<T>(1.0);
  const T sign = w > zero ? one : (w < zero ? -one : zero);
  return (gradient + rule.l2 * w) + rule.l1 * sign;
}

/// Each step computes the parameters from p on, as many as T holds, from their gradient and returns the new θ.
struct MomentumStep {
  template <bool kPenalised, class T>
  [[gnu::always_inline]] static T at(const UpdateRule& rule, const UpdateArrays& arrays, std::ptrdiff_t p, T gradient) {
    const T theta = Memory<T>::load(arrays.theta + p);
    const T g = penalisedGradient<kPenalised>(rule, gradient, theta);
    const T m = rule.momentum * Memory<T>::load(arrays.mean + p) + g;
    Memory<T>::store(arrays.nextMean + p, m);
    return theta - rule.rate * m;
  }
};

struct NesterovStep {
  template <bool kPenalised, class T>
  [[gnu::always_inline]] static T at(const UpdateRule& rule, const UpdateArrays& arrays, std::ptrdiff_t p, T gradient) {
    const T theta = Memory<T>::load(arrays.theta + p);
    const T g = penalisedGradient<kPenalised>(rule, gradient, theta);
    const T m = rule.momentum * Memory<T>::load(arrays.mean + p) + g;
    Memory<T>::store(arrays.nextMean + p, m);
    return theta - rule.rate * (g + rule.momentum * m);
  }
};

struct RmsPropStep {
  template <bool kPenalised, class T>
  [[gnu::always_inline]] static T at(const UpdateRule& rule, const UpdateArrays& arrays, std::ptrdiff_t p, T gradient) {
    const T theta = Memory<T>::load(arrays.theta + p);
    const T g = penalisedGradient<kPenalised>(rule, gradient, theta);
    const T v = rule.decay * Memory<T>::load(arrays.meanSquare + p) + (1.0 - rule.decay) * (g * g);
    Memory<T>::store(arrays.nextMeanSquare + p, v);
    return theta - rule.rate * g / (squareRoot(v) + rule.epsilon);
  }
};

struct AdamStep {
  template <bool kPenalised, class T>
  [[gnu::always_inline]] static T at(const UpdateRule& rule, const UpdateArrays& arrays, std::ptrdiff_t p, T gradient) {
    const T theta = Memory<T>::load(arrays.theta + p);
    const T g = penalisedGradient<kPenalised>(rule, gradient, theta);
    const T m = rule.momentum * Memory<T>::load(arrays.mean + p) + (1.0 - rule.momentum) * g;
    const T v = rule.decay * Memory<T>::load(arrays.meanSquare + p) + (1.0 - rule.decay) * (g * g);
    Memory<T>::store(arrays.nextMean + p, m);
    Memory<T>::store(arrays.nextMeanSquare + p, v);
    const T mHat = m / rule.meanCorrection;
    const T vHat = v / rule.squareCorrection;
    return theta - rule.rate * mHat / (squareRoot(vHat) + rule.epsilon);
  }
};

/// Writes the parameters from p on and checks them. A gradient that is not finite needs no check of its own: no rule
/// makes a finite θ of it.
template <class Step, bool kPenalised, class T>
[[gnu::always_inline]] inline void updateAt(const UpdateRule& rule, const UpdateArrays& arrays, std::ptrdiff_t p,
                                            T gradient, FiniteCheck<T>& check) {
  const T theta = Step::template at<kPenalised, T>(rule, arrays, p, gradient);
  Memory<T>::store(arrays.nextTheta + p, theta);
  check.see(theta);
}

/// Where the update takes the gradient from: here, from memory.
struct StoredGradient {
  static constexpr bool kInLanes = false;
  const double* values;
  template <class T>
  [[gnu::always_inline]] T at(std::ptrdiff_t p) const {
    return Memory<T>::load(values + p);
  }
};

/// Parameters begin…end, as many at a time as T holds; leaves the rest. False where a new θ is not finite.
template <class Step, bool kPenalised, class T, class Gradient>
[[gnu::always_inline]] inline bool updatePacks(const UpdateRule& rule, const UpdateArrays& arrays,
                                               const Gradient& gradient, std::ptrdiff_t& begin, std::ptrdiff_t end) {
  FiniteCheck<T> check;
  for (; begin + Memory<T>::kWidth <= end; begin += Memory<T>::kWidth)
    updateAt<Step, kPenalised>(rule, arrays, begin, gradient.template at<T>(begin), check);
  return check.passed();
}

/// Below this many parameters the update goes in pairs, because that is how a single example's gradient was stored and
/// a wider load would wait for it.
inline constexpr std::ptrdiff_t kFewParameters = 16;
/// From here on the widest packs pay.
inline constexpr std::ptrdiff_t kManyParameters = 64;

template <class Step, bool kPenalised, class Gradient>
inline bool updateRange(const UpdateRule& givenRule, const UpdateArrays& givenArrays, const Gradient& gradient,
                        ParameterRange range) {
  const UpdateRule rule = givenRule;  // copies that no store can change, so that they stay in registers
  const UpdateArrays arrays = givenArrays;
  std::ptrdiff_t p = range.begin;
  const std::ptrdiff_t count = range.end - range.begin;
  bool packsPassed = true;
  if (Gradient::kInLanes || (count >= kFewParameters && count < kManyParameters))
    packsPassed = updatePacks<Step, kPenalised, LanePack>(rule, arrays, gradient, p, range.end);
  else if constexpr (!Gradient::kInLanes) {
    if (count >= kManyParameters)
      packsPassed = updatePacks<Step, kPenalised, Pack>(rule, arrays, gradient, p, range.end);
    else
      packsPassed = updatePacks<Step, kPenalised, PairPack>(rule, arrays, gradient, p, range.end);
  }
  return updatePacks<Step, kPenalised, double>(rule, arrays, gradient, p, range.end) && packsPassed;
}

template <class Step, class Gradient>
inline bool updateRanges(const UpdateRule& rule, const UpdateArrays& arrays, const Gradient& gradient,
                         const ParameterRange* ranges, int rangeCount) {
  if (rule.l1 == 0.0 && rule.l2 == 0.0)
    return updateRange<Step, false>(rule, arrays, gradient, {0, ranges[rangeCount - 1].end, false});
  bool finite = true;
  for (int k = 0; k < rangeCount; ++k) {
    const bool passed = ranges[k].penalised ? updateRange<Step, true>(rule, arrays, gradient, ranges[k])
                                            : updateRange<Step, false>(rule, arrays, gradient, ranges[k]);
    finite = passed && finite;
  }
  return finite;
}

template <class Gradient>
inline bool updateFrom(const Gradient& gradient, const UpdateRule& rule, const UpdateArrays& arrays,
                       const ParameterRange* ranges, int rangeCount) {
  switch (rule.kind) {
    case UpdateRule::Kind::Momentum:
      return updateRanges<MomentumStep>(rule, arrays, gradient, ranges, rangeCount);
    case UpdateRule::Kind::Nesterov:
      return updateRanges<NesterovStep>(rule, arrays, gradient, ranges, rangeCount);
    case UpdateRule::Kind::RmsProp:
      return updateRanges<RmsPropStep>(rule, arrays, gradient, ranges, rangeCount);
    case UpdateRule::Kind::Adam:
      return updateRanges<AdamStep>(rule, arrays, gradient, ranges, rangeCount);
  }
  return false;
}

inline bool update(const UpdateRule& rule, const UpdateArrays& arrays, const ParameterRange* ranges, int rangeCount) {
  return updateFrom(StoredGradient{arrays.gradient}, rule, arrays, ranges, rangeCount);
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
