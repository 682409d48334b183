#pragma once

#include <cstdint>

/// A pack is a few doubles that are computed together. Every function of a pack does to each lane exactly what the
/// scalar function does to a double, so one template serves the hot loops and the single number and gives the same bits
/// in both.
///
/// GCC and Clang vector types are used, because they vectorize whatever the optimization level says.
/// BACKSCOPE_LEVEL names the instruction set that a file is compiled for (base, v3, v4). Everything here lives in a
/// namespace of that name: were two levels to share a symbol, the linker might put AVX code into the plain build.
#ifndef BACKSCOPE_LEVEL
#define BACKSCOPE_LEVEL base
#endif

namespace backscope::inline BACKSCOPE_LEVEL {

/// The widest pack that the instruction set of this level holds in one register.
#if defined(__AVX512F__)
inline constexpr int kPackWidth = 8;
#elif defined(__AVX2__)
inline constexpr int kPackWidth = 4;
#else
inline constexpr int kPackWidth = 2;
#endif
using Pack = double __attribute__((vector_size(8 * kPackWidth)));

/// A pack that four lanes can be made of: one or two of them.
inline constexpr int kLanePackWidth = kPackWidth < 4 ? kPackWidth : 4;
using LanePack = double __attribute__((vector_size(8 * kLanePackWidth)));

/// Two doubles, for the units of a single example.
using PairPack = double __attribute__((vector_size(16)));

template <class T>
struct IntegersOf;
template <>
struct IntegersOf<double> {
  using type = std::int64_t;
  using unsignedType = std::uint64_t;
};
template <>
struct IntegersOf<PairPack> {
  using type = std::int64_t __attribute__((vector_size(16)));
  using unsignedType = std::uint64_t __attribute__((vector_size(16)));
};
#ifdef __AVX2__
template <>
struct IntegersOf<LanePack> {
  using type = std::int64_t __attribute__((vector_size(8 * kLanePackWidth)));
  using unsignedType = std::uint64_t __attribute__((vector_size(8 * kLanePackWidth)));
};
#endif
#ifdef __AVX512F__
template <>
struct IntegersOf<Pack> {
  using type = std::int64_t __attribute__((vector_size(8 * kPackWidth)));
  using unsignedType = std::uint64_t __attribute__((vector_size(8 * kPackWidth)));
};
#endif
template <class T>
using Integers = typename IntegersOf<T>::type;
template <class T>
using Unsigneds = typename IntegersOf<T>::unsignedType;

/// The bits of each lane.
template <class T>
[[gnu::always_inline]] inline Integers<T> bitsOf(T x) {
  return __builtin_bit_cast(Integers<T>, x);
}

/// The bits of each lane for arithmetic modulo 2⁶⁴ and for shifts that bring in zeros.
template <class T>
[[gnu::always_inline]] inline Unsigneds<T> unsignedBitsOf(T x) {
  return __builtin_bit_cast(Unsigneds<T>, x);
}

/// The doubles with these bits.
template <class T>
[[gnu::always_inline]] inline T fromBits(Integers<T> bits) {
  return __builtin_bit_cast(T, bits);
}

template <class T>
[[gnu::always_inline]] inline T fromUnsignedBits(Unsigneds<T> bits) {
  return __builtin_bit_cast(T, bits);
}

/// The same value in every lane.
template <class T>
[[gnu::always_inline]] inline T broadcast(double x) {
  return x - T{};  // minus, because x + 0 would turn −0 into 0 and cost an addition
}
template <>
[[gnu::always_inline]] inline double broadcast<double>(double x) {
  return x;
}

/// |x|, also of a NaN.
template <class T>
[[gnu::always_inline]] inline T absolute(T x) {
  return fromBits<T>(bitsOf(x) & std::int64_t{0x7fffffffffffffff});
}

/// magnitude with the sign bit of sign; magnitude must not be negative.
template <class T>
[[gnu::always_inline]] inline T withSignOf(T magnitude, T sign) {
  return fromBits<T>(bitsOf(magnitude) | (bitsOf(sign) & std::int64_t{INT64_MIN}));
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
