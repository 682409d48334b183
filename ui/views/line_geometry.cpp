#include "ui/views/line_geometry.h"

#include <algorithm>
#include <cmath>

namespace backscope {

namespace {

constexpr double kShareOfUnit = 1.0 / 20;
constexpr double kShortestArrow = 0.08;
constexpr double kLongestArrow = 0.4;
/// Pixels beside a line, and around an arrow's tip, that still count as on it.
constexpr double kLineReach = 6;
constexpr double kTipReach = 10;
/// The share of a line at either end by which it is turned.
constexpr double kEndShare = 0.25;

double dot(const QPointF& a, const QPointF& b) { return a.x() * b.x() + a.y() * b.y(); }
double distance(const QPointF& a, const QPointF& b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

/// Where along the segment its nearest point to `place` lies, 0…1.
double shareAlong(const QLineF& segment, const QPointF& place) {
  const QPointF along = segment.p2() - segment.p1();
  const double square = dot(along, along);
  return square > 0 ? std::clamp(dot(place - segment.p1(), along) / square, 0.0, 1.0) : 0;
}

double distanceTo(const QLineF& segment, const QPointF& place) {
  return distance(segment.pointAt(shareAlong(segment, place)), place);
}

LinePart partAt(double share) {
  if (share < kEndShare) return LinePart::Start;
  return share > 1 - kEndShare ? LinePart::End : LinePart::Middle;
}

QLineF toPixels(const PlotMap& map, const QPointF& from, const QPointF& to) {
  return {map.toPixel(from.x(), from.y()), map.toPixel(to.x(), to.y())};
}

}  // namespace

double PlaneUnit::norm() const { return std::hypot(u, v); }
double PlaneUnit::at(const QPointF& place) const { return u * place.x() + v * place.y() + c; }

PlaneUnit planeUnit(const Parameters& parameters, int unit, const InputPlane& plane) {
  const Eigen::Map<const RowMatrix> W = parameters.W(1);
  double c = parameters.architecture().bias ? parameters.b(1)[unit] : 0;
  for (int i = 0; i < parameters.architecture().inputs; ++i)
    if (i != plane.horizontal && i != plane.vertical) c += W(unit, i) * heldValue(plane, i);
  return {W(unit, plane.horizontal), W(unit, plane.vertical), c};
}

std::vector<ValueAt> valuesOf(const Parameters& parameters, int unit, const InputPlane& plane,
                              const PlaneUnit& wanted) {
  const ParameterLayout& layout = parameters.layout();
  std::vector<ValueAt> values{{layout.weightIndex(1, unit, plane.horizontal), wanted.u},
                              {layout.weightIndex(1, unit, plane.vertical), wanted.v}};
  if (parameters.architecture().bias) {
    // Exactly c where all inputs are in the plane.
    const double held = planeUnit(parameters, unit, plane).c - parameters.b(1)[unit];
    values.push_back({layout.biasIndex(1, unit), held == 0 ? wanted.c : wanted.c - held});
  }
  const bool isFinite = std::ranges::all_of(values, [](const ValueAt& at) { return std::isfinite(at.value); });
  return isFinite ? values : std::vector<ValueAt>{};
}

double arrowShare(double norm, const InputPlane& plane) {
  return std::clamp(kShareOfUnit * norm * (plane.high - plane.low) / 2, kShortestArrow, kLongestArrow);
}

std::optional<DrawnLine> drawnLine(const PlaneUnit& unit, int index, const InputPlane& plane) {
  const double norm = unit.norm();
  if (!(norm > 0) || !std::isfinite(norm) || !std::isfinite(unit.c)) return std::nullopt;
  // Of length 1, so that no product of very large or very small weights is lost.
  const std::optional<QLineF> segment =
      lineInSquare(unit.u / norm, unit.v / norm, unit.c / norm, plane.low, plane.high);
  if (!segment) return std::nullopt;
  const QPointF normal(unit.u / norm, unit.v / norm);
  const double length = arrowShare(norm, plane) * (plane.high - plane.low);
  return DrawnLine{index, *segment, normal, segment->center() + length * normal};
}

std::optional<LineGrip> gripAt(std::span<const DrawnLine> lines, const PlotMap& map, const QPointF& pixel) {
  if (!map.plot.contains(pixel)) return std::nullopt;
  std::optional<LineGrip> found;
  double nearest = kTipReach;
  for (const DrawnLine& line : lines) {
    const double off = distance(map.toPixel(line.tip.x(), line.tip.y()), pixel);
    if (off > nearest) continue;
    nearest = off;
    found = LineGrip{line.unit, LinePart::Arrow};
  }
  if (found) return found;
  nearest = kLineReach;
  for (const DrawnLine& line : lines) {
    const QLineF segment = toPixels(map, line.segment.p1(), line.segment.p2());
    const double off = distanceTo(segment, pixel);
    if (off > nearest) continue;
    nearest = off;
    found = LineGrip{line.unit, partAt(shareAlong(segment, pixel))};
  }
  return found;
}

PlaneUnit moved(const PlaneUnit& unit, const QPointF& by) {
  return {unit.u, unit.v, unit.c - (unit.u * by.x() + unit.v * by.y())};
}

PlaneUnit turned(const PlaneUnit& unit, const QPointF& pivot, double angle) {
  const double cosine = std::cos(angle);
  const double sine = std::sin(angle);
  const double u = cosine * unit.u - sine * unit.v;
  const double v = sine * unit.u + cosine * unit.v;
  return {u, v, unit.at(pivot) - (u * pivot.x() + v * pivot.y())};
}

PlaneUnit scaled(const PlaneUnit& unit, double factor) { return {factor * unit.u, factor * unit.v, factor * unit.c}; }

double angleBetween(const QPointF& pivot, const QPointF& from, const QPointF& to) {
  const QPointF a = from - pivot;
  const QPointF b = to - pivot;
  return std::atan2(a.x() * b.y() - a.y() * b.x(), dot(a, b));
}

}  // namespace backscope
