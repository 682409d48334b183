#include "core/analysis/unit_distance.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

namespace backscope {

namespace {

/// The largest of some numbers less the smallest.
double spreadOf(std::span<const double> values) {
  double low = values.front();
  double high = values.front();
  for (const double value : values) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  return high - low;
}

/// The greatest difference of two rows (units) in one of the first columns (examples).
double spreadOfRows(const double* values, int rows, int stride, int columns) {
  double greatest = 0;
  for (int n = 0; n < columns; ++n) {
    double low = values[n];
    double high = values[n];
    for (int j = 1; j < rows; ++j) {
      low = std::min(low, values[j * stride + n]);
      high = std::max(high, values[j * stride + n]);
    }
    greatest = std::max(greatest, high - low);
  }
  return greatest;
}

std::size_t widestLayer(const Architecture& architecture) {
  int widest = 0;
  for (int l = 0; l <= architecture.outputLayer(); ++l) widest = std::max(widest, architecture.unitsOf(l));
  return static_cast<std::size_t>(widest);
}

}  // namespace

UnitMeter::UnitMeter(const Architecture& architecture, Loss loss)
    : m_workspace(architecture, loss),
      m_comparesPasses(weightCount(architecture) + biasCount(architecture) <= kMostCompared),
      m_low(widestLayer(architecture)),
      m_high(widestLayer(architecture)),
      m_distances(static_cast<std::size_t>(architecture.hiddenLayers())) {}

std::span<const UnitDistance> UnitMeter::measure(const Parameters& parameters, const Dataset& data) {
  const int hidden = parameters.architecture().hiddenLayers();
  for (int l = 1; l <= hidden; ++l) compareWeights(parameters, l);
  if (m_comparesPasses && hidden > 0) comparePasses(parameters, data);
  return m_distances;
}

/// Incoming weights lie by rows, so the columns' ends are kept beside; a unit's outgoing weights are a column of the
/// next W, so there each row is one comparison.
void UnitMeter::compareWeights(const Parameters& parameters, int l) {
  const Eigen::Map<const RowMatrix> W = parameters.W(l);
  const auto inputs = static_cast<std::size_t>(W.cols());
  std::copy_n(W.data(), inputs, m_low.begin());
  std::copy_n(W.data(), inputs, m_high.begin());
  for (Eigen::Index j = 1; j < W.rows(); ++j) {
    const double* row = W.data() + j * W.cols();
    for (std::size_t i = 0; i < inputs; ++i) {
      m_low[i] = std::min(m_low[i], row[i]);
      m_high[i] = std::max(m_high[i], row[i]);
    }
  }
  double greatest = 0;
  for (std::size_t i = 0; i < inputs; ++i) greatest = std::max(greatest, m_high[i] - m_low[i]);
  const auto units = static_cast<std::size_t>(W.rows());
  if (parameters.architecture().bias) greatest = std::max(greatest, spreadOf({parameters.b(l).data(), units}));
  const Eigen::Map<const RowMatrix> outgoing = parameters.W(l + 1);
  for (Eigen::Index m = 0; m < outgoing.rows(); ++m)
    greatest = std::max(greatest, spreadOf({outgoing.data() + m * outgoing.cols(), units}));
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  m_distances[static_cast<std::size_t>(l - 1)] = {greatest, kNaN, kNaN};
}

void UnitMeter::comparePasses(const Parameters& parameters, const Dataset& data) {
  const std::span<const int> examples =
      std::span(data.train).first(std::min(data.train.size(), UnitMeter::kComparedExamples));
  const int count = static_cast<int>(examples.size());
  const int stride = strideFor(count, kBlock);
  const BatchKernels& kernels = batchKernels();
  const KernelNetwork& network = m_workspace.network();
  std::array<double, kComparedExamples> losses{};
  m_workspace.gather(data, examples, stride, stride);
  kernels.forward(network, parameters.theta().data(), stride);
  kernels.outputDelta(network, count, stride, losses.data());
  kernels.hiddenDeltas(network, parameters.theta().data(), stride);
  for (std::size_t l = 0; l < m_distances.size(); ++l) {
    const KernelLayer& layer = network.layers[l];
    m_distances[l].output = spreadOfRows(layer.z, layer.units, stride, count);
    m_distances[l].delta = spreadOfRows(layer.delta, layer.units, stride, count);
  }
}

}  // namespace backscope
