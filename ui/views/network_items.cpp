// Which weights are drawn, what is at a point, and where an arrow key leads.
#include <Qt>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/views/network_layout.h"

namespace backscope {

namespace {

constexpr double kReach = 5;  ///< pixels beside an edge that still count as on it

std::vector<NetworkEdge> edgesBetween(const NetworkColumn& before, const NetworkColumn& after,
                                      const ParameterLayout& parameters) {
  std::vector<NetworkEdge> edges;
  for (const UnitBox& from : before.units)
    for (const UnitBox& to : after.units)
      edges.push_back({parameters.weightIndex(after.layer, to.id.unit, from.id.unit), from.id, to.id,
                       edgeBetween(from.rect, to.rect)});
  return edges;
}

/// |w|, with what is not finite first: that is what one needs to see.
double importance(double weight) {
  return std::isfinite(weight) ? std::abs(weight) : std::numeric_limits<double>::infinity();
}

NetworkItem itemOf(const NetworkEdge& edge) { return {NetworkItem::Kind::Weight, edge.to, edge.from.unit}; }

NetworkItem unitItem(const UnitId& id) { return {NetworkItem::Kind::Unit, id, 0}; }

bool isEdge(const NetworkEdge& edge, const NetworkItem& item) {
  return item.kind == NetworkItem::Kind::Weight && edge.to == item.unit && edge.from.unit == item.source;
}

NetworkItem alongColumn(const NetworkLayout& layout, bool hasBias, const NetworkItem& item, int step) {
  const bool biases = hasBias && item.unit.layer > 0;
  const int perUnit = biases ? 2 : 1;
  const int units = static_cast<int>(layout.columns[static_cast<std::size_t>(item.unit.layer)].units.size());
  const int place = item.unit.unit * perUnit + (item.kind == NetworkItem::Kind::Bias ? 1 : 0) + step;
  if (place < 0 || place >= units * perUnit) return item;
  const auto kind = place % perUnit == 1 ? NetworkItem::Kind::Bias : NetworkItem::Kind::Unit;
  return {kind, {item.unit.layer, place / perUnit}, 0};
}

NetworkItem alongEdges(const std::vector<NetworkEdge>& edges, const NetworkItem& item, int step) {
  const auto here = std::find_if(edges.begin(), edges.end(), [&](const NetworkEdge& e) { return isEdge(e, item); });
  if (here == edges.end()) return item;
  const std::ptrdiff_t there = (here - edges.begin()) + step;
  if (there < 0 || there >= std::ssize(edges)) return item;
  const NetworkEdge& edge = edges[static_cast<std::size_t>(there)];
  return edge.to.layer == item.unit.layer ? itemOf(edge) : item;
}

/// The levellest edge that touches the unit on this side; else the unit across that stands nearest in height.
NetworkItem beside(const NetworkLayout& layout, const std::vector<NetworkEdge>& edges, const NetworkItem& item,
                   int step) {
  const NetworkEdge* best = nullptr;
  const auto rise = [](const NetworkEdge& e) { return std::abs(e.curve.to.y() - e.curve.from.y()); };
  for (const NetworkEdge& edge : edges)
    if ((step > 0 ? edge.from : edge.to) == item.unit && (best == nullptr || rise(edge) < rise(*best))) best = &edge;
  if (best != nullptr) return itemOf(*best);
  const int layer = item.unit.layer + step;
  const UnitBox* here = layout.find(item.unit);
  if (here == nullptr || layer < 0 || layer >= static_cast<int>(layout.columns.size())) return item;
  const std::vector<UnitBox>& units = layout.columns[static_cast<std::size_t>(layer)].units;
  const auto height = [&](const UnitBox& box) { return std::abs(box.rect.center().y() - here->rect.center().y()); };
  const auto nearest = std::min_element(units.begin(), units.end(),
                                        [&](const UnitBox& a, const UnitBox& b) { return height(a) < height(b); });
  return nearest == units.end() ? item : unitItem(nearest->id);
}

}  // namespace

std::optional<Direction> directionOf(int key) {
  switch (key) {
    case Qt::Key_Left:
      return Direction::Left;
    case Qt::Key_Right:
      return Direction::Right;
    case Qt::Key_Up:
      return Direction::Up;
    case Qt::Key_Down:
      return Direction::Down;
    default:
      return std::nullopt;
  }
}

std::vector<NetworkEdge> chooseEdges(const NetworkLayout& layout, const Parameters& parameters, std::size_t limit) {
  std::vector<NetworkEdge> edges;
  for (std::size_t l = 1; l < layout.columns.size(); ++l) {
    std::vector<NetworkEdge> gap = edgesBetween(layout.columns[l - 1], layout.columns[l], parameters.layout());
    edges.insert(edges.end(), gap.begin(), gap.end());
  }
  if (edges.size() <= limit) return edges;
  std::vector<std::size_t> order(edges.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const std::vector<double>& theta = parameters.theta();
  const auto isLarger = [&](std::size_t a, std::size_t b) {
    const double wa = importance(theta[edges[a].index]);
    const double wb = importance(theta[edges[b].index]);
    return wa != wb ? wa > wb : a < b;
  };
  const auto cut = order.begin() + static_cast<std::ptrdiff_t>(limit);
  std::nth_element(order.begin(), cut, order.end(), isLarger);
  order.erase(cut, order.end());
  std::sort(order.begin(), order.end());
  std::vector<NetworkEdge> chosen;
  chosen.reserve(limit);
  for (const std::size_t i : order) chosen.push_back(edges[i]);
  return chosen;
}

std::size_t parameterIndex(const ParameterLayout& layout, const NetworkItem& item) {
  Q_ASSERT(item.kind != NetworkItem::Kind::Unit);
  return item.kind == NetworkItem::Kind::Bias ? layout.biasIndex(item.unit.layer, item.unit.unit)
                                              : layout.weightIndex(item.unit.layer, item.unit.unit, item.source);
}

std::optional<NetworkItem> itemAt(const NetworkLayout& layout, const std::vector<NetworkEdge>& edges, bool hasBias,
                                  const QPointF& point) {
  std::optional<NetworkItem> unit;
  for (const NetworkColumn& column : layout.columns)
    for (const UnitBox& box : column.units) {
      const QPointF off = point - biasMarkCenter(box.rect);
      const double reach = biasMarkRadius(box.rect) + (box.rect.width() >= 24 ? 3 : 1);
      if (hasBias && column.layer > 0 && std::hypot(off.x(), off.y()) <= reach)
        return NetworkItem{NetworkItem::Kind::Bias, box.id, 0};
      if (box.rect.contains(point)) unit = unitItem(box.id);
    }
  if (unit) return unit;
  double nearest = kReach;
  std::optional<NetworkItem> found;
  for (const NetworkEdge& edge : edges) {
    if (point.x() < edge.curve.from.x() || point.x() > edge.curve.to.x()) continue;
    const double distance = distanceTo(edge.curve, point);
    if (distance > nearest) continue;
    nearest = distance;
    found = itemOf(edge);
  }
  return found;
}

NetworkItem neighbour(const NetworkLayout& layout, const std::vector<NetworkEdge>& edges, bool hasBias,
                      const NetworkItem& item, Direction direction) {
  const bool onEdge = item.kind == NetworkItem::Kind::Weight;
  switch (direction) {
    case Direction::Up:
    case Direction::Down: {
      const int step = direction == Direction::Up ? -1 : 1;
      return onEdge ? alongEdges(edges, item, step) : alongColumn(layout, hasBias, item, step);
    }
    case Direction::Left:
      return onEdge ? unitItem({item.unit.layer - 1, item.source}) : beside(layout, edges, item, -1);
    case Direction::Right:
      return onEdge ? unitItem(item.unit) : beside(layout, edges, item, 1);
  }
  return item;
}

}  // namespace backscope
