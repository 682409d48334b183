#pragma once

#include <cstdint>

#include "core/math/pack.h"

namespace backscope::inline BACKSCOPE_LEVEL::elementary {

/// x − k π/2 as r + tail with |r| ≤ π/4, and k mod 4.
struct HugeAngle {
  double r;
  double tail;
  std::int64_t quadrant;
};

__extension__ using Wide = unsigned __int128;

/// 192 bits, the most significant word first.
struct Words {
  std::uint64_t high;
  std::uint64_t middle;
  std::uint64_t low;
};

/// The 192 bits of 2/π behind its first `skipped` binary places, of which there may be −64…1024.
[[gnu::always_inline]] inline Words twoOverPiBits(int skipped) {
  // 0 and then the first 1280 places of 2/π, computed with mpmath.
  static constexpr std::uint64_t kTwoOverPi[] = {0,
                                                 0xa2f9836e4e441529,
                                                 0xfc2757d1f534ddc0,
                                                 0xdb6295993c439041,
                                                 0xfe5163abdebbc561,
                                                 0xb7246e3a424dd2e0,
                                                 0x06492eea09d1921c,
                                                 0xfe1deb1cb129a73e,
                                                 0xe88235f52ebb4484,
                                                 0xe99c7026b45f7e41,
                                                 0x3991d639835339f4,
                                                 0x9c845f8bbdf9283b,
                                                 0x1ff897ffde05980f,
                                                 0xef2f118b5a0a6d1f,
                                                 0x6d367ecf27cb09b7,
                                                 0x4f463f669e5fea2d,
                                                 0x7527bac7ebe5f17b,
                                                 0x3d0739f78a5292ea,
                                                 0x6bfb5fb11f8d5d08,
                                                 0x56033046fc7b6bab,
                                                 0xf0cfbc209af4361d};
  const int place = skipped + 64;
  const std::uint64_t* word = kTwoOverPi + place / 64;
  const int shift = place % 64;
  if (shift == 0) return {word[0], word[1], word[2]};
  const auto joined = [shift](std::uint64_t left, std::uint64_t right) {
    return left << shift | right >> (64 - shift);
  };
  return {joined(word[0], word[1]), joined(word[1], word[2]), joined(word[2], word[3])};
}

/// factor · bits modulo 2¹⁹².
[[gnu::always_inline]] inline Words product(std::uint64_t factor, const Words& bits) {
  const Wide low = Wide{factor} * bits.low;
  const Wide middle = Wide{factor} * bits.middle + static_cast<std::uint64_t>(low >> 64);
  const std::uint64_t high = factor * bits.high + static_cast<std::uint64_t>(middle >> 64);
  return {high, static_cast<std::uint64_t>(middle), static_cast<std::uint64_t>(low)};
}

/// For |x| ≥ 2²⁰; NaN for ±∞ and NaN. Only the places of 2/π that matter modulo 4 are multiplied with x's digits, in
/// integers (Payne and Hanek 1983): of the 190 places behind the point, 53 are inexact and at most 62 vanish, which
/// leaves 75.
[[gnu::noinline]] inline HugeAngle reduceHugeAngle(double x) {
  const std::uint64_t bits = unsignedBitsOf(x);
  const int biasedExponent = static_cast<int>(bits >> 52 & 0x7ff);
  if (biasedExponent == 0x7ff) return {__builtin_nan(""), 0.0, 0};
  const std::uint64_t digits = (bits & 0xfffffffffffff) | 0x10000000000000;
  const int exponent = biasedExponent - 1075;  // |x| = digits · 2^exponent
  const Words turns = product(digits, twoOverPiBits(exponent - 2));
  std::uint64_t quadrant = turns.high >> 62;
  std::uint64_t high = turns.high << 2 | turns.middle >> 62;
  std::uint64_t low = turns.middle << 2 | turns.low >> 62;
  const bool beyondHalf = high >> 63 != 0;
  if (beyondHalf) {  // count from the next quadrant, backwards
    ++quadrant;
    high = ~high;
    low = ~low;
  }
  const int zeros = high != 0 ? __builtin_clzll(high) : 64 + __builtin_clzll(low | 1);
  const Wide fraction = (Wide{high} << 64 | low) << zeros;
  constexpr std::uint64_t kHalfPi = 0xc90fdaa22168c234;  // π/2 · 2⁶³
  const auto angle = static_cast<std::uint64_t>(Wide{static_cast<std::uint64_t>(fraction >> 64)} * kHalfPi >> 64);
  double scale = fromUnsignedBits<double>(static_cast<std::uint64_t>(1023 - 63 - zeros) << 52);
  const bool negative = bits >> 63 != 0;
  if (beyondHalf != negative) scale = -scale;
  if (negative) quadrant = -quadrant;
  return {static_cast<double>(angle & ~std::uint64_t{2047}) * scale, static_cast<double>(angle & 2047) * scale,
          static_cast<std::int64_t>(quadrant & 3)};
}

}  // namespace backscope::inline BACKSCOPE_LEVEL::elementary
