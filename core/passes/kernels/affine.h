#pragma once

#include <cstddef>

#include "core/passes/kernels/lanes.h"

/// The two products of the passes: W z + b forward and Wᵀ δ backward. Both are sums over units in index order.
namespace backscope::inline BACKSCOPE_LEVEL {

/// A matrix as the kernels walk it: element (row, column) at data[row · rowStep + column · columnStep].
struct MatrixView {
  const double* data;
  std::ptrdiff_t rowStep;
  std::ptrdiff_t columnStep;
};

/// Rows `row…row+U-1` of M times the columns `column…column + Q·width - 1` of `in`, begun with `start` (or 0 where it
/// is null). `factor`, where given, is multiplied on at the end, element by element.
template <class V, int U, int Q>
[[gnu::always_inline]] inline void productTile(MatrixView m, int inner, const double* in, const double* start,
                                               const double* factor, double* out, int stride, int row, int column) {
  constexpr int kWidth = Memory<V>::kWidth;
  V sum[std::size_t{U}][std::size_t{Q}];
  for (int u = 0; u < U; ++u)
    for (int q = 0; q < Q; ++q) sum[u][q] = Memory<V>::fill(start ? start[row + u] : 0.0);
  const double* weight = m.data + row * m.rowStep;
  const double* value = in + column;
  for (int i = 0; i < inner; ++i) {
    V values[std::size_t{Q}];
    for (int q = 0; q < Q; ++q) values[q] = Memory<V>::load(value + q * kWidth);
    for (int u = 0; u < U; ++u) {
      const V w = Memory<V>::fill(weight[u * m.rowStep]);
      for (int q = 0; q < Q; ++q) sum[u][q] = sum[u][q] + w * values[q];
    }
    weight += m.columnStep;
    value += stride;
  }
  for (int u = 0; u < U; ++u)
    for (int q = 0; q < Q; ++q) {
      const std::ptrdiff_t at = std::ptrdiff_t{row + u} * stride + column + q * kWidth;
      const V result = factor ? sum[u][q] * Memory<V>::load(factor + at) : sum[u][q];
      Memory<V>::store(out + at, result);
    }
}

/// out = (start + M · in) ∘ factor for Q packs of type V from `column` on. out and factor: rows × stride, in: inner ×
/// stride.
template <class V, int Q>
[[gnu::noinline]] void productColumns(MatrixView m, int rows, int inner, const double* in, const double* start,
                                      const double* factor, double* out, int stride, int column) {
  int row = 0;
  for (; row + 4 <= rows; row += 4) productTile<V, 4, Q>(m, inner, in, start, factor, out, stride, row, column);
  if (row + 2 <= rows) {
    productTile<V, 2, Q>(m, inner, in, start, factor, out, stride, row, column);
    row += 2;
  }
  if (row < rows) productTile<V, 1, Q>(m, inner, in, start, factor, out, stride, row, column);
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
