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

/// Rows `row…row+U-1` of M times the columns `column…column + Q·width - 1` of `in`, begun with `start` (or 0 where it is null).
/// `factor`, where given, is multiplied on at the end, element by element.
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

/// All columns of the rows `row…row+U-1`.
template <class V, int U>
[[gnu::always_inline]] inline void productRows(MatrixView m, int inner, const double* in, const double* start,
                                               const double* factor, double* out, int stride, int row) {
  constexpr int kWidth = Memory<V>::kWidth;
  int column = 0;
  for (; column + 2 * kWidth <= stride; column += 2 * kWidth)
    productTile<V, U, 2>(m, inner, in, start, factor, out, stride, row, column);
  if (column < stride) productTile<V, U, 1>(m, inner, in, start, factor, out, stride, row, column);
}

/// out = (start + M · in) ∘ factor. out and factor: rows × stride, in: inner × stride.
template <class V>
inline void product(MatrixView m, int rows, int inner, const double* in, const double* start, const double* factor,
                    double* out, int stride) {
  int row = 0;
  for (; row + 4 <= rows; row += 4) productRows<V, 4>(m, inner, in, start, factor, out, stride, row);
  if (row + 2 <= rows) {
    productRows<V, 2>(m, inner, in, start, factor, out, stride, row);
    row += 2;
  }
  if (row < rows) productRows<V, 1>(m, inner, in, start, factor, out, stride, row);
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
