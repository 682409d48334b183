#include "ui/theme/color_map.h"

#include <algorithm>
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
  // Two interpolations a pixel would be half of a frame's time at 256²: 511 colours are tabulated once, and a pixel is
  // a lookup.
  constexpr int kHalf = 255;
  QRgb table[2 * kHalf + 1];
  for (int i = -kHalf; i <= kHalf; ++i) {
    const QColor& end = i < 0 ? colors.negativeField : colors.positiveField;
    table[i + kHalf] = mix(colors.zeroField.rgb(), end.rgb(), std::abs(i) / double{kHalf});
  }
  QImage image(columns, rows, QImage::Format_ARGB32_Premultiplied);
  std::size_t next = 0;
  for (int row = 0; row < rows; ++row) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(row));
    for (int column = 0; column < columns; ++column) {
      const float value = values[next++];
      line[column] = std::isnan(value)
                         ? qRgba(0, 0, 0, 0)
                         : table[kHalf + std::lround(positionOn(scale, static_cast<double>(value)) * kHalf)];
    }
  }
  return image;
}

}  // namespace backscope
