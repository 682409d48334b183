#include "core/analysis/plateau.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>

#include "core/math/elementary_functions.h"

namespace backscope {

namespace {

constexpr std::size_t kCorners = 4;
constexpr double kLevelShare = 0.02;
constexpr double kAlikeShare = 1.0 / 3;
constexpr double kFlatShare = 0.02;
constexpr int kFewestValues = 3;

using Corners = std::array<double, kCorners>;

bool isMonotonic(Activation activation) {
  switch (activation) {
    case Activation::Silu:
    case Activation::Gelu:
    case Activation::Sine:
    case Activation::Softmax:
      return false;
    default:
      return true;
  }
}

/// The targets by place: lower left, upper left, lower right, upper right. Nothing where the training examples are not
/// the corners of an upright rectangle.
std::optional<Corners> targetsByPlace(const Dataset& data) {
  if (data.train.size() != kCorners || data.inputs != 2 || data.outputs != 1) return std::nullopt;
  double left = data.inputOf(data.train.front())[0];
  double bottom = data.inputOf(data.train.front())[1];
  for (const int n : data.train) {
    left = std::min(left, data.inputOf(n)[0]);
    bottom = std::min(bottom, data.inputOf(n)[1]);
  }
  std::array<bool, kCorners> isTaken{};
  Corners targets{};
  std::optional<double> right;
  std::optional<double> top;
  for (const int n : data.train) {
    const double x = data.inputOf(n)[0];
    const double y = data.inputOf(n)[1];
    if (x != left && x != right.value_or(x)) return std::nullopt;
    if (y != bottom && y != top.value_or(y)) return std::nullopt;
    if (x != left) right = x;
    if (y != bottom) top = y;
    const std::size_t place = (x != left ? 2U : 0U) + (y != bottom ? 1U : 0U);
    if (isTaken[place]) return std::nullopt;
    isTaken[place] = true;
    targets[place] = data.targetOf(n)[0];
  }
  return targets;
}

/// Some corners with one output in common.
struct Alike {
  double sum = 0;   ///< Σℓ of the best common output
  double span = 0;  ///< between the largest and the smallest output
};

/// Of the corners whose bit is set.
Alike commonOutput(const Dataset& data, std::span<const double> yhat, unsigned chosen) {
  double mean = 0;
  double low = 0;
  double high = 0;
  int count = 0;
  for (std::size_t k = 0; k < kCorners; ++k) {
    if ((chosen >> k & 1U) == 0) continue;
    low = count == 0 ? yhat[k] : std::min(low, yhat[k]);
    high = count == 0 ? yhat[k] : std::max(high, yhat[k]);
    mean += (data.targetOf(data.train[k])[0] - mean) / ++count;
  }
  Alike alike{0, high - low};
  for (std::size_t k = 0; k < kCorners; ++k) {
    const double off = data.targetOf(data.train[k])[0] - mean;
    if ((chosen >> k & 1U) != 0) alike.sum += off * off / 2;
  }
  return alike;
}

}  // namespace

std::optional<double> xorCornersUnit(const Dataset& data) {
  const std::optional<Corners> targets = targetsByPlace(data);
  if (!targets) return std::nullopt;
  const Corners& t = *targets;
  if (t[0] != t[3] || t[1] != t[2] || t[0] == t[1]) return std::nullopt;
  return (t[1] - t[0]) * (t[1] - t[0]);
}

std::optional<double> leastLossOfOneUnit(const Architecture& network, Loss loss, double unit) {
  const bool isMonotone =
      std::ranges::all_of(network.layers, [](const LayerSpec& layer) { return isMonotonic(layer.activation); });
  if (!isMonotone || network.outputs() != 1) return std::nullopt;
  if (loss == Loss::Square) return unit / 3;
  return 3 * elementary::log(3.0) - 2 * elementary::log(2.0);
}

std::optional<CornersPlateau> cornersPlateau(const Dataset& data, std::span<const double> yhat) {
  const std::optional<double> unit = xorCornersUnit(data);
  if (!unit || yhat.size() != kCorners) return std::nullopt;
  double sum = 0;
  for (std::size_t k = 0; k < kCorners; ++k) {
    const double off = data.targetOf(data.train[k])[0] - yhat[k];
    sum += off * off / 2;
  }
  // The more corners are alike, the higher the level; a set of two equal targets has none.
  for (int count = static_cast<int>(kCorners); count >= 2; --count)
    for (unsigned chosen = 0; chosen < 1U << kCorners; ++chosen) {
      if (std::popcount(chosen) != count) continue;
      const Alike alike = commonOutput(data, yhat, chosen);
      const bool isHere = alike.sum > 0 && alike.span * alike.span <= kAlikeShare * kAlikeShare * *unit;
      if (isHere && std::abs(sum - alike.sum) <= kLevelShare * *unit) return CornersPlateau{count, alike.sum};
    }
  return std::nullopt;
}

std::optional<std::int64_t> flatSince(const Series& loss, std::int64_t until) {
  if (loss.empty()) return std::nullopt;
  const std::int64_t begin = loss.buckets().front().first;
  const std::int64_t first = until - (until - begin) / 4;
  double low = 0;
  double high = 0;
  int count = 0;
  for (const SeriesBucket& bucket : loss.buckets()) {
    if (bucket.last < first || bucket.last > until) continue;
    low = count == 0 ? bucket.min : std::min(low, bucket.min);
    high = count == 0 ? bucket.max : std::max(high, bucket.max);
    ++count;
  }
  if (count < kFewestValues || high - low > kFlatShare * high) return std::nullopt;
  return first;
}

}  // namespace backscope
