#pragma once

#include <cstddef>
#include <cstdint>

#include "core/math/exponential_functions.h"
#include "core/math/huge_angle.h"
#include "core/math/pack.h"

/// sin and cos of a double or of every lane of a pack, without libm.
///
/// x = k π/2 + r + tail with |r| ≤ π/4; the quadrant k mod 4 says which of ±sin r, ±cos r is wanted.
namespace backscope::inline BACKSCOPE_LEVEL::elementary {

/// Up to here π/2 in three parts is enough (Cody and Waite 1980): k < 2²⁰ times a part of 33 bits is exact.
inline constexpr double kOrdinaryAngle = 0x1p20;

template <class T>
struct AngleReduction {
  T r;
  T tail;
  Integers<T> quadrant;  ///< the two low bits count
};

/// For |x| ≤ kOrdinaryAngle.
template <class T>
[[gnu::always_inline]] inline AngleReduction<T> reduceOrdinaryAngle(T x) {
  constexpr double kTwoOverPi = 0x1.45f306dc9c883p-1;
  constexpr double kHalfPi1 = 0x1.921fb54400000p+0;
  constexpr double kHalfPi2 = 0x1.0b4611a600000p-34;
  constexpr double kHalfPi3 = 0x1.3198a2e037073p-69;
  const T shifted = x * kTwoOverPi + kShifter;
  const T k = shifted - kShifter;
  const T first = x - k * kHalfPi1;
  const T subtracted = k * kHalfPi2;
  // Two-sum: first − subtracted = difference + lost, exactly.
  const T difference = first - subtracted;
  const T back = difference - first;
  const T lost = (first - (difference - back)) - (subtracted + back);
  const T rest = lost - k * kHalfPi3;
  const T r = difference + rest;
  return {r, (difference - r) + rest, bitsOf(shifted)};
}

/// Replaces the lanes that kOrdinaryAngle excludes (NaN too), one by one.
template <class T>
[[gnu::always_inline]] inline void reduceHugeLanes(T x, AngleReduction<T>& reduction) {
  constexpr std::size_t kWidth = sizeof(T) / sizeof(double);
  double lanes[kWidth];
  __builtin_memcpy(lanes, &x, sizeof x);
  for (std::size_t lane = 0; lane < kWidth; ++lane) {
    if (absolute(lanes[lane]) <= kOrdinaryAngle) continue;
    const HugeAngle angle = reduceHugeAngle(lanes[lane]);
    __builtin_memcpy(reinterpret_cast<char*>(&reduction.r) + 8 * lane, &angle.r, 8);
    __builtin_memcpy(reinterpret_cast<char*>(&reduction.tail) + 8 * lane, &angle.tail, 8);
    __builtin_memcpy(reinterpret_cast<char*>(&reduction.quadrant) + 8 * lane, &angle.quadrant, 8);
  }
}

template <class T>
[[gnu::always_inline]] inline bool allOrdinary(T x) {
  constexpr std::size_t kWidth = sizeof(T) / sizeof(double);
  const Integers<T> huge = absolute(x) <= kOrdinaryAngle ? Integers<T>{} : ~Integers<T>{};
  std::int64_t lanes[kWidth];
  __builtin_memcpy(lanes, &huge, sizeof huge);
  std::int64_t any = 0;
  for (std::size_t lane = 0; lane < kWidth; ++lane) any |= lanes[lane];
  return any == 0;
}

/// sin(r + tail), |r| ≤ π/4. Own fit with Sollya's fpminimax, relative error below 1.4e-17.
template <class T>
[[gnu::always_inline]] inline T sineReduced(T r, T tail) {
  constexpr double kS0 = -0x1.5555555555555p-3;
  constexpr double kS1 = 0x1.1111111110c7fp-7;
  constexpr double kS2 = -0x1.a01a019ea015ep-13;
  constexpr double kS3 = 0x1.71de37b0475acp-19;
  constexpr double kS4 = -0x1.ae601f64730d7p-26;
  constexpr double kS5 = 0x1.5e10f731f59cdp-33;
  const T w = r * r;
  const T w2 = w * w;
  const T poly = (kS0 + kS1 * w) + w2 * ((kS2 + kS3 * w) + w2 * (kS4 + kS5 * w));
  return r + (r * w * poly + tail * (1.0 - 0.5 * w));
}

/// cos(r + tail), |r| ≤ π/4. Own fit with Sollya's fpminimax, error below 5e-19.
template <class T>
[[gnu::always_inline]] inline T cosineReduced(T r, T tail) {
  constexpr double kC0 = 0x1.5555555555555p-5;
  constexpr double kC1 = -0x1.6c16c16c168cap-10;
  constexpr double kC2 = 0x1.a01a019f38265p-16;
  constexpr double kC3 = -0x1.27e4fa02b496dp-22;
  constexpr double kC4 = 0x1.1eeb578d5a106p-29;
  constexpr double kC5 = -0x1.90734695f1e3cp-37;
  const T w = r * r;
  const T w2 = w * w;
  const T poly = (kC0 + kC1 * w) + w2 * ((kC2 + kC3 * w) + w2 * (kC4 + kC5 * w));
  const T half = 0.5 * w;
  const T rounded = 1.0 - half;
  return rounded + (((1.0 - rounded) - half) + (w2 * poly - r * tail));
}

/// sin x and cos x with one reduction. NaN for ±∞.
template <class T>
[[gnu::always_inline]] inline void sineAndCosine(T x, T& sine, T& cosine) {
  AngleReduction<T> angle = reduceOrdinaryAngle(x);
  if (!allOrdinary(x)) [[unlikely]]
    reduceHugeLanes(x, angle);
  const T s = sineReduced(angle.r, angle.tail);
  const T c = cosineReduced(angle.r, angle.tail);
  const auto even = (angle.quadrant & 1) == 0;
  const Integers<T> sineSign = (angle.quadrant & 2) << 62;
  const Integers<T> cosineSign = ((angle.quadrant + 1) & 2) << 62;
  // So small an angle is its own sine; this also keeps the sign of −0.
  sine = absolute(x) < 0x1p-27 ? x : fromBits<T>(bitsOf(even ? s : c) ^ sineSign);
  cosine = fromBits<T>(bitsOf(even ? c : s) ^ cosineSign);
}

template <class T>
[[gnu::always_inline]] inline T sin(T x) {
  T sine;
  T cosine;
  sineAndCosine(x, sine, cosine);
  return sine;
}

template <class T>
[[gnu::always_inline]] inline T cos(T x) {
  T sine;
  T cosine;
  sineAndCosine(x, sine, cosine);
  return cosine;
}

}  // namespace backscope::inline BACKSCOPE_LEVEL::elementary
