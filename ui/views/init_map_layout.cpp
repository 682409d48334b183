#include "ui/views/init_map_layout.h"

#include <algorithm>
#include <cmath>

#include "ui/text/number_format.h"

namespace backscope {

namespace {

constexpr double kGap = 8;
constexpr double kBarWidth = 14;
constexpr double kLeastCell = 4;     ///< its width
constexpr double kLeastHeight = 80;  ///< of all cells
constexpr int kMostSide = 20;
constexpr double kMarks = 2;  ///< lines below the legend's bar

/// As short as it can be.
QString powerText(double power) {
  constexpr double kPlain = 3;
  return std::abs(power) > kPlain ? formatPowerOfTen(static_cast<int>(power)) : formatShort(std::pow(10.0, power));
}

/// Whole decades; or every value, or every second, third … of whole numbers.
std::vector<InitMapTick> ticksOf(const std::vector<double>& values, bool isLog, double begin, double step,
                                 double room) {
  std::vector<InitMapTick> ticks;
  const auto placeOf = [&](double index) { return begin + (index + 0.5) * step; };
  if (!isLog) {
    const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil(room / std::abs(step))));
    for (std::size_t k = 0; k < values.size(); k += every)
      ticks.push_back({placeOf(static_cast<double>(k)), formatShort(values[k])});
    return ticks;
  }
  const double low = std::log10(values.front());
  const double decade = static_cast<double>(values.size() - 1) / (std::log10(values.back()) - low);
  const double every = std::max(1.0, std::ceil(room / std::abs(decade * step)));
  for (double power = std::ceil(low - 1e-9); power <= std::log10(values.back()) + 1e-9; power += every)
    ticks.push_back({placeOf((power - low) * decade), powerText(power)});
  return ticks;
}

}  // namespace

QRectF InitMapLayout::cell(std::size_t index) const {
  const std::size_t inRow = index % static_cast<std::size_t>(columns);
  const std::size_t below = (index - inRow) / static_cast<std::size_t>(columns);
  const auto row = static_cast<double>(below);
  const auto column = static_cast<double>(inRow);
  // On whole pixels, so that no seam shows between two cells.
  const auto x = [&](double c) { return std::round(cells.left() + c * cells.width() / columns); };
  const auto y = [&](double r) { return std::round(cells.bottom() - r * cells.height() / rows); };
  return QRectF(QPointF(x(column), y(row + 1)), QPointF(x(column + 1), y(row)));
}

std::optional<std::size_t> InitMapLayout::cellAt(const QPointF& place) const {
  const double column = std::floor((place.x() - cells.left()) / cells.width() * columns);
  const double row = std::floor((cells.bottom() - place.y()) / cells.height() * rows);
  if (column < 0 || column >= columns || row < 0 || row >= rows) return std::nullopt;
  return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column);
}

InitMapLayout layoutInitMap(const InitMap& map, const QSizeF& size, const InitMapTexts& texts) {
  InitMapLayout layout;
  layout.rows = static_cast<int>(map.rows.size());
  layout.columns = static_cast<int>(map.scales.size());
  const double left = texts.tickWidth + kGap;
  const double legend = std::max(texts.legendWidth, kBarWidth + 5 + texts.numberWidth);
  const double right = size.width() - legend - 2 * kGap;
  const double top = texts.lineHeight + 2;
  const double bottom = size.height() - texts.lineHeight - 2;
  layout.cells = QRectF(QPointF(left, top), QPointF(std::max(right, left + 1), std::max(bottom, top + 1)));
  layout.heading = QRectF(0, 0, layout.cells.right(), texts.lineHeight);
  layout.rowTicks = ticksOf(map.rows, map.choice.rows == MapRows::LearningRate, layout.cells.bottom(),
                            -layout.cells.height() / layout.rows, texts.lineHeight);
  layout.columnTicks =
      ticksOf(map.scales, true, layout.cells.left(), layout.cells.width() / layout.columns, texts.tickWidth + kGap);
  const double legendLeft = layout.cells.right() + 2 * kGap;
  layout.legendHeading = QRectF(legendLeft, 0, legend, texts.lineHeight);
  const double marks = kMarks * texts.lineHeight;
  layout.bar = QRectF(legendLeft, top, kBarWidth, std::max(bottom - top - marks + texts.lineHeight - kGap, 1.0));
  for (std::size_t k = 0; k < layout.marks.size(); ++k)
    layout.marks[k] =
        QRectF(legendLeft, size.height() - marks + static_cast<double>(k) * texts.lineHeight, legend, texts.lineHeight);
  return layout;
}

QSizeF leastInitMapSize(const InitMapTexts& texts) {
  const double side = kLeastCell * kMostSide;
  const double legend = std::max(texts.legendWidth, kBarWidth + 5 + texts.numberWidth);
  return {std::max(texts.tickWidth + kGap + side, texts.headingWidth) + legend + 3 * kGap,
          kLeastHeight + 2 * texts.lineHeight + 4};
}

std::size_t neighbourCell(const InitMap& map, std::size_t cell, int right, int up) {
  const auto columns = static_cast<std::ptrdiff_t>(map.scales.size());
  const auto rows = static_cast<std::ptrdiff_t>(map.rows.size());
  const auto at = static_cast<std::ptrdiff_t>(cell);
  const std::ptrdiff_t column = std::clamp<std::ptrdiff_t>(at % columns + right, 0, columns - 1);
  const std::ptrdiff_t row = std::clamp<std::ptrdiff_t>(at / columns + up, 0, rows - 1);
  return static_cast<std::size_t>(row * columns + column);
}

}  // namespace backscope
