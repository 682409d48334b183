#include "core/analysis/layer_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/passes/workspace.h"

namespace backscope {
namespace {

/// Sums over the examples of one layer, turned into statistics at the end.
struct LayerSums {
  double a = 0, aSquare = 0, z = 0, zSquare = 0, delta = 0, deltaSquare = 0, dW = 0, dWSquare = 0, slope = 0;
  std::vector<int> saturated;  ///< by unit, the examples at which it is
  std::vector<int> dead;       ///< by unit, the examples at which its slope is exactly 0
  std::vector<double> aValues, zValues;
};

struct ColumnSums {
  double magnitude = 0;
  double square = 0;
};

/// Σ |v| and Σ v² over the units of one example.
ColumnSums sumColumn(const double* values, int units, int stride, int n) {
  ColumnSums sums;
  for (int j = 0; j < units; ++j) {
    const double v = values[j * stride + n];
    sums.magnitude += std::abs(v);
    sums.square += v * v;
  }
  return sums;
}

void addSlopes(const KernelLayer& layer, int stride, int n, LayerSums& sums) {
  const double threshold = kSaturatedSlopeShare * largestSlope(layer.activation);
  for (int j = 0; j < layer.units; ++j) {
    const double slope = layer.slope[j * stride + n];
    sums.slope += slope;
    if (std::abs(slope) < threshold) ++sums.saturated[static_cast<std::size_t>(j)];
    if (slope == 0) ++sums.dead[static_cast<std::size_t>(j)];
  }
}

/// One example of one layer. ∂ℓ/∂w_ji = δ_j z_i, so its sums over the weights are products of sums over the units.
void addExample(const KernelLayer& layer, const double* below, int stride, int n, bool keepValues, LayerSums& sums) {
  const ColumnSums a = sumColumn(layer.a, layer.units, stride, n);
  const ColumnSums z = sumColumn(layer.z, layer.units, stride, n);
  const ColumnSums delta = sumColumn(layer.delta, layer.units, stride, n);
  const ColumnSums input = sumColumn(below, layer.inputs, stride, n);
  sums.a += a.magnitude, sums.aSquare += a.square;
  sums.z += z.magnitude, sums.zSquare += z.square;
  sums.delta += delta.magnitude, sums.deltaSquare += delta.square;
  sums.dW += delta.magnitude * input.magnitude, sums.dWSquare += delta.square * input.square;
  addSlopes(layer, stride, n, sums);
  if (!keepValues) return;
  for (int j = 0; j < layer.units; ++j) {
    sums.aValues.push_back(layer.a[j * stride + n]);
    sums.zValues.push_back(layer.z[j * stride + n]);
  }
}

Magnitude magnitudeOf(double sum, double squares, double count) { return {sum / count, std::sqrt(squares / count)}; }

Histogram histogramOf(const std::vector<double>& values, int bins) {
  Histogram histogram;
  const auto [low, high] = std::ranges::minmax(values);
  histogram.low = low;
  histogram.high = high > low ? high : low + 1;
  if (!std::isfinite(histogram.low) || !std::isfinite(histogram.high - histogram.low)) return {};
  histogram.counts.assign(static_cast<std::size_t>(bins), 0);
  const double perBin = bins / (histogram.high - histogram.low);
  for (const double value : values) {
    const int bin = std::clamp(static_cast<int>((value - histogram.low) * perBin), 0, bins - 1);
    ++histogram.counts[static_cast<std::size_t>(bin)];
  }
  return histogram;
}

double shareOfUnits(const std::vector<int>& examplesByUnit, double threshold) {
  const auto reached = std::ranges::count_if(examplesByUnit, [&](int examples) { return examples >= threshold; });
  return static_cast<double>(reached) / static_cast<double>(examplesByUnit.size());
}

LayerStatistics statisticsOf(const KernelLayer& layer, const LayerSums& sums, double examples, int bins) {
  LayerStatistics statistics;
  const double values = examples * layer.units;
  statistics.a = magnitudeOf(sums.a, sums.aSquare, values);
  statistics.z = magnitudeOf(sums.z, sums.zSquare, values);
  statistics.delta = magnitudeOf(sums.delta, sums.deltaSquare, values);
  statistics.dW = magnitudeOf(sums.dW, sums.dWSquare, values * layer.inputs);
  statistics.slopeMean = sums.slope / values;
  double saturated = 0;
  for (const int count : sums.saturated) saturated += count;
  statistics.saturatedValues = saturated / values;
  statistics.saturatedUnits = shareOfUnits(sums.saturated, kSaturatedExamplesShare * examples);
  statistics.deadUnits = shareOfUnits(sums.dead, examples);
  if (bins > 0) {
    statistics.aHistogram = histogramOf(sums.aValues, bins);
    statistics.zHistogram = histogramOf(sums.zValues, bins);
  }
  return statistics;
}

}  // namespace

std::vector<LayerStatistics> measureLayers(const Parameters& parameters, Loss loss, const Dataset& data,
                                           std::span<const int> examples, int histogramBins) {
  const Architecture& architecture = parameters.architecture();
  const BatchKernels& kernels = batchKernels();
  Workspace workspace(architecture, loss);
  const KernelNetwork& network = workspace.network();
  std::vector<LayerSums> sums(architecture.layers.size());
  for (std::size_t l = 0; l < sums.size(); ++l) {
    sums[l].saturated.resize(static_cast<std::size_t>(architecture.layers[l].units));
    sums[l].dead.resize(static_cast<std::size_t>(architecture.layers[l].units));
  }
  std::array<double, kBlock> losses{};
  for (std::size_t begin = 0; begin < examples.size(); begin += kBlock) {
    const std::span<const int> block = examples.subspan(begin, std::min<std::size_t>(kBlock, examples.size() - begin));
    const int count = static_cast<int>(block.size());
    const int stride = strideFor(count, kBlock);
    workspace.gather(data, block, stride, stride);
    kernels.forward(network, parameters.theta().data(), stride);
    kernels.outputDelta(network, count, stride, losses.data());
    kernels.hiddenDeltas(network, parameters.theta().data(), stride);
    for (int l = 0; l < network.layerCount; ++l)
      for (int n = 0; n < count; ++n)
        addExample(network.layers[l], l == 0 ? network.input : network.layers[l - 1].z, stride, n, histogramBins > 0,
                   sums[static_cast<std::size_t>(l)]);
  }
  std::vector<LayerStatistics> statistics;
  statistics.reserve(static_cast<std::size_t>(network.layerCount));
  for (int l = 0; l < network.layerCount; ++l)
    statistics.push_back(statisticsOf(network.layers[l], sums[static_cast<std::size_t>(l)],
                                      static_cast<double>(examples.size()), histogramBins));
  return statistics;
}

}  // namespace backscope
