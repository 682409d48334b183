#include "core/analysis/depth_scale.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/analysis/wide_network.h"
#include "core/math/elementary_functions.h"
#include "core/passes/pass_blocks.h"

namespace backscope {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kLeastTrend = 3;
/// Of the starts, at each end of the spread.
constexpr std::size_t kTail = 10;

double decadesIn(double value) { return elementary::log(value) / std::numbers::ln10; }

/// Σ δ² as scale² · sum, with the largest |δ| so far as the scale: of sixteen layers with small weights δ may be far
/// below 1e−154, whose square is 0.
class SquareSum {
 public:
  void add(const KernelLayer& layer, int stride, int count) {
    for (int j = 0; j < layer.units; ++j)
      for (int n = 0; n < count; ++n) add(std::abs(layer.delta[j * stride + n]));
    m_count += static_cast<double>(layer.units) * count;
  }
  bool isFinite() const { return m_isFinite; }
  bool isZero() const { return m_scale == 0; }
  /// log₁₀ of the root mean square.
  double decades() const { return decadesIn(m_scale) + decadesIn(m_sum / m_count) / 2; }

 private:
  void add(double size) {
    m_isFinite = m_isFinite && std::isfinite(size);
    if (size > m_scale) {
      const double share = m_scale / size;
      m_sum = 1 + m_sum * share * share;
      m_scale = size;
    } else if (size > 0) {
      m_sum += (size / m_scale) * (size / m_scale);
    }
  }

  double m_scale = 0;
  double m_sum = 0;
  double m_count = 0;
  bool m_isFinite = true;
};

double predictedDecades(const Session& session, const Dataset& examples) {
  const WideNetwork wide = predictWideNetwork(session, examples);
  if (wide.layers.empty()) return DepthCell::kNone;
  const double first = wide.layers.front().delta;
  const double last = wide.layers.back().delta;
  const bool isKnown = std::isfinite(first) && std::isfinite(last) && last > 0;
  return isKnown ? decadesIn(first) - decadesIn(last) : DepthCell::kNone;
}

void add(DepthCell& cell, double decades, std::vector<double>& counted) {
  if (std::isnan(decades))
    ++cell.silent;
  else if (decades == -kInfinity)
    ++cell.zeros;
  else if (decades == kInfinity)
    ++cell.overflowed;
  else
    counted.push_back(decades);
}

}  // namespace

std::size_t depthCellOf(Activation activation, int depth) {
  return static_cast<std::size_t>(activation) * kMaxHiddenLayers + static_cast<std::size_t>(depth) - 1;
}

Activation activationOfDepthCell(std::size_t cell) { return kActivations[cell / kMaxHiddenLayers]; }

int depthOfDepthCell(std::size_t cell) { return static_cast<int>(cell % kMaxHiddenLayers) + 1; }

double deltaDecades(const Parameters& parameters, Loss loss, const Dataset& data) {
  SquareSum first;
  SquareSum last;
  passBlocks(parameters, loss, data, data.train, [&](const KernelNetwork& network, int count, int stride) {
    first.add(network.layers[0], stride, count);
    last.add(network.layers[network.layerCount - 1], stride, count);
  });
  if (!first.isFinite() || !last.isFinite()) return kInfinity;
  if (last.isZero()) return DepthCell::kNone;
  return first.isZero() ? -kInfinity : first.decades() - last.decades();
}

Session depthSession(const Session& session, Activation activation, int depth) {
  Session deep = session;
  deep.parameters.reset();
  deep.state.reset();
  const LayerSpec hidden{session.network.layers.front().units, activation};
  deep.network.layers.assign(static_cast<std::size_t>(depth), hidden);
  deep.network.layers.push_back(session.network.layers.back());
  fitLayers(deep.initialization, session.network.layers.size(), deep.network.layers.size());
  return deep;
}

Session depthBase(const Session& session) {
  Session base = depthSession(session, Activation::Identity, kMaxHiddenLayers);
  base.title.clear();
  base.training = {};
  base.compare.clear();
  return base;
}

Dataset depthData(const Session& session) {
  Dataset data = makeDataset(session);
  const std::size_t count = data.train.size();
  if (count <= kDepthExamples) return data;
  for (std::size_t k = 0; k < kDepthExamples; ++k) data.train[k] = data.train[k * count / kDepthExamples];
  data.train.resize(kDepthExamples);
  return data;
}

std::optional<DepthCell> measureDepth(const Session& base, const Dataset& examples, std::size_t cell,
                                      const std::function<bool()>& isStopped) {
  Session session = depthSession(base, activationOfDepthCell(cell), depthOfDepthCell(cell));
  DepthCell measured;
  std::vector<double> counted;
  for (int k = 0; k < kDepthSeeds; ++k) {
    if (isStopped()) return std::nullopt;
    session.initialization.seed = base.initialization.seed + static_cast<std::uint64_t>(k);
    const Parameters start = drawParameters(session.network, session.initialization);
    const double decades = deltaDecades(start, session.loss, examples);
    if (k == 0) measured.own = decades;
    add(measured, decades, counted);
  }
  measured.predicted = predictedDecades(session, examples);
  measured.counted = static_cast<int>(counted.size());
  if (counted.empty()) return measured;
  double sum = 0;
  for (const double decades : counted) sum += decades;
  measured.mean = sum / static_cast<double>(counted.size());
  std::ranges::sort(counted);
  const std::size_t tail = counted.size() / kTail;
  measured.low = counted[tail];
  measured.high = counted[counted.size() - 1 - tail];
  return measured;
}

std::optional<DepthTrend> depthTrend(std::span<const std::optional<DepthCell>> cells) {
  double count = 0;
  double depthSum = 0;
  double meanSum = 0;
  const auto has = [&](std::size_t k) { return cells[k] && 2 * cells[k]->counted >= kDepthSeeds; };
  for (std::size_t k = 0; k < cells.size(); ++k) {
    if (!has(k)) continue;
    ++count;
    depthSum += static_cast<double>(k + 1);
    meanSum += cells[k]->mean;
  }
  if (count < kLeastTrend) return std::nullopt;
  double along = 0;
  double square = 0;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    if (!has(k)) continue;
    const double away = static_cast<double>(k + 1) - depthSum / count;
    along += away * (cells[k]->mean - meanSum / count);
    square += away * away;
  }
  return DepthTrend{along / square, static_cast<int>(count)};
}

}  // namespace backscope
