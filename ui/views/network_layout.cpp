#include "ui/views/network_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace backscope {

namespace {

constexpr double kMargin = 8;
constexpr double kTextGap = 10;

/// Between two units of this side: airy for large ones, tight for small ones.
double gapFor(double side) {
  const double share = std::clamp(0.2 + 0.3 * (side - 12) / 36, 0.2, 0.5);
  return std::max(2.0, std::round(side * share));
}

double heightOf(int units, double side) { return units * side + (units - 1) * gapFor(side); }

/// The largest side, in whole pixels, with which so many units fit below each other; at least the smallest.
double fittingSide(int units, double height, double largest) {
  double side = std::max(kSmallestUnit, std::floor(largest));
  while (side > kSmallestUnit && heightOf(units, side) > height) --side;
  return side;
}

int largestLayer(const Architecture& architecture) {
  int most = 0;
  for (int l = 0; l <= architecture.outputLayer(); ++l) most = std::max(most, architecture.unitsOf(l));
  return most;
}

/// The strip in which the units stand.
QRectF unitStrip(const QSizeF& area, const NetworkTypeSizes& type) {
  const double top = kMargin + type.headingHeight + type.lineHeight + kTextGap;
  const double bottom = area.height() - kMargin - type.lineHeight - 2;
  return {kMargin, top, std::max(1.0, area.width() - 2 * kMargin), std::max(kSmallestUnit, bottom - top)};
}

void placeColumn(NetworkColumn& column, int units, const QRectF& strip, double lineHeight) {
  const double step = column.side + gapFor(column.side);
  const int room = static_cast<int>((strip.height() + gapFor(column.side)) / step);
  int shown = units;
  if (units > room) {
    const double left = strip.height() - lineHeight - 2;
    shown = std::clamp(static_cast<int>((left + gapFor(column.side)) / step), 1, units);
    column.notShown = units - shown;
  }
  const double height = heightOf(shown, column.side) + (column.notShown > 0 ? lineHeight + 2 : 0);
  const double top = std::round(strip.top() + std::max(0.0, (strip.height() - height) / 2));
  const double left = std::round(column.center - column.side / 2);
  for (int j = 0; j < shown; ++j)
    column.units.push_back({{column.layer, j}, QRectF(left, top + j * step, column.side, column.side)});
  if (column.notShown > 0)
    column.moreMark = QRectF(column.center, column.units.back().rect.bottom() + 2, 0, lineHeight);
}

}  // namespace

const UnitBox* NetworkLayout::find(const UnitId& id) const {
  if (id.layer < 0 || id.layer >= static_cast<int>(columns.size())) return nullptr;
  const std::vector<UnitBox>& units = columns[static_cast<std::size_t>(id.layer)].units;
  return id.unit >= 0 && id.unit < static_cast<int>(units.size()) ? &units[static_cast<std::size_t>(id.unit)] : nullptr;
}

NetworkLayout layoutNetwork(const Architecture& architecture, const QSizeF& area, const NetworkTypeSizes& type) {
  NetworkLayout layout;
  const int count = architecture.outputLayer() + 1;
  const QRectF strip = unitStrip(area, type);
  // Edges need as much room as the units themselves, or nearly.
  const double sideByWidth = std::max(kSmallestUnit, strip.width() / (count + 0.9 * (count - 1)));
  const double largest = std::min(kLargestUnit, sideByWidth);
  const double common = fittingSide(largestLayer(architecture), strip.height(), largest);
  const double edgeInset =
      std::max(std::min(type.headingWidth / 2, strip.width() / (2 * count)), std::min(40.0, 0.06 * strip.width()));
  const double inset = std::max(common / 2 + std::min(24.0, 0.03 * strip.width()), edgeInset);
  layout.pitch = std::min((strip.width() - 2 * inset) / (count - 1), 5 * std::max(common, 60.0));
  const double first = strip.center().x() - layout.pitch * (count - 1) / 2;
  for (int l = 0; l < count; ++l) {
    NetworkColumn column;
    column.layer = l;
    column.center = first + l * layout.pitch;
    // Small neighbours of a crowded layer may be larger than its units, but not by so much that they look more
    // important.
    const double cap = std::min(largest, std::max(common, 36.0));
    column.side = fittingSide(architecture.unitsOf(l), strip.height(), cap);
    placeColumn(column, architecture.unitsOf(l), strip, type.lineHeight);
    layout.columns.push_back(std::move(column));
  }
  layout.headingBaseline = kMargin + 0.75 * type.headingHeight;
  layout.captionBaseline = kMargin + type.headingHeight + 0.8 * type.lineHeight;
  layout.note = QRectF(strip.left(), area.height() - kMargin - type.lineHeight, strip.width(), type.lineHeight);
  return layout;
}

QPointF biasMarkCenter(const QRectF& unit) {
  const double inwards = unit.width() >= 24 ? 2 : 0;
  return unit.bottomLeft() + QPointF(inwards, -inwards);
}

double biasMarkRadius(const QRectF& unit) { return std::clamp(0.12 * unit.width(), 2.0, 6.5); }

QPointF EdgeCurve::at(double t) const {
  const double s = 1 - t;
  const double middle = (from.x() + to.x()) / 2;
  const double outer0 = s * s * s;
  const double outer1 = t * t * t;
  const double inner = 3 * s * t;
  return {outer0 * from.x() + inner * middle + outer1 * to.x(),
          (outer0 + inner * s) * from.y() + (outer1 + inner * t) * to.y()};
}

double EdgeCurve::slopeAt(double t) const {
  const double s = 1 - t;
  const double half = (to.x() - from.x()) / 2;
  const double dx = 3 * half * (s * s + t * t);
  const double dy = 6 * s * t * (to.y() - from.y());
  return dx == 0 ? 0 : dy / dx;
}

EdgeCurve edgeBetween(const QRectF& fromUnit, const QRectF& toUnit) {
  return {{fromUnit.right(), fromUnit.center().y()}, {toUnit.left(), toUnit.center().y()}};
}

double distanceTo(const EdgeCurve& curve, const QPointF& point) {
  constexpr int kPieces = 24;
  double nearest = std::numeric_limits<double>::infinity();
  QPointF start = curve.from;
  for (int i = 1; i <= kPieces; ++i) {
    const QPointF end = curve.at(static_cast<double>(i) / kPieces);
    const QPointF along = end - start;
    const double length2 = QPointF::dotProduct(along, along);
    const double share = length2 > 0 ? std::clamp(QPointF::dotProduct(point - start, along) / length2, 0.0, 1.0) : 0;
    const QPointF off = point - (start + share * along);
    nearest = std::min(nearest, std::hypot(off.x(), off.y()));
    start = end;
  }
  return nearest;
}

double edgeWidth(double weight, double largest, double widest) {
  constexpr double kHairline = 0.7;
  const double share = std::abs(weight) / largest;
  return std::isfinite(share) ? kHairline + (widest - kHairline) * std::min(share, 1.0) : kHairline;
}

}  // namespace backscope
