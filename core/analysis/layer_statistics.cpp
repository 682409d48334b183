#include "core/analysis/layer_statistics.h"

#include <algorithm>
#include <cmath>

#include "core/passes/pass_blocks.h"

namespace backscope {
namespace {

/// Sums over the examples of one layer, turned into statistics at the end.
struct LayerSums {
  double a = 0, aSquare = 0, z = 0, zSquare = 0, delta = 0, deltaSquare = 0, dW = 0, dWSquare = 0, slope = 0;
  HealthCounts slopes;
  std::vector<double> aValues, zValues;

  explicit LayerSums(int units) : slopes(units) {}
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
  for (int j = 0; j < layer.units; ++j) sums.slope += layer.slope[j * stride + n];
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

double shareOf(const std::vector<UnitHealth>& units, UnitState atLeast) {
  const auto reached = std::ranges::count_if(units, [&](const UnitHealth& unit) { return unit.state >= atLeast; });
  return static_cast<double>(reached) / static_cast<double>(units.size());
}

LayerStatistics statisticsOf(int inputs, int units, const LayerSums& sums, double examples, int bins) {
  LayerStatistics statistics;
  const double values = examples * units;
  statistics.a = magnitudeOf(sums.a, sums.aSquare, values);
  statistics.z = magnitudeOf(sums.z, sums.zSquare, values);
  statistics.delta = magnitudeOf(sums.delta, sums.deltaSquare, values);
  statistics.dW = magnitudeOf(sums.dW, sums.dWSquare, values * inputs);
  statistics.slopeMean = sums.slope / values;
  statistics.saturatedValues = sums.slopes.saturatedShare();
  statistics.units = sums.slopes.all();
  statistics.saturatedUnits = shareOf(statistics.units, UnitState::Saturated);
  statistics.deadUnits = shareOf(statistics.units, UnitState::Dead);
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
  std::vector<LayerSums> sums;
  for (const LayerSpec& layer : architecture.layers) sums.emplace_back(layer.units);
  passBlocks(parameters, loss, data, examples, [&](const KernelNetwork& network, int count, int stride) {
    for (int l = 0; l < network.layerCount; ++l) {
      LayerSums& sum = sums[static_cast<std::size_t>(l)];
      sum.slopes.add(network.layers[l], count, stride);
      for (int n = 0; n < count; ++n)
        addExample(network.layers[l], l == 0 ? network.input : network.layers[l - 1].z, stride, n, histogramBins > 0,
                   sum);
    }
  });
  std::vector<LayerStatistics> statistics;
  statistics.reserve(sums.size());
  for (int l = 1; l <= architecture.outputLayer(); ++l)
    statistics.push_back(statisticsOf(architecture.unitsOf(l - 1), architecture.unitsOf(l),
                                      sums[static_cast<std::size_t>(l - 1)], static_cast<double>(examples.size()),
                                      histogramBins));
  return statistics;
}

}  // namespace backscope
