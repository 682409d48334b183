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

inline void gather(const KernelNetwork& network, const ExampleSource& source, const int* examples, int count,
                   int columns, int stride) {
  if (stride == 1) {
    const std::ptrdiff_t example = examples[0];
    for (int i = 0; i < source.inputs; ++i) network.input[i] = source.x[example * source.inputs + i];
    for (int k = 0; k < source.outputs; ++k) network.target[k] = source.y[example * source.outputs + k];
    return;
  }
  for (int i = 0; i < source.inputs; ++i)
    gatherRow(source.x + i, source.inputs, examples, count, columns, network.input + std::ptrdiff_t{i} * stride);
  for (int k = 0; k < source.outputs; ++k)
    gatherRow(source.y + k, source.outputs, examples, count, columns, network.target + std::ptrdiff_t{k} * stride);
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
