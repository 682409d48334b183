#pragma once

#include "core/passes/batch_kernels.h"
#include "core/passes/kernels/lanes.h"

/// Puts the examples of a batch into columns. A row is stored four numbers at once, because the first layer loads it so
/// right away.
namespace backscope::inline BACKSCOPE_LEVEL {

/// row[n] = values[examples[n] · width] for n < count; up to `columns`, a multiple of 4, the last one is repeated.
[[gnu::always_inline]] inline void gatherRow(const double* values, int width, const int* examples, int count,
                                             int columns, double* row) {
  const auto at = [&](int n) __attribute__((always_inline)) { return values[std::ptrdiff_t{examples[n]} * width]; };
  int n = 0;
  for (; n + 4 <= count; n += 4) Memory<Quad>::store(row + n, quadOf(at(n), at(n + 1), at(n + 2), at(n + 3)));
  const int last = count - 1;
  const auto atMost = [last](int index) __attribute__((always_inline)) { return index < last ? index : last; };
  for (; n < columns; n += 4)
    Memory<Quad>::store(row + n, quadOf(at(atMost(n)), at(atMost(n + 1)), at(atMost(n + 2)), at(last)));
}

/// The first lanes of four pairs, and the second ones.
[[gnu::always_inline]] inline Quad firstLanes(PairPack a, PairPack b, PairPack c, PairPack d) {
#ifdef __AVX2__
  const LanePack ac = __builtin_shufflevector(a, c, 0, 1, 2, 3);
  return {{__builtin_shufflevector(ac, __builtin_shufflevector(b, d, 0, 1, 2, 3), 0, 4, 2, 6)}};
#else
  return {{__builtin_shufflevector(a, b, 0, 2), __builtin_shufflevector(c, d, 0, 2)}};
#endif
}
[[gnu::always_inline]] inline Quad secondLanes(PairPack a, PairPack b, PairPack c, PairPack d) {
#ifdef __AVX2__
  const LanePack ac = __builtin_shufflevector(a, c, 0, 1, 2, 3);
  return {{__builtin_shufflevector(ac, __builtin_shufflevector(b, d, 0, 1, 2, 3), 1, 5, 3, 7)}};
#else
  return {{__builtin_shufflevector(a, b, 1, 3), __builtin_shufflevector(c, d, 1, 3)}};
#endif
}

/// gatherRow for two rows of neighbouring values, which are loaded together.
[[gnu::always_inline]] inline void gatherTwoRows(const double* values, int width, const int* examples, int count,
                                                 int columns, double* row, double* nextRow) {
  const auto at = [&](int n) __attribute__((always_inline)) {
    return Memory<PairPack>::load(values + std::ptrdiff_t{examples[n]} * width);
  };
  const auto store = [&](int n, PairPack a, PairPack b, PairPack c, PairPack d) __attribute__((always_inline)) {
    Memory<Quad>::store(row + n, firstLanes(a, b, c, d));
    Memory<Quad>::store(nextRow + n, secondLanes(a, b, c, d));
  };
  int n = 0;
  for (; n + 4 <= count; n += 4) store(n, at(n), at(n + 1), at(n + 2), at(n + 3));
  const int last = count - 1;
  const auto atMost = [&](int index) __attribute__((always_inline)) { return at(index < last ? index : last); };
  for (; n < columns; n += 4) store(n, atMost(n), atMost(n + 1), atMost(n + 2), at(last));
}

inline void gather(const KernelNetwork& network, const ExampleSource& source, const int* examples, int count,
                   int columns, int stride) {
  if (stride == 1) {
    const std::ptrdiff_t example = examples[0];
    for (int i = 0; i < source.inputs; ++i) network.input[i] = source.x[example * source.inputs + i];
    for (int k = 0; k < source.outputs; ++k) network.target[k] = source.y[example * source.outputs + k];
    return;
  }
  int i = 0;
  for (; i + 2 <= source.inputs; i += 2) {
    double* const row = network.input + std::ptrdiff_t{i} * stride;
    gatherTwoRows(source.x + i, source.inputs, examples, count, columns, row, row + stride);
  }
  if (i < source.inputs)
    gatherRow(source.x + i, source.inputs, examples, count, columns, network.input + std::ptrdiff_t{i} * stride);
  for (int k = 0; k < source.outputs; ++k)
    gatherRow(source.y + k, source.outputs, examples, count, columns, network.target + std::ptrdiff_t{k} * stride);
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
