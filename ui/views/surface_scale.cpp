#include "ui/views/surface_scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/text/number_format.h"
#include "ui/theme/theme_colors.h"

namespace backscope {

namespace {

/// Where the highest loss is more than so many times the middle one, a few corners have more than they show.
constexpr double kManyTimes = 100;
constexpr std::size_t kOneIn = 10;
constexpr double kLeastDecades = 1e-3;
/// How much of the layers' colours is left in the map, so that what stands on it is seen.
constexpr double kStrength = 0.94;

QRgb mixed(const QColor& color, const QColor& ground, double strength) {
  const auto channel = [strength](int a, int b) { return static_cast<int>(std::lround(b + strength * (a - b))); };
  return qRgb(channel(color.red(), ground.red()), channel(color.green(), ground.green()),
              channel(color.blue(), ground.blue()));
}

SurfaceColors makeColors(const ThemeColors& colors) {
  SurfaceColors made{};
  for (int k = 0; k < kSurfaceColors; ++k)
    made[static_cast<std::size_t>(k)] = mixed(layerColor(colors, k + 1, kSurfaceColors), colors.card, kStrength);
  return made;
}

/// Plain where that is short, else as 2·10⁻⁵.
QString levelLabel(int mantissa, int exponent) {
  if (exponent >= -3 && exponent <= 3) return formatShort(mantissa * std::pow(10.0, exponent));
  const QString power = formatPowerOfTen(exponent);
  return mantissa == 1 ? power : QString::number(mantissa) + QStringLiteral("·") + power;
}

std::vector<AxisTick> levelsAt(const SurfaceScale& scale, const std::vector<int>& mantissas) {
  std::vector<AxisTick> levels;
  for (int exponent = static_cast<int>(std::floor(scale.low)); exponent <= scale.high; ++exponent)
    for (const int mantissa : mantissas) {
      const double coordinate = exponent + std::log10(mantissa);
      if (coordinate > scale.low && coordinate < scale.high)
        levels.push_back({coordinate, levelLabel(mantissa, exponent)});
    }
  return levels;
}

/// On a surface that is nearly flat, losses differ in late digits: as many as tell neighbours apart.
std::vector<AxisTick> linearLevels(double low, double high, int most) {
  constexpr int kMostDigits = 8;
  std::vector<AxisTick> levels = linearTicks(low, high, most);
  const auto readAlike = [&levels] { return std::ranges::adjacent_find(levels, {}, &AxisTick::label) != levels.end(); };
  for (int digits = 3; digits <= kMostDigits && readAlike(); ++digits)
    for (AxisTick& tick : levels) tick.label = QString::number(tick.coordinate, 'g', digits);
  return levels;
}

}  // namespace

double SurfaceScale::coordinateOf(double loss) const {
  if (!std::isfinite(loss)) return std::numeric_limits<double>::quiet_NaN();
  const double coordinate = !isLog ? loss : loss > 0 ? std::log10(loss) : low;
  return std::clamp(coordinate, low, high);
}

double SurfaceScale::lossOf(double coordinate) const { return isLog ? std::pow(10.0, coordinate) : coordinate; }

SurfaceScale scaleOfSurface(const LossSurface& surface, bool isLog) {
  std::vector<double> all;
  for (const double loss : surface.loss)
    if (std::isfinite(loss)) all.push_back(loss);
  std::ranges::sort(all);
  SurfaceScale scale{isLog, isLog ? -1.0 : 0.0, isLog ? 0.0 : 1.0, false, false};
  if (all.empty()) return scale;
  const auto firstPositive = std::ranges::find_if(all, [](double loss) { return loss > 0; });
  double high = all.back();
  if (!isLog && high > kManyTimes * std::max(all[all.size() / 2], 0.0))
    high = all[all.size() - 1 - all.size() / kOneIn];
  if (isLog) {
    if (firstPositive == all.end()) return {true, -1, 0, true, false};
    scale.high = std::log10(high);
    scale.low = std::max(std::log10(*firstPositive), scale.high - kMostSurfaceDecades);
    scale.high = std::max(scale.high, scale.low + kLeastDecades);
    scale.isLowCut = all.front() <= 0 || std::log10(all.front()) < scale.low;
    return scale;
  }
  scale.low = all.front();
  // One value alone is the lower end.
  scale.high = high > scale.low ? high : scale.low + std::max(std::abs(scale.low) * kLeastDecades, 1e-12);
  scale.isHighCut = all.back() > scale.high;
  return scale;
}

std::vector<float> surfaceCoordinates(const LossSurface& surface, const SurfaceScale& scale) {
  std::vector<float> coordinates(surface.loss.size());
  std::ranges::transform(surface.loss, coordinates.begin(),
                         [&](double loss) { return static_cast<float>(scale.coordinateOf(loss)); });
  return coordinates;
}

std::vector<AxisTick> surfaceLevels(const SurfaceScale& scale, int most) {
  // Linear ticks come in steps of 1, 2 and 5: often half as many as there may be.
  if (!scale.isLog) return linearLevels(scale.low, scale.high, most + most / 3);
  for (const std::vector<int>& mantissas : {std::vector{1, 2, 5}, std::vector{1, 3}, std::vector{1}}) {
    std::vector<AxisTick> levels = levelsAt(scale, mantissas);
    if (levels.size() < 3) break;
    if (levels.size() <= static_cast<std::size_t>(most)) return levels;
  }
  if (scale.high - scale.low > 2) return logTicks(scale.low, scale.high, most);
  // Less than a decade: the losses themselves are round.
  std::vector<AxisTick> levels = linearLevels(scale.lossOf(scale.low), scale.lossOf(scale.high), most);
  std::erase_if(levels, [](const AxisTick& tick) { return tick.coordinate <= 0; });
  for (AxisTick& tick : levels) tick.coordinate = std::log10(tick.coordinate);
  return levels;
}

std::vector<AxisTick> surfaceScaleTicks(const SurfaceScale& scale, const std::vector<AxisTick>& levels) {
  std::vector<AxisTick> ticks;
  if (scale.isLowCut) ticks.push_back({scale.low, QStringLiteral("≤ ") + formatTwoDigits(scale.lossOf(scale.low))});
  if (scale.isHighCut) ticks.push_back({scale.high, QStringLiteral("≥ ") + formatTwoDigits(scale.lossOf(scale.high))});
  ticks.insert(ticks.end(), levels.begin(), levels.end());
  return ticks;
}

const SurfaceColors& surfaceColors(const ThemeColors& colors) {
  static const std::array<SurfaceColors, 2> kBoth{makeColors(lightColors()), makeColors(darkColors())};
  return kBoth[colors.dark ? 1 : 0];
}

QRgb surfaceColor(const SurfaceColors& colors, double share) {
  const auto place = std::lround(std::clamp(share, 0.0, 1.0) * (kSurfaceColors - 1));
  return colors[static_cast<std::size_t>(place)];
}

}  // namespace backscope
