#include "ui/views/boundary_geometry.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/views/line_geometry.h"

namespace backscope {

namespace {

constexpr double kMargin = 6;
constexpr double kGap = 4;
constexpr double kSmallestPlot = 40;

/// Flows the entries from right to left beside the title where they fit, else in rows below it. Returns the height they
/// take.
double placeLegend(BoundaryLayout& layout, const QSizeF& area, const BoundaryTypeSizes& type) {
  double total = 0;
  for (const double width : type.legendWidths) total += width;
  const double right = area.width() - kMargin;
  double x = right - total;
  double y = kMargin + (type.titleHeight - type.lineHeight) / 2;
  const bool isBesideTitle = x >= kMargin + type.titleWidth + 2 * kGap;
  if (!isBesideTitle) {
    x = kMargin;
    y = kMargin + type.titleHeight;
  }
  for (const double width : type.legendWidths) {
    if (!isBesideTitle && x > kMargin && x + width > right) {
      x = kMargin;
      y += type.lineHeight;
    }
    layout.legend.emplace_back(x, y, width, type.lineHeight);
    x += width;
  }
  return isBesideTitle || type.legendWidths.empty() ? type.titleHeight : y + type.lineHeight - kMargin;
}

}  // namespace

int controlsWidth(int viewWidth) { return viewWidth - static_cast<int>(2 * kMargin); }

BoundaryLayout layoutBoundary(const QSizeF& area, const BoundaryTypeSizes& type) {
  BoundaryLayout layout;
  const double headerHeight = placeLegend(layout, area, type);
  layout.title = QRectF(kMargin, kMargin, type.titleWidth, type.titleHeight);
  const double inner = area.width() - 2 * kMargin;
  layout.readoutLines = type.readoutWidth <= inner ? 1 : 2;
  const double readoutHeight = layout.readoutLines * type.lineHeight;
  const double top = kMargin + headerHeight + kGap;
  const double axisHeight = type.lineHeight + kGap;
  const double controls = type.controlsHeight > 0 ? type.controlsHeight + kGap : 0;
  const double bottom = area.height() - kMargin - readoutHeight - kGap - controls - axisHeight;
  const double left = kMargin + type.tickWidth + kGap;
  const double side = std::max(kSmallestPlot, std::floor(std::min(bottom - top, area.width() - kMargin - 2 - left)));
  const double x = std::round(left + std::max(0.0, (area.width() - kMargin - 2 - left - side) / 2));
  layout.plot = QRectF(x, std::round(top + std::max(0.0, (bottom - top - side) / 2)), side, side);
  double y = layout.plot.bottom() + axisHeight + kGap;
  layout.controls = QRectF(kMargin, y, inner, type.controlsHeight);
  layout.readout = QRectF(kMargin, area.height() - kMargin - readoutHeight, inner, readoutHeight);
  return layout;
}

QPointF PlotMap::toPixel(double x, double y) const {
  return {plot.left() + (x - left) / (right - left) * plot.width(),
          plot.bottom() - (y - bottom) / (top - bottom) * plot.height()};
}

QPointF PlotMap::toValue(const QPointF& pixel) const {
  return {left + (pixel.x() - plot.left()) / plot.width() * (right - left),
          bottom + (plot.bottom() - pixel.y()) / plot.height() * (top - bottom)};
}

std::vector<double> planeTicks(double low, double high, int most) {
  if (!(high > low) || most < 2) return {};
  const double decade = std::pow(10.0, std::floor(std::log10((high - low) / most)));
  for (const double factor : {1.0, 2.0, 3.0, 2.5, 5.0, 10.0, 20.0, 30.0, 25.0, 50.0, 100.0}) {
    const double step = factor * decade;
    const double first = std::ceil(low / step - 1e-9);
    const double last = std::floor(high / step + 1e-9);
    if (last - first + 1 > most) continue;
    // Steps of 3 only where they end at the ends, as from −6 to 6.
    const bool endsMatch = std::abs(first * step - low) < 1e-9 * step && std::abs(last * step - high) < 1e-9 * step;
    if ((factor == 3 || factor == 30) && !endsMatch) continue;
    std::vector<double> ticks;
    for (double i = first; i <= last; ++i) ticks.push_back(i == 0 ? 0 : i * step);
    return ticks;
  }
  return {};
}

std::optional<QLineF> lineInSquare(double u, double v, double c, double low, double high) {
  const auto isInside = [&](double t) { return t >= low && t <= high; };
  std::vector<QPointF> crossings;
  const auto add = [&](const QPointF& p) {
    const bool isKnown = std::any_of(crossings.begin(), crossings.end(), [&](const QPointF& q) {
      return std::hypot(p.x() - q.x(), p.y() - q.y()) < 1e-9 * (high - low);
    });
    if (!isKnown) crossings.push_back(p);
  };
  for (const double side : {low, high}) {
    const double y = -(u * side + c) / v;
    const double x = -(v * side + c) / u;
    if (v != 0 && isInside(y)) add({side, y});
    if (u != 0 && isInside(x)) add({x, side});
  }
  if (crossings.size() < 2) return std::nullopt;
  return QLineF(crossings[0], crossings[1]);
}

double heldValue(const InputPlane& plane, int input) {
  const auto i = static_cast<std::size_t>(input);
  return i < plane.held.size() ? plane.held[i] : 0;
}

std::optional<UnitLine> unitLine(const Parameters& parameters, int unit, const InputPlane& plane) {
  if (plane.vertical < 0) return std::nullopt;
  const std::optional<DrawnLine> line = drawnLine(planeUnit(parameters, unit, plane), unit, plane);
  if (!line) return std::nullopt;
  return UnitLine{line->segment, line->normal};
}

QPointF placeOf(const Dataset& data, int example, const InputPlane& plane, int output) {
  return placeOf(data.inputOf(example), data.targetOf(example), plane, output);
}

QPointF placeOf(std::span<const double> x, std::span<const double> y, const InputPlane& plane, int output) {
  const double across = x[static_cast<std::size_t>(plane.horizontal)];
  if (plane.vertical < 0) return {across, y[static_cast<std::size_t>(output)]};
  return {across, x[static_cast<std::size_t>(plane.vertical)]};
}

std::optional<int> exampleAt(const Dataset& data, const InputPlane& plane, const PlotMap& map, const QPointF& pixel,
                             double reach, int output) {
  std::optional<int> found;
  double nearest = reach;
  for (int n = 0; n < data.count(); ++n) {
    const QPointF place = placeOf(data, n, plane, output);
    const QPointF off = map.toPixel(place.x(), place.y()) - pixel;
    const double distance = std::hypot(off.x(), off.y());
    if (!(distance <= nearest)) continue;
    nearest = distance;
    found = n;
  }
  return found;
}

}  // namespace backscope
