#include "ui/theme/color_map.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace backscope {

namespace {

QRgb mix(QRgb from, QRgb to, double share) {
  const auto channel = [share](int a, int b) { return static_cast<int>(std::lround(a + share * (b - a))); };
  return qRgb(channel(qRed(from), qRed(to)), channel(qGreen(from), qGreen(to)), channel(qBlue(from), qBlue(to)));
}

/// The position between the ends: −1 at low, 0 at mid, 1 at high. An end that coincides with mid counts as infinitely
/// near.
double positionOn(const FieldScale& scale, double value) {
  const double reach = value < scale.mid ? scale.mid - scale.low : scale.high - scale.mid;
  const double distance = value - scale.mid;
  if (distance == 0) return 0;
  if (reach <= 0) return distance < 0 ? -1 : 1;
  return std::clamp(distance / reach, -1.0, 1.0);
}

constexpr int kHalf = 255;
using FieldTable = std::array<QRgb, 2 * kHalf + 1>;

/// The colours from the negative end over zero to the positive one. Two interpolations a pixel would be half of a
/// frame's time, so 511 colours are tabulated when the theme changes, and a pixel is a lookup.
const FieldTable& tableFor(const ThemeColors& colors) {
  thread_local FieldTable table;
  thread_local std::array<QRgb, 3> madeFor{};
  const std::array<QRgb, 3> ends{colors.negativeField.rgb(), colors.zeroField.rgb(), colors.positiveField.rgb()};
  if (ends == madeFor) return table;
  for (int i = -kHalf; i <= kHalf; ++i)
    table[static_cast<std::size_t>(i + kHalf)] = mix(ends[1], i < 0 ? ends[0] : ends[2], std::abs(i) / double{kHalf});
  madeFor = ends;
  return table;
}

}  // namespace

QRgb fieldColor(const ThemeColors& colors, const FieldScale& scale, float value) {
  if (std::isnan(value)) return qRgba(0, 0, 0, 0);
  const double position = positionOn(scale, static_cast<double>(value));
  const QColor& end = position < 0 ? colors.negativeField : colors.positiveField;
  return mix(colors.zeroField.rgb(), end.rgb(), std::abs(position));
}

QImage fieldImage(const ThemeColors& colors, const FieldScale& scale, std::span<const float> values, int rows,
                  int columns) {
  Q_ASSERT(static_cast<qsizetype>(values.size()) == static_cast<qsizetype>(rows) * columns);
  const FieldTable& table = tableFor(colors);
  const double perNegative = scale.mid > scale.low ? kHalf / (scale.mid - scale.low) : 1e300;
  const double perPositive = scale.high > scale.mid ? kHalf / (scale.high - scale.mid) : 1e300;
  QImage image(columns, rows, QImage::Format_ARGB32_Premultiplied);
  const float* next = values.data();
  for (int row = 0; row < rows; ++row) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(row));
    for (int column = 0; column < columns; ++column, ++next) {
      const double distance = static_cast<double>(*next) - scale.mid;
      const double place = std::clamp(distance * (distance < 0 ? perNegative : perPositive), -1.0 * kHalf, 1.0 * kHalf);
      // The sum is positive, so that the cast rounds.
      line[column] = std::isnan(distance) ? qRgba(0, 0, 0, 0) : table[static_cast<std::size_t>(place + kHalf + 0.5)];
    }
  }
  return image;
}

}  // namespace backscope
