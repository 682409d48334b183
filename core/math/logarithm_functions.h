#pragma once

#include <cstdint>

#include "core/math/exponential_functions.h"
#include "core/math/pack.h"

/// ln x and ln(1 + x) of a double or of every lane of a pack, without branches and without libm.
///
/// With x = 2ᵏ m, √½ ≤ m < √2, f = m − 1 and s = f / (2 + f): ln m = ln((1 + s) / (1 − s)) = 2s + s³ R(s²). Because
/// 2s = f − s f, this is
///   ln m = f − (f²/2 − s (f²/2 + s² R(s²)))                                        (1)
/// in which the rounding of s hardly counts.
namespace backscope::inline BACKSCOPE_LEVEL::elementary {

/// x = 2ᵏ m with √½ ≤ m < √2, for a positive normal number.
template <class T>
struct LogReduction {
  T k;
  T m;
};

template <class T>
[[gnu::always_inline]] inline LogReduction<T> reduceForLog(T x) {
  // The bits of √½ with the low word cleared: subtracting them carries into the exponent exactly where m would reach
  // √2.
  constexpr std::uint64_t kSqrtHalfBits = 0x3fe6a09e00000000;
  const Unsigneds<T> kPlus1024 = (unsignedBitsOf(x) - kSqrtHalfBits + (std::uint64_t{1024} << 52)) >> 52;
  const T k = fromUnsignedBits<T>(kPlus1024 + __builtin_bit_cast(std::uint64_t, kShifter)) - (kShifter + 1024.0);
  return {k, fromUnsignedBits<T>(unsignedBitsOf(x) - ((kPlus1024 - 1024) << 52))};
}

/// k ln 2 + ln(1 + f) + correction by (1). R is an own fit with Sollya's fpminimax; its relative error in ln m is below
/// 5e-18.
template <class T>
[[gnu::always_inline]] inline T logAssembled(T k, T f, T correction) {
  constexpr double kR0 = 0x1.5555555555558p-1;
  constexpr double kR1 = 0x1.999999999528ep-2;
  constexpr double kR2 = 0x1.2492492e0147cp-2;
  constexpr double kR3 = 0x1.c71c62ce93508p-3;
  constexpr double kR4 = 0x1.7462bb6a8e387p-3;
  constexpr double kR5 = 0x1.39fd7ee01a1edp-3;
  constexpr double kR6 = 0x1.2b631d61566e7p-3;
  const T s = f / (2.0 + f);
  const T w = s * s;
  const T w2 = w * w;
  const T even = kR0 + w2 * (kR2 + w2 * (kR4 + w2 * kR6));
  const T odd = kR1 + w2 * (kR3 + w2 * kR5);
  const T half = 0.5 * f * f;
  const T small = s * (half + w * (even + w * odd)) + (k * kLn2Low + correction);
  return k * kLn2High - ((half - small) - f);
}

/// ln x. ln 0 = −∞, ln ∞ = ∞; NaN below 0.
template <class T>
[[gnu::always_inline]] inline T log(T x) {
  const auto subnormal = x < 0x1p-1022;
  const LogReduction<T> reduced = reduceForLog(subnormal ? x * 0x1p54 : x);
  const T k = subnormal ? reduced.k - 54.0 : reduced.k;
  const T value = logAssembled(k, reduced.m - 1.0, T{});
  const T infinity = broadcast<T>(__builtin_inf());
  const T outside = x == 0.0 ? -infinity : broadcast<T>(__builtin_nan(""));
  return x > 0.0 ? (x < infinity ? value : x) : outside;
}

/// ln(1 + x), with full relative accuracy near 0. −∞ at −1, ∞ at ∞; NaN below −1.
template <class T>
[[gnu::always_inline]] inline T log1p(T x) {
  const T u = 1.0 + x;
  const LogReduction<T> reduced = reduceForLog(u);
  // What the sum lost, as a share of it. Where k = 0, f is x itself and nothing was lost.
  const T lost = (x > 1.0 ? 1.0 - (u - x) : x - (u - 1.0)) / u;
  const auto direct = reduced.k == 0.0;
  const T value = logAssembled(reduced.k, direct ? x : reduced.m - 1.0, direct ? T{} : lost);
  const T infinity = broadcast<T>(__builtin_inf());
  const T outside = x == -1.0 ? -infinity : broadcast<T>(__builtin_nan(""));
  return x > -1.0 ? (x < infinity ? value : x) : outside;
}

}  // namespace backscope::inline BACKSCOPE_LEVEL::elementary
