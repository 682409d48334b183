#pragma once

#include <cstddef>

#include "core/math/pack.h"

/// Four lanes of a batch, whatever the pack's width, with the one order in which lanes are added up.
namespace backscope::inline BACKSCOPE_LEVEL {

/// The four lanes of kLanes, in as many packs as they need.
struct Quad {
  static constexpr int kParts = 4 / kLanePackWidth;
  LanePack part[kParts];
};

[[gnu::always_inline]] inline Quad operator+(Quad left, Quad right) {
  Quad sum;
  for (int k = 0; k < Quad::kParts; ++k) sum.part[k] = left.part[k] + right.part[k];
  return sum;
}
[[gnu::always_inline]] inline Quad operator-(Quad left, Quad right) {
  Quad difference;
  for (int k = 0; k < Quad::kParts; ++k) difference.part[k] = left.part[k] - right.part[k];
  return difference;
}
[[gnu::always_inline]] inline Quad operator*(Quad left, Quad right) {
  Quad product;
  for (int k = 0; k < Quad::kParts; ++k) product.part[k] = left.part[k] * right.part[k];
  return product;
}
[[gnu::always_inline]] inline Quad operator/(Quad left, double right) {
  Quad ratio;
  for (int k = 0; k < Quad::kParts; ++k) ratio.part[k] = left.part[k] / right;
  return ratio;
}

/// Reads and writes packs that need not be aligned.
template <class V>
struct Memory;
template <>
struct Memory<double> {
  static constexpr int kWidth = 1;
  [[gnu::always_inline]] static double load(const double* from) { return *from; }
  [[gnu::always_inline]] static void store(double* to, double value) { *to = value; }
  [[gnu::always_inline]] static double fill(double value) { return value; }
};
template <>
struct Memory<PairPack> {
  static constexpr int kWidth = 2;
  [[gnu::always_inline]] static PairPack load(const double* from) {
    PairPack value;
    __builtin_memcpy(&value, from, sizeof value);
    return value;
  }
  [[gnu::always_inline]] static void store(double* to, PairPack value) { __builtin_memcpy(to, &value, sizeof value); }
  [[gnu::always_inline]] static PairPack fill(double value) { return value - PairPack{}; }
};
#ifdef __AVX2__
template <>
struct Memory<LanePack> {
  static constexpr int kWidth = kLanePackWidth;
  [[gnu::always_inline]] static LanePack load(const double* from) {
    LanePack value;
    __builtin_memcpy(&value, from, sizeof value);
    return value;
  }
  [[gnu::always_inline]] static void store(double* to, LanePack value) { __builtin_memcpy(to, &value, sizeof value); }
  [[gnu::always_inline]] static LanePack fill(double value) { return value - LanePack{}; }
};
#endif
#ifdef __AVX512F__
template <>
struct Memory<Pack> {
  static constexpr int kWidth = kPackWidth;
  [[gnu::always_inline]] static Pack load(const double* from) {
    Pack value;
    __builtin_memcpy(&value, from, sizeof value);
    return value;
  }
  [[gnu::always_inline]] static void store(double* to, Pack value) { __builtin_memcpy(to, &value, sizeof value); }
  [[gnu::always_inline]] static Pack fill(double value) { return value - Pack{}; }
};
#endif
template <>
struct Memory<Quad> {
  static constexpr int kWidth = 4;
  [[gnu::always_inline]] static Quad load(const double* from) {
    Quad value;
    for (int k = 0; k < Quad::kParts; ++k) value.part[k] = Memory<LanePack>::load(from + k * kLanePackWidth);
    return value;
  }
  [[gnu::always_inline]] static void store(double* to, Quad value) {
    for (int k = 0; k < Quad::kParts; ++k) Memory<LanePack>::store(to + k * kLanePackWidth, value.part[k]);
  }
  [[gnu::always_inline]] static Quad fill(double value) {
    Quad filled;
    for (LanePack& part : filled.part) part = Memory<LanePack>::fill(value);
    return filled;
  }
};

[[gnu::always_inline]] inline Quad quadOf(double a, double b, double c, double d) {
#ifdef __AVX2__
  return {{LanePack{a, b, c, d}}};
#else
  return {{LanePack{a, b}, LanePack{c, d}}};
#endif
}

/// Walks over the columns of a batch in the widest packs that fit: f<V, Q>(column) does Q packs of type V from there
/// on. Every step of the passes walks alike, so that what one stored the next loads in the same pieces; else the
/// processor would wait for the store.
template <class F>
[[gnu::always_inline]] inline void forColumns(int stride, F f) {
  int column = 0;
  for (; column + 2 * kPackWidth <= stride; column += 2 * kPackWidth) f.template operator()<Pack, 2>(column);
  if (column + kPackWidth <= stride) {
    f.template operator()<Pack, 1>(column);
    column += kPackWidth;
  }
  if constexpr (kPackWidth > kLanePackWidth)
    if (column < stride) f.template operator()<LanePack, 1>(column);
}

/// `value` in the lanes whose column is below `count`, 0 in the others; the first lane is `column`.
[[gnu::always_inline]] inline double keepColumns(double value, int column, int count) {
  return column < count ? value : 0.0;
}
template <class V>
[[gnu::always_inline]] inline V keepColumns(V value, int column, int count) {
  V lane;
  for (int k = 0; k < Memory<V>::kWidth; ++k) lane[k] = k;
  return lane < double(count - column) ? value : V{};
}

/// (l0 + l1) + (l2 + l3).
[[gnu::always_inline]] inline double sumOfLanes(Quad quad) {
  double lane[4];
  Memory<Quad>::store(lane, quad);
  return (lane[0] + lane[1]) + (lane[2] + lane[3]);
}

/// sumOfLanes of four quads at once, by a transposition.
[[gnu::always_inline]] inline Quad sumsOfLanes(Quad a, Quad b, Quad c, Quad d) {
  Quad sums;
#ifdef __AVX2__
  const LanePack ab = __builtin_shufflevector(a.part[0], b.part[0], 0, 4, 2, 6) +
                      __builtin_shufflevector(a.part[0], b.part[0], 1, 5, 3, 7);
  const LanePack cd = __builtin_shufflevector(c.part[0], d.part[0], 0, 4, 2, 6) +
                      __builtin_shufflevector(c.part[0], d.part[0], 1, 5, 3, 7);
  sums.part[0] = __builtin_shufflevector(ab, cd, 0, 1, 4, 5) + __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
#else
  for (int k = 0; k < 2; ++k) {
    const Quad& even = k == 0 ? a : c;
    const Quad& odd = k == 0 ? b : d;
    const LanePack low = __builtin_shufflevector(even.part[0], odd.part[0], 0, 2) +
                         __builtin_shufflevector(even.part[0], odd.part[0], 1, 3);
    const LanePack high = __builtin_shufflevector(even.part[1], odd.part[1], 0, 2) +
                          __builtin_shufflevector(even.part[1], odd.part[1], 1, 3);
    sums.part[k] = low + high;
  }
#endif
  return sums;
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
