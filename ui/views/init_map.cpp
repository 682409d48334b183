#include "ui/views/init_map.h"

#include <QString>
#include <algorithm>
#include <cmath>
#include <string>

#include "ui/theme/color_map.h"

namespace backscope {

namespace {

/// Five decades up to these ends, the lower ones left out: so whole decades, and 1 among them, are values.
constexpr double kDecades = 1e5;
constexpr double kLargestScale = 100;
constexpr double kLargestRate = 10;
constexpr double kMostDecades = 6;
constexpr double kLeastDecades = 1e-3;
constexpr int kColorSteps = 256;

std::vector<std::string> decadesTo(double largest, int count) {
  std::vector<std::string> values = ratioValues(largest / kDecades, largest, static_cast<std::size_t>(count) + 1);
  values.erase(values.begin());
  return values;
}

std::vector<double> numbersOf(const SweepAxis& axis) {
  std::vector<double> numbers;
  for (const std::string& value : axis.values) numbers.push_back(QString::fromStdString(value).toDouble());
  return numbers;
}

/// The index of the nearest value on an axis of equal ratios; nothing more than half a step beyond its ends.
std::optional<std::size_t> nearestRatio(const std::vector<double>& values, double value) {
  if (!(value > 0)) return std::nullopt;
  const double step = std::log(values[1] / values[0]);
  const double place = std::log(value / values[0]) / step;
  if (place < -0.5 || place > static_cast<double>(values.size()) - 0.5) return std::nullopt;
  const auto last = static_cast<double>(values.size() - 1);
  return static_cast<std::size_t>(std::lround(std::clamp(place, 0.0, last)));
}

std::optional<std::size_t> equalValue(const std::vector<double>& values, double value) {
  const auto found = std::ranges::find(values, value);
  return found == values.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - values.begin()));
}

/// Nothing where its hidden layers are not all alike.
std::optional<double> depthOf(const Architecture& network) {
  const auto end = network.layers.end() - 1;
  const bool isUniform =
      std::all_of(network.layers.begin(), end, [&](const LayerSpec& layer) { return layer == network.layers.front(); });
  return isUniform ? std::optional<double>(network.hiddenLayers()) : std::nullopt;
}

std::optional<std::size_t> rowOf(const InitMap& map, const Session& session) {
  if (map.choice.rows == MapRows::Seed) return equalValue(map.rows, static_cast<double>(session.initialization.seed));
  if (map.choice.rows == MapRows::LearningRate) return nearestRatio(map.rows, session.training.optimizer.learningRate);
  const std::optional<double> depth = depthOf(session.network);
  return depth ? equalValue(map.rows, *depth) : std::nullopt;
}

}  // namespace

std::vector<SweepAxis> mapAxes(const InitMapChoice& choice) {
  std::vector<SweepAxis> axes;
  if (choice.rows == MapRows::LearningRate)
    axes.push_back({"training.optimizer.learning_rate", decadesTo(kLargestRate, choice.side)});
  else
    axes.push_back({choice.rows == MapRows::Seed ? "initialization.seed" : std::string(kDepthKey), {}});
  if (choice.rows == MapRows::Seed)
    for (int seed = 1; seed <= choice.side; ++seed) axes[0].values.push_back(std::to_string(seed));
  if (choice.rows == MapRows::Depth)
    for (int depth = 1; depth <= std::min(choice.side, kMaxHiddenLayers); ++depth)
      axes[0].values.push_back(std::to_string(depth));
  axes.push_back({"initialization.scale", decadesTo(kLargestScale, choice.side)});
  return axes;
}

Session mapBase(const Session& session, MapRows rows) {
  Session base = session;
  base.title.clear();
  base.parameters.reset();
  base.state.reset();
  base.initialization.scale = 1;
  std::vector<LayerSpec>& layers = base.network.layers;
  if (rows == MapRows::Seed) base.initialization.seed = 1;
  if (rows == MapRows::LearningRate) base.training.optimizer.learningRate = OptimizerSettings().learningRate;
  if (rows == MapRows::Depth && layers.size() > 2) layers.erase(layers.begin() + 1, layers.end() - 1);
  return base;
}

