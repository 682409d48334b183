#pragma once

#include "core/passes/batch_kernels.h"
#include "core/passes/kernels/lanes.h"

/// ∂L/∂w_ji^(l) = (1/B) Σ_n δ_j z_i^(l-1), with the sum over the examples in lanes.
namespace backscope::inline BACKSCOPE_LEVEL {

/// Keeps the sums of a batch that takes several blocks, and turns finished sums into means.
struct LaneSums {
  const GradientTarget& target;

  [[gnu::always_inline]] Quad begin(std::ptrdiff_t parameter) const {
    return target.first ? Memory<Quad>::fill(0.0) : Memory<Quad>::load(target.lanes + 4 * parameter);
  }
  [[gnu::always_inline]] void keep(std::ptrdiff_t parameter, Quad sum) const {
    Memory<Quad>::store(target.lanes + 4 * parameter, sum);
  }
};

/// The sums for J rows (units) by I columns (inputs), from row `row` and column `column`; begins[j] is the index in θ of row j's first.
template <int J, int I>
[[gnu::always_inline]] inline void gradientTile(const double* delta, const double* z, int stride, const LaneSums& sums,
                                                std::ptrdiff_t parameter, std::ptrdiff_t rowStep) {
  Quad sum[std::size_t{J}][std::size_t{I}];
  for (int j = 0; j < J; ++j)
    for (int i = 0; i < I; ++i) sum[j][i] = sums.begin(parameter + j * rowStep + i);
  for (int column = 0; column < stride; column += 4) {
    Quad right[std::size_t{I}];
    for (int i = 0; i < I; ++i) right[i] = Memory<Quad>::load(z + std::ptrdiff_t{i} * stride + column);
    for (int j = 0; j < J; ++j) {
      const Quad left = Memory<Quad>::load(delta + std::ptrdiff_t{j} * stride + column);
      for (int i = 0; i < I; ++i) sum[j][i] = sum[j][i] + left * right[i];
    }
  }
  if (!sums.target.last) {
    for (int j = 0; j < J; ++j)
      for (int i = 0; i < I; ++i) sums.keep(parameter + j * rowStep + i, sum[j][i]);
    return;
  }
  Quad flat[8] = {};
  for (int j = 0; j < J; ++j)
    for (int i = 0; i < I; ++i) flat[j * I + i] = sum[j][i];
  double means[8];
  for (int k = 0; k < J * I; k += 4)
    Memory<Quad>::store(means + k,
                        sumsOfLanes(flat[k], flat[k + 1], flat[k + 2], flat[k + 3]) / double(sums.target.batch));
  for (int j = 0; j < J; ++j)
    for (int i = 0; i < I; ++i) sums.target.gradient[parameter + j * rowStep + i] = means[j * I + i];
}

/// `I` columns of W^(l) beginning at `column`, all rows, in tiles of J rows.
template <int J, int I>
[[gnu::always_inline]] inline void gradientColumns(const KernelLayer& layer, const double* z, int stride,
                                                   const LaneSums& sums, int column) {
  int row = 0;
  const auto tile = [&]<int Rows>() __attribute__((always_inline)) {
    gradientTile<Rows, I>(layer.delta + std::ptrdiff_t{row} * stride, z + std::ptrdiff_t{column} * stride, stride, sums,
                          layer.weights + std::ptrdiff_t{row} * layer.inputs + column, layer.inputs);
    row += Rows;
  };
  while (row + J <= layer.units) tile.template operator()<J>();
  while (row < layer.units) tile.template operator()<1>();
}

template <int J>
[[gnu::always_inline]] inline void biasTile(const KernelLayer& layer, int row, int stride, const LaneSums& sums) {
  Quad sum[4] = {};
  for (int j = 0; j < J; ++j) {
    sum[j] = sums.begin(layer.biases + row + j);
    for (int column = 0; column < stride; column += 4)
      sum[j] = sum[j] + Memory<Quad>::load(layer.delta + std::ptrdiff_t{row + j} * stride + column);
  }
  if (!sums.target.last) {
    for (int j = 0; j < J; ++j) sums.keep(layer.biases + row + j, sum[j]);
    return;
  }
  double means[4];
  Memory<Quad>::store(means, sumsOfLanes(sum[0], sum[1], sum[2], sum[3]) / double(sums.target.batch));
  for (int j = 0; j < J; ++j) sums.target.gradient[layer.biases + row + j] = means[j];
}

/// The layer's share of the gradient. z: the outputs of the layer below, inputs × stride.
inline void layerGradient(const KernelLayer& layer, const double* z, int stride, const GradientTarget& target) {
  const LaneSums sums{target};
  int column = 0;
  for (; column + 4 <= layer.inputs; column += 4) gradientColumns<2, 4>(layer, z, stride, sums, column);
  if (column + 2 <= layer.inputs) {
    gradientColumns<2, 2>(layer, z, stride, sums, column);
    column += 2;
  }
  if (column < layer.inputs) gradientColumns<4, 1>(layer, z, stride, sums, column);
  if (layer.biases < 0) return;
  int row = 0;
  for (; row + 4 <= layer.units; row += 4) biasTile<4>(layer, row, stride, sums);
  for (; row < layer.units; ++row) biasTile<1>(layer, row, stride, sums);
}

/// The same for a single example, where there is nothing to add up.
inline void layerGradientOfOne(const KernelLayer& layer, const double* z, const GradientTarget& target) {
  double* gradient = target.gradient + layer.weights;
  for (int j = 0; j < layer.units; ++j)
    for (int i = 0; i < layer.inputs; ++i) gradient[j * layer.inputs + i] = layer.delta[j] * z[i];
  if (layer.biases < 0) return;
  for (int j = 0; j < layer.units; ++j) target.gradient[layer.biases + j] = layer.delta[j];
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
