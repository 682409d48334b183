#include "ui/plots/plot_scale.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/text/number_format.h"

namespace backscope {

namespace {

/// The smallest of these times a power of ten that is not below `value`, which is positive.
template <std::size_t N>
double roundUpTo(const std::array<double, N>& mantissas, double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double mantissa : mantissas)
    if (mantissa * power >= value * (1 - 1e-12)) return mantissa * power;
  return 10 * power;
}

/// Like formatShort(), with as many decimals as neighbouring ticks need.
QString linearLabel(double value, double step) {
  if (std::abs(value) < step * 1e-6) return QStringLiteral("0");
  if (std::abs(value) >= 1e5 || step < 1e-4) return formatShort(value);
  const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
  return QString::number(value, 'f', decimals).replace(QLatin1Char('-'), QChar(0x2212));
}

std::vector<AxisTick> ticksAtMultiples(double step, double low, double high,
                                       const std::function<QString(double)>& label) {
  std::vector<AxisTick> ticks;
  const double slack = 1e-9 * (high - low);
  for (double k = std::ceil((low - slack) / step); k * step <= high + slack; ++k)
    ticks.push_back({k * step, label(k * step)});
  return ticks;
}

/// All of an axis in one notation: 0.2, or where that gets long 2·10⁻⁵.
QString fineLogLabel(double mantissa, int exponent, bool isPlain) {
  if (isPlain) return formatShort(mantissa * std::pow(10.0, exponent));
  const QString power = formatPowerOfTen(exponent);
  return mantissa == 1.0 ? power : QStringLiteral("%1·%2").arg(mantissa, 0, 'f', 0).arg(power);
}

/// 1, 2 and 5 times each power of ten, for less than two decades.
std::vector<AxisTick> fineLogTicks(double low, double high) {
  const bool isPlain = low >= -3 - 1e-9 && high <= 4 + 1e-9;
  std::vector<AxisTick> ticks;
  for (double exponent = std::floor(low); exponent <= high; ++exponent)
    for (const double mantissa : {1.0, 2.0, 5.0}) {
      const double coordinate = exponent + std::log10(mantissa);
      if (coordinate < low - 1e-9 || coordinate > high + 1e-9) continue;
      ticks.push_back({coordinate, fineLogLabel(mantissa, static_cast<int>(exponent), isPlain)});
    }
  return ticks;
}

}  // namespace

void ValueExtent::include(double value) {
  if (!std::isfinite(value)) return;
  low = empty ? value : std::min(low, value);
  high = empty ? value : std::max(high, value);
  if (value > 0) lowPositive = lowPositive > 0 ? std::min(lowPositive, value) : value;
  hasZero = hasZero || value == 0;
  empty = false;
}

void ValueExtent::include(const ValueExtent& other) {
  if (other.empty) return;
  include(other.low);
  include(other.high);
  if (other.lowPositive > 0) include(other.lowPositive);
  hasZero = hasZero || other.hasZero;
}

ValueExtent extentOf(const Series& series) {
  ValueExtent extent;
  for (const SeriesBucket& bucket : series.buckets()) {
    extent.include(bucket.min);
    extent.include(bucket.max);
    extent.include(bucket.mean);
  }
  return extent;
}

ValueExtent extentOf(std::span<const PlotCurve> curves, ValueAxis axis) {
  ValueExtent lines;
  ValueExtent bands;
  for (const PlotCurve& curve : curves)
    if (curve.series) (curve.style == PlotCurve::Style::Band ? bands : lines).include(extentOf(*curve.series));
  if (axis == ValueAxis::Log && lines.lowPositive > 0 && bands.lowPositive > 0) {
    bands.lowPositive = std::max(bands.lowPositive, std::min(lines.lowPositive / 10, bands.high));
    if (bands.low > 0) bands.low = bands.lowPositive;
  }
  lines.include(bands);
  return lines;
}

PlotScale roundOutwards(const ValueExtent& extent, ValueAxis axis) {
  PlotScale scale{.axis = axis, .zeroLane = axis == ValueAxis::Log && extent.hasZero};
  if (axis == ValueAxis::Log) {
    if (!(extent.lowPositive > 0)) return scale;
    scale.low = std::floor(std::log10(extent.lowPositive) + 1e-12);
    scale.high = std::max(std::ceil(std::log10(extent.high) - 1e-12), scale.low + 1);
    return scale;
  }
  static constexpr std::array kMantissas{1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0};
  scale.low = extent.low < 0 ? -roundUpTo(kMantissas, -extent.low) : 0;
  scale.high = extent.high > 0 ? roundUpTo(kMantissas, extent.high) : extent.low < 0 ? 0 : 1;
  return scale;
}

std::int64_t roundIterations(std::int64_t last) {
  static constexpr std::array kMantissas{1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0};
  if (last <= 10) return 10;
  return static_cast<std::int64_t>(std::llround(roundUpTo(kMantissas, static_cast<double>(last))));
}

std::vector<AxisTick> logTicks(double low, double high, int most) {
  const double decades = high - low;
  most = std::max(most, 1);
  if (decades < 2 && std::ceil(3 * decades) <= most) return fineLogTicks(low, high);
  const auto label = [](double c) { return formatPowerOfTen(static_cast<int>(std::lround(c))); };
  for (const double step : {1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0}) {
    if (std::floor(decades / step) + 1 > most && step != 100.0) continue;
    std::vector<AxisTick> ticks = ticksAtMultiples(step, low, high, label);
    if (ticks.size() > 1 || most < 2) return ticks;
    break;
  }
  // One number says nothing of the scale.
  return {{std::ceil(low), label(std::ceil(low))}, {std::floor(high), label(std::floor(high))}};
}

std::vector<AxisTick> linearTicks(double low, double high, int most) {
  static constexpr std::array kMantissas{1.0, 2.0, 5.0, 10.0};
  const double step = roundUpTo(kMantissas, (high - low) / std::max(most - 1, 1));
  return ticksAtMultiples(step, low, high, [step](double value) { return linearLabel(value, step); });
}

std::vector<AxisTick> iterationTicks(double low, double high, double pixels,
                                     const std::function<double(const QString&)>& width) {
  static constexpr std::array kMantissas{1.0, 2.0, 5.0, 10.0};
  const auto label = [](double value) { return formatCount(static_cast<qint64>(std::llround(value))); };
  const double room = 1.6 * std::max(width(label(high)), width(QStringLiteral("00")));
  const double step = std::max(1.0, roundUpTo(kMantissas, (high - low) * std::min(1.0, room / std::max(pixels, 1.0))));
  return ticksAtMultiples(step, low, high, label);
}

double PlotFrame::xAt(double iteration) const {
  return area.left() + (iteration - firstIteration) / (lastIteration - firstIteration) * area.width();
}

double PlotFrame::iterationAt(double x) const {
  return firstIteration + (x - area.left()) / area.width() * (lastIteration - firstIteration);
}

double PlotFrame::yAt(double value) const { return yOfCoordinate(axis == ValueAxis::Log ? std::log10(value) : value); }

double PlotFrame::yOfCoordinate(double coordinate) const {
  return area.bottom() - (coordinate - low) / (high - low) * area.height();
}

double PlotFrame::coordinateAt(double y) const { return low + (area.bottom() - y) / area.height() * (high - low); }

}  // namespace backscope
