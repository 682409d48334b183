#pragma once

#include <cstdint>

#include "core/math/exponential_functions.h"
#include "core/math/pack.h"

/// The normal distribution's Φ and φ of a double or of every lane of a pack, without branches and without libm.
///
/// For y ≥ 0: Φ(−y) = φ(y) M(y), where M is the Mills ratio √(π/2) e^(y²/2) erfc(y/√2). (y + 4) M(y) varies slowly on
/// the whole half-line, and as a function of t = (y − 4)/(y + 4) a polynomial holds it (the substitution of Shepherd
/// and Laframboise 1981).
namespace backscope::inline BACKSCOPE_LEVEL::elementary {

inline constexpr double kInverseSqrt2Pi = 0x1.9884533d43651p-2;

/// (y + 4) M(y), for t = (y − 4)/(y + 4) and 0 ≤ y ≤ 40. Own Chebyshev interpolation of degree 22 with mpmath; with the
/// coefficients rounded to double its relative error is below 8.2e-17.
template <class T>
[[gnu::always_inline]] inline T millsPolynomial(T t) {
  constexpr double kEven[] = {0x1.e4aa012912ddep+0,   0x1.f0d9856bc3b74p-1,   0x1.360ce2601af00p-3,
                              -0x1.1dcfea723efc9p-7,  0x1.5e7b10dbae789p-12,  -0x1.40ee808244647p-18,
                              0x1.e10dd3a5f594fp-20,  -0x1.a4894338b4f28p-20, 0x1.62a8ce0daecc0p-21,
                              -0x1.9af8e5ea872f0p-23, 0x1.2cf07e851bd88p-25,  -0x1.582f73d62de94p-29};
  constexpr double kOdd[] = {-0x1.8615d9b491659p+0,  -0x1.dec30ee679a58p-2,  -0x1.35aa3c93f398cp-6,
                             0x1.0be6d631715a6p-8,   -0x1.2fb4251c8877fp-11, 0x1.717da833f5ddfp-14,
                             -0x1.f1d6d90dd8c4ep-17, 0x1.572fc71c84cdfp-19,  -0x1.a0278c55cae5ep-22,
                             0x1.3f953db339761p-25,  -0x1.bfb7365829a4ap-36};
  const T t2 = t * t;
  T even = broadcast<T>(kEven[11]);
  for (int i = 10; i >= 0; --i) even = even * t2 + kEven[i];
  T odd = broadcast<T>(kOdd[10]);
  for (int i = 9; i >= 0; --i) odd = odd * t2 + kOdd[i];
  return even + t * odd;
}

/// e^(−y²/2) as factor · 2ᵏ, for 0 ≤ y ≤ 39. y is split, so that the rounding of y² does not enter the exponent.
template <class T>
struct Bell {
  T factor;
  T shifted;
};

template <class T>
[[gnu::always_inline]] inline Bell<T> bell(T y) {
  const T high = fromBits<T>(bitsOf(y) & ~std::int64_t{0x7ffffff});
  ExpReduction<T> reduced = reduceForExp(-0.5 * high * high);
  return {1.0 + expm1Reduced(reduced.r - 0.5 * (y - high) * (y + high)), reduced.shifted};
}

/// factor · 2ᵏ for −1100 ≤ k ≤ 0, rounded once.
template <class T>
[[gnu::always_inline]] inline T scaledDown(T factor, T shifted) {
  return factor * twoTo(shifted, 1023 + 126) * 0x1p-126;
}

template <class T>
[[gnu::always_inline]] inline T atMost39(T magnitude) {
  return 39.0 < magnitude ? broadcast<T>(39.0) : magnitude;
}

/// Φ(x), the share of a normal distribution below x, and its slope φ(x) = e^(−x²/2) / √(2π), with one exponential.
/// Φ keeps its relative accuracy in the left tail, down to subnormal numbers.
template <class T>
[[gnu::always_inline]] inline void normalCdfWithDensity(T x, T& cdf, T& density) {
  const T y = atMost39(absolute(x));
  const Bell<T> e = bell(y);
  const T u = 1.0 / (y + 4.0);
  const T mills = millsPolynomial((y - 4.0) * u) * u;
  const T scaled = e.factor * kInverseSqrt2Pi;
  const T tail = scaledDown(scaled * mills, e.shifted);
  cdf = x > 0.0 ? 1.0 - tail : tail;
  density = scaledDown(scaled, e.shifted);
}

/// Φ(x). Limits 0 and 1.
template <class T>
[[gnu::always_inline]] inline T normalCdf(T x) {
  T cdf;
  T density;
  normalCdfWithDensity(x, cdf, density);
  return cdf;
}

/// φ(x). Limit 0.
template <class T>
[[gnu::always_inline]] inline T normalDensity(T x) {
  const Bell<T> e = bell(atMost39(absolute(x)));
  return scaledDown(e.factor * kInverseSqrt2Pi, e.shifted);
}

}  // namespace backscope::inline BACKSCOPE_LEVEL::elementary
