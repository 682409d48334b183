#pragma once

#include <cstdint>

#include "core/math/pack.h"

/// exp, expm1, tanh and the logistic function of a double or of every lane of a pack, without branches and without
/// libm.
///
/// All of them reduce x = k ln 2 + r with |r| ≤ ln 2 / 2 and use the even function c(r) = r coth(r / 2) = 2 + r² P(r²):
///   eʳ = (c + r) / (c − r)                                                         (1)
///   eʳ − 1 = r + r u / (2 − u),  u = r − r² P(r²)                                  (2)
/// (1) is the definition of coth solved for eʳ; (2) avoids the cancellation. One division gives value and slope
/// together.
namespace backscope::inline BACKSCOPE_LEVEL::elementary {

/// Adding it rounds a double below 2⁵¹ to an integer, which then stands in the low bits.
inline constexpr double kShifter = 0x1.8p52;
inline constexpr double kLog2E = 0x1.71547652b82fep+0;
/// ln 2 in two parts, the first with 42 bits: k times it is exact for |k| < 2¹¹.
inline constexpr double kLn2High = 0x1.62e42fefa3800p-1;
inline constexpr double kLn2Low = 0x1.ef35793c76730p-45;

/// 2^(k + bias − 1023), where `shifted` is k + kShifter and the exponent is that of a normal number.
template <class T>
[[gnu::always_inline]] inline T twoTo(T shifted, std::uint64_t bias) {
  return fromUnsignedBits<T>((unsignedBitsOf(shifted) + bias) << 52);
}

/// x = k ln 2 + r, |r| ≤ ln 2 / 2 (1 + 2⁻⁵⁰); shifted = k + kShifter.
template <class T>
struct ExpReduction {
  T shifted;
  T k;
  T r;
};

template <class T>
[[gnu::always_inline]] inline ExpReduction<T> reduceForExp(T x) {
  const T shifted = x * kLog2E + kShifter;
  const T k = shifted - kShifter;
  return {shifted, k, (x - k * kLn2High) - k * kLn2Low};
}

/// w P(w) = r coth(r / 2) − 2 with w = r², for |r| ≤ ln 2 / 2. Own fit with Sollya's fpminimax: the error is below
/// 8e-18.
template <class T>
[[gnu::always_inline]] inline T cothTail(T w) {
  constexpr double kP0 = 0x1.5555555555553p-3;
  constexpr double kP1 = -0x1.6c16c16c09e0cp-9;
  constexpr double kP2 = 0x1.1566ab58b88a5p-14;
  constexpr double kP3 = -0x1.bbd5288925d10p-20;
  constexpr double kP4 = 0x1.63ede24b64128p-25;
  const T w2 = w * w;
  return w * kP0 + w2 * ((kP1 + kP2 * w) + w2 * (kP3 + kP4 * w));
}

/// The same for half the argument, ρ = r / 2: ρ coth ρ − 1 with v = ρ². The coefficients are those above times 2¹, 2³,
/// 2⁵, …
template <class T>
[[gnu::always_inline]] inline T halfCothTail(T v) {
  constexpr double kQ0 = 0x1.5555555555553p-2;
  constexpr double kQ1 = -0x1.6c16c16c09e0cp-6;
  constexpr double kQ2 = 0x1.1566ab58b88a5p-9;
  constexpr double kQ3 = -0x1.bbd5288925d10p-13;
  constexpr double kQ4 = 0x1.63ede24b64128p-16;
  const T v2 = v * v;
  return v * kQ0 + v2 * ((kQ1 + kQ2 * v) + v2 * (kQ3 + kQ4 * v));
}

/// eʳ − 1 by (2).
template <class T>
[[gnu::always_inline]] inline T expm1Reduced(T r) {
  const T u = r - cothTail(r * r);
  return r + r * u / (2.0 - u);
}

/// factor · 2ᵏ for |k| ≤ 2000, rounded once: 2ᵏ is applied in two halves, so that it may overflow or become subnormal.
template <class T>
[[gnu::always_inline]] inline T timesTwoTo(T factor, const ExpReduction<T>& x) {
  const T half = x.k * 0.5 + kShifter;
  const T rest = (x.k - (half - kShifter)) + kShifter;
  return factor * twoTo(half, 1023) * twoTo(rest, 1023);
}

/// max(low, min(x, high)); NaN stays NaN.
template <class T>
[[gnu::always_inline]] inline T clampTo(T x, double low, double high) {
  const T below = high < x ? broadcast<T>(high) : x;
  return below < low ? broadcast<T>(low) : below;
}

/// eˣ. Limits: 0 at −∞, ∞ from 709.79 on.
template <class T>
[[gnu::always_inline]] inline T exp(T x) {
  const ExpReduction<T> reduced = reduceForExp(clampTo(x, -760.0, 760.0));
  return timesTwoTo(1.0 + expm1Reduced(reduced.r), reduced);
}

/// eˣ − 1, with full relative accuracy near 0. Limits: −1 at −∞, ∞ from 709.79 on.
template <class T>
[[gnu::always_inline]] inline T expm1(T x) {
  const ExpReduction<T> reduced = reduceForExp(clampTo(x, -40.0, 710.0));
  // Half of everything, because 2¹⁰²⁴ is no number; where halving would lose bits the value is x itself.
  const T half = twoTo(reduced.shifted, 1022);
  const T value = 2.0 * (half * expm1Reduced(reduced.r) + (half - 0.5));
  return absolute(x) < 0x1p-54 ? x : value;
}

/// eˣ − 1 and its slope eˣ for x ≤ 0, with one division; both as accurate as the single functions.
template <class T>
[[gnu::always_inline]] inline void expm1WithSlopeOfNegative(T x, T& value, T& slope) {
  const T clamped = x < -760.0 ? broadcast<T>(-760.0) : x;
  const ExpReduction<T> reduced = reduceForExp(clamped);
  const T p = expm1Reduced(reduced.r);
  const T large = twoTo(reduced.shifted, 1023 + 126);
  const T s = large * 0x1p-126;
  value = s * p + (s - 1.0);
  slope = (1.0 + p) * large * 0x1p-126;
}

/// From here on tanh x is ±1 to far more digits than a double has, and its slope, below 2⁻⁹⁹⁹, is given as 0.
inline constexpr double kTanhFlat = 347.0;

/// tanh x and its slope 1 − tanh² x = 4t / (1 + t)², t = e^(−2|x|), which keeps its digits where tanh x rounds to ±1.
/// With −2|x| = k ln 2 + 2ρ, s = 2ᵏ, u = ρ − (ρ coth ρ − 1), g = ρ + (ρ coth ρ − 1): t = s (1 + g) / (1 − u) by (1),
/// and
///   tanh|x| = N / D,  N = (1 − s) − (u + s g),  D = (1 + s) − (u − s g),  slope = 4 s (1 − u)(1 + g) / D².
/// Two divisions at the same time are faster than a reciprocal and three products one after the other, and closer.
template <class T>
[[gnu::always_inline]] inline void tanhWithSlope(T x, T& value, T& slope) {
  const T y = absolute(x);
  const T shifted = y * (-2.0 * kLog2E) + kShifter;
  const T k = shifted - kShifter;
  const T rho = (k * (-0.5 * kLn2High) - y) - k * (0.5 * kLn2Low);
  const T tail = halfCothTail(rho * rho);
  const T u = rho - tail;
  const T g = rho + tail;
  const T s = twoTo(shifted, 1023);
  const T sg = s * g;
  const T numerator = (1.0 - s) - (u + sg);
  const T denominator = (1.0 + s) - (u - sg);
  const auto flat = y > kTanhFlat;
  value = withSignOf(flat ? broadcast<T>(1.0) : numerator / denominator, x);
  slope = flat ? broadcast<T>(0.0) : (1.0 - u) * (1.0 + g) * (4.0 * s) / (denominator * denominator);
}

/// tanh x, to the bit the value of tanhWithSlope. Limits ±1.
template <class T>
[[gnu::always_inline]] inline T tanh(T x) {
  T value;
  T slope;
  tanhWithSlope(x, value, slope);
  return value;
}

/// From here on e^(−|x|) is 0: half of the smallest subnormal number.
inline constexpr double kLogisticFlat = 746.0;

/// The logistic function 1 / (1 + e^(−x)) and its slope t / (1 + t)², t = e^(−|x|), which keeps its digits on both
/// sides. With −|x| = k ln 2 + r, s = 2ᵏ, A = c − r and B = s (c + r), (1) gives t = B / A and
///   value = A / (A + B) for x ≥ 0, B / (A + B) for x < 0,  slope = A B / (A + B)².
template <class T>
[[gnu::always_inline]] inline void logisticWithSlope(T x, T& value, T& slope) {
  const T y = absolute(x);
  const T shifted = y * -kLog2E + kShifter;
  const T k = shifted - kShifter;
  const T r = (k * -kLn2High - y) - k * kLn2Low;
  const T tail = cothTail(r * r);
  const T s = twoTo(shifted, 1023 + 126) * 0x1p-126;
  const T a = 2.0 - (r - tail);
  const T b = s * (2.0 + (r + tail));
  const T sum = a + b;
  const auto flat = y > kLogisticFlat;
  const T smaller = flat ? broadcast<T>(0.0) : b;
  value = (x < 0.0 ? smaller : flat ? broadcast<T>(1.0) : a) / (flat ? broadcast<T>(1.0) : sum);
  slope = flat ? broadcast<T>(0.0) : a * b / (sum * sum);
}

/// 1 / (1 + e^(−x)), to the bit the value of logisticWithSlope. Limits 0 and 1.
template <class T>
[[gnu::always_inline]] inline T logistic(T x) {
  T value;
  T slope;
  logisticWithSlope(x, value, slope);
  return value;
}

}  // namespace backscope::inline BACKSCOPE_LEVEL::elementary