InitMap emptyMap(const Session& session, const InitMapChoice& choice) {
  const std::vector<SweepAxis> axes = mapAxes(choice);
  InitMap map{choice, mapBase(session, choice.rows), numbersOf(axes[0]), numbersOf(axes[1]), {}};
  map.cells.resize(map.rows.size() * map.scales.size());
  return map;
}

std::optional<std::size_t> cellOf(const InitMap& map, const Session& session) {
  if (mapBase(session, map.choice.rows) != map.base) return std::nullopt;
  const std::optional<std::size_t> row = rowOf(map, session);
  const std::optional<std::size_t> column = nearestRatio(map.scales, session.initialization.scale);
  if (!row || !column) return std::nullopt;
  return *row * map.scales.size() + *column;
}

double coordinateOf(const CellOutcome& cell, MapColor color) {
  switch (color) {
    case MapColor::Loss:
      return std::log10(cell.train.loss);
    case MapColor::StartRatio:
      return std::log10(cell.startRatio);
    case MapColor::EndRatio:
      return std::log10(cell.endRatio);
    case MapColor::Needed:
      break;
  }
  return cell.needed ? std::log10(static_cast<double>(*cell.needed)) : std::nan("");
}

CellLook lookOf(const std::optional<CellOutcome>& cell, MapColor color) {
  if (!cell) return CellLook::Pending;
  // The start is what it is, whatever became of it.
  if (cell->divergence && color != MapColor::StartRatio) return CellLook::Diverged;
  if (color == MapColor::Needed && !cell->needed) return CellLook::NotSoon;
  const double coordinate = coordinateOf(*cell, color);
  return std::isnan(coordinate) || coordinate == HUGE_VAL ? CellLook::Diverged : CellLook::Colored;
}

MapScale scaleOf(const InitMap& map, MapColor color) {
  const bool isTwoSided = color == MapColor::StartRatio || color == MapColor::EndRatio;
  std::vector<double> all;
  for (const std::optional<CellOutcome>& cell : map.cells)
    if (lookOf(cell, color) == CellLook::Colored) all.push_back(coordinateOf(*cell, color));
  std::ranges::sort(all);
  const auto firstFinite = std::ranges::find_if(all, [](double value) { return std::isfinite(value); });
  if (firstFinite == all.end()) return {-1, isTwoSided ? 1.0 : 0.0, isTwoSided, !all.empty(), false};
  MapScale scale{*firstFinite, all.back(), isTwoSided, false, false};
  if (isTwoSided) {
    scale.high = std::clamp(std::max(-scale.low, scale.high), 1.0, kMostDecades);
    scale.low = -scale.high;
  } else {
    if (color == MapColor::Loss) scale.high = std::max(scale.low, all[all.size() - 1 - all.size() / 20]);
    scale.low = std::max(scale.low, scale.high - kMostDecades);
    // One value alone is the lower end.
    scale.high = std::max(scale.high, scale.low + kLeastDecades);
  }
  scale.isLowCut = all.front() < scale.low;
  scale.isHighCut = all.back() > scale.high;
  return scale;
}

QColor mapColor(const ThemeColors& colors, const MapScale& scale, double coordinate) {
  const double inside = std::clamp(coordinate, scale.low, scale.high);
  if (scale.isTwoSided) return QColor(fieldColor(colors, {scale.low, 0, scale.high}, static_cast<float>(inside)));
  const double share = (inside - scale.low) / (scale.high - scale.low);
  return layerColor(colors, 1 + static_cast<int>(std::lround(share * (kColorSteps - 1))), kColorSteps);
}

}  // namespace backscope
