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

/// (y + 4) M(y) / √(2π), for t = (y − 4)/(y + 4) and 0 ≤ y ≤ 40. Own fit with Sollya's fpminimax, relative error
/// below 3.7e-17.
template <class T>
[[gnu::always_inline]] inline T millsPolynomial(T t) {
  constexpr double kEven[] = {0x1.82b4bb8c94dcep-1,   0x1.8c6dbf2cfc2c8p-2,  0x1.eec4cc3e47b5cp-5,
                              -0x1.c81719cc23e2dp-9,  0x1.17a4a735075f1p-13, -0x1.00125c05a841p-19,
                              0x1.7fe8878dc9e03p-21,  -0x1.4fc724ec7e1cp-21, 0x1.1bebb1558ae2dp-22,
                              -0x1.4c9ee298dbcc4p-24, 0x1.fab504ccebff6p-27, -0x1.5217861ee1e37p-30};
  constexpr double kOdd[] = {-0x1.373e3a893c28ap-1,  -0x1.7dff2bff68411p-3,  -0x1.ee27610455016p-8,
                             0x1.ab825fb63a75fp-10,  -0x1.e4a422f09a09ep-13, 0x1.26d078859b203p-15,
                             -0x1.8d4ad5421032dp-18, 0x1.125a7f9656553p-20,  -0x1.50bd21b20584p-23,
                             0x1.167642df8c0c3p-26,  -0x1.a092a691d6fdbp-32};
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
  const T t = (y - 4.0) / (y + 4.0);
  const T tail = scaledDown(e.factor * millsPolynomial(t) / (y + 4.0), e.shifted);
  cdf = x > 0.0 ? 1.0 - tail : tail;
  density = scaledDown(e.factor * kInverseSqrt2Pi, e.shifted);
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
