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

/// Turns the lanes of J × I sums into means and stores them: four that lie next to each other at once, because a
/// gradient that was stored number by number would make the update wait.
template <int J, int I>
[[gnu::always_inline]] inline void storeMeans(const Quad* sum, const LaneSums& sums, std::ptrdiff_t parameter,
                                              std::ptrdiff_t rowStep) {
  double* const gradient = sums.target.gradient + parameter;
  const double batch = double(sums.target.batch);
  if constexpr (I == 4) {
    for (int j = 0; j < J; ++j, sum += 4)
      Memory<Quad>::store(gradient + j * rowStep, sumsOfLanes(sum[0], sum[1], sum[2], sum[3]) / batch);
  } else if constexpr (J * I == 4) {
    const Quad means = sumsOfLanes(sum[0], sum[1], sum[2], sum[3]) / batch;
    if (rowStep == I) return Memory<Quad>::store(gradient, means);
    double mean[4];
    Memory<Quad>::store(mean, means);
    for (int k = 0; k < 4; ++k) gradient[k / I * rowStep + k % I] = mean[k];
  } else {
    for (int k = 0; k < J * I; ++k) gradient[k / I * rowStep + k % I] = sumOfLanes(sum[k]) / batch;
  }
}

/// The sums for J rows (units) by I columns (inputs) of W^(l); `parameter` is the index in θ of the first, rowStep
/// leads to the next row's.
template <int J, int I>
[[gnu::always_inline]] inline void gradientTile(const double* delta, const double* z, int stride, int columns,
                                                const LaneSums& sums, std::ptrdiff_t parameter,
                                                std::ptrdiff_t rowStep) {
  Quad sum[std::size_t{J * I}];
  for (int k = 0; k < J * I; ++k) sum[k] = sums.begin(parameter + k / I * rowStep + k % I);
  for (int column = 0; column < columns; column += 4) {
    Quad right[std::size_t{I}];
    for (int i = 0; i < I; ++i) right[i] = Memory<Quad>::load(z + std::ptrdiff_t{i} * stride + column);
    for (int j = 0; j < J; ++j) {
      const Quad left = Memory<Quad>::load(delta + std::ptrdiff_t{j} * stride + column);
      for (int i = 0; i < I; ++i) sum[j * I + i] = sum[j * I + i] + left * right[i];
    }
  }
  if (sums.target.last) return storeMeans<J, I>(sum, sums, parameter, rowStep);
  for (int k = 0; k < J * I; ++k) sums.keep(parameter + k / I * rowStep + k % I, sum[k]);
}

/// The columns `input…input+I-1` of W^(l), all rows, in tiles of J rows.
template <int J, int I>
[[gnu::always_inline]] inline void gradientColumns(const KernelLayer& layer, const double* z, int stride, int columns,
                                                   const LaneSums& sums, int input) {
  int row = 0;
  const auto tile = [&]<int Rows>() __attribute__((always_inline)) {
    gradientTile<Rows, I>(layer.delta + std::ptrdiff_t{row} * stride, z + std::ptrdiff_t{input} * stride, stride,
                          columns, sums, layer.weights + std::ptrdiff_t{row} * layer.inputs + input, layer.inputs);
    row += Rows;
  };
  while (row + J <= layer.units) tile.template operator()<J>();
  while (row < layer.units) tile.template operator()<1>();
}

template <int J>
[[gnu::always_inline]] inline void biasTile(const KernelLayer& layer, int row, int stride, int columns,
                                            const LaneSums& sums) {
  Quad sum[4] = {};
  for (int j = 0; j < J; ++j) {
    sum[j] = sums.begin(layer.biases + row + j);
    for (int column = 0; column < columns; column += 4)
      sum[j] = sum[j] + Memory<Quad>::load(layer.delta + std::ptrdiff_t{row + j} * stride + column);
  }
  if (!sums.target.last) {
    for (int j = 0; j < J; ++j) sums.keep(layer.biases + row + j, sum[j]);
    return;
  }
  const Quad means = sumsOfLanes(sum[0], sum[1], sum[2], sum[3]) / double(sums.target.batch);
  if constexpr (J == 4)
    Memory<Quad>::store(sums.target.gradient + layer.biases + row, means);
  else
    sums.target.gradient[layer.biases + row] = sumOfLanes(sum[0]) / double(sums.target.batch);
}

/// The layer's share of the gradient. z: the outputs of the layer below, inputs × stride; only `columns` of them count.
[[gnu::always_inline]] inline void layerGradient(const KernelLayer& layer, const double* z, int stride, int columns,
                                                 const GradientTarget& target) {
  const LaneSums sums{target};
  int input = 0;
  for (; input + 4 <= layer.inputs; input += 4) gradientColumns<2, 4>(layer, z, stride, columns, sums, input);
  if (input + 2 <= layer.inputs) {
    gradientColumns<2, 2>(layer, z, stride, columns, sums, input);
    input += 2;
  }
  if (input < layer.inputs) gradientColumns<4, 1>(layer, z, stride, columns, sums, input);
  if (layer.biases < 0) return;
  int row = 0;
  for (; row + 4 <= layer.units; row += 4) biasTile<4>(layer, row, stride, columns, sums);
  for (; row < layer.units; ++row) biasTile<1>(layer, row, stride, columns, sums);
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
