#include "ui/views/contour_lines.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

namespace backscope {

namespace {

using Edge = std::int32_t;
constexpr Edge kNone = -1;

/// A piece of contour within a cell, from one of the cell's edges to another.
struct Segment {
  std::array<Edge, 2> edges{};
  bool isUsed = false;
};

/// The grid's edges are numbered: first those from (r, c) to (r, c+1), then those from (r, c) to (r+1, c).
class Marcher {
 public:
  Marcher(std::span<const float> values, int rows, int columns, double level)
      : m_values(values), m_rows(rows), m_columns(columns), m_level(level) {}

  std::vector<QPolygonF> lines() {
    for (int r = 0; r + 1 < m_rows; ++r)
      for (int c = 0; c + 1 < m_columns; ++c) addCell(r, c);
    linkSegments();
    std::vector<QPolygonF> found;
    // Open lines first, from their ends; what is left is closed.
    for (std::size_t s = 0; s < m_segments.size(); ++s)
      for (const Edge edge : m_segments[s].edges)
        if (!m_segments[s].isUsed && m_links[index(edge)][1] == kNone) found.push_back(follow(s, edge));
    for (std::size_t s = 0; s < m_segments.size(); ++s)
      if (!m_segments[s].isUsed) found.push_back(follow(s, m_segments[s].edges[0]));
    return found;
  }

 private:
  static std::size_t index(Edge edge) { return static_cast<std::size_t>(edge); }
  double at(int r, int c) const { return static_cast<double>(m_values[index(r * m_columns + c)]); }
  Edge horizontal(int r, int c) const { return r * m_columns + c; }
  Edge vertical(int r, int c) const { return (m_rows + r) * m_columns + c; }

  void addCell(int r, int c) {
    const std::array corner{at(r, c), at(r, c + 1), at(r + 1, c + 1), at(r + 1, c)};
    unsigned above = 0;
    for (std::size_t i = 0; i < 4; ++i)
      if (corner[i] >= m_level) above |= 1U << i;
    if (above == 0 || above == 15) return;
    for (const double value : corner)
      if (!std::isfinite(value)) return;
    const Edge top = horizontal(r, c);
    const Edge right = vertical(r, c + 1);
    const Edge bottom = horizontal(r + 1, c);
    const Edge left = vertical(r, c);
    const bool isMiddleAbove = (corner[0] + corner[1] + corner[2] + corner[3]) / 4 >= m_level;
    switch (above) {
      case 1:
      case 14:
        add(left, top);
        break;
      case 2:
      case 13:
        add(top, right);
        break;
      case 4:
      case 11:
        add(right, bottom);
        break;
      case 8:
      case 7:
        add(bottom, left);
        break;
      case 3:
      case 12:
        add(left, right);
        break;
      case 6:
      case 9:
        add(top, bottom);
        break;
      case 5:
        add(left, isMiddleAbove ? bottom : top);
        add(right, isMiddleAbove ? top : bottom);
        break;
      default:
        add(left, isMiddleAbove ? top : bottom);
        add(right, isMiddleAbove ? bottom : top);
        break;
    }
  }

  void add(Edge from, Edge to) { m_segments.push_back({{from, to}}); }

  /// Which segments meet at an edge: one at the rim of the grid, else two.
  void linkSegments() {
    m_links.assign(index(2 * m_rows * m_columns), {kNone, kNone});
    for (std::size_t s = 0; s < m_segments.size(); ++s)
      for (const Edge edge : m_segments[s].edges) {
        std::array<std::int32_t, 2>& link = m_links[index(edge)];
        link[link[0] == kNone ? 0 : 1] = static_cast<std::int32_t>(s);
      }
  }

  QPolygonF follow(std::size_t segment, Edge from) {
    QPolygonF line{pointOn(from)};
    Edge edge = from;
    std::int32_t next = static_cast<std::int32_t>(segment);
    while (next != kNone && !m_segments[index(next)].isUsed) {
      Segment& piece = m_segments[index(next)];
      piece.isUsed = true;
      edge = piece.edges[0] == edge ? piece.edges[1] : piece.edges[0];
      line.append(pointOn(edge));
      const std::array<std::int32_t, 2>& link = m_links[index(edge)];
      next = link[0] == next ? link[1] : link[0];
    }
    return line;
  }

  QPointF pointOn(Edge edge) const {
    const bool isVertical = edge >= m_rows * m_columns;
    const Edge start = isVertical ? edge - m_rows * m_columns : edge;
    const int r = start / m_columns;
    const int c = start % m_columns;
    const double a = at(r, c);
    const double b = isVertical ? at(r + 1, c) : at(r, c + 1);
    const double share = (m_level - a) / (b - a);
    return isVertical ? QPointF(c, r + share) : QPointF(c + share, r);
  }

  std::span<const float> m_values;
  int m_rows;
  int m_columns;
  double m_level;
  std::vector<Segment> m_segments;
  std::vector<std::array<std::int32_t, 2>> m_links;
};

}  // namespace

std::vector<QPolygonF> contourLines(std::span<const float> values, int rows, int columns, double level) {
  Q_ASSERT(static_cast<qsizetype>(values.size()) == static_cast<qsizetype>(rows) * columns);
  return Marcher(values, rows, columns, level).lines();
}

namespace {

/// The field with a rim of linearly extrapolated values around it, so that lines reach the plot's edge, half a cell
/// beyond the last centres.
///
/// Infinite values are taken as very large ones, between which there is a place for a line.
std::vector<float> withRim(std::span<const float> values, int rows, int columns) {
  const int wide = columns + 2;
  std::vector<float> rimmed(static_cast<std::size_t>(wide) * static_cast<std::size_t>(rows + 2));
  constexpr float kLarge = 1e30F;
  const auto inner = [&](int r, int c) {
    return std::clamp(values[static_cast<std::size_t>(r * columns + c)], -kLarge, kLarge);
  };
  const auto along = [&](int r, int c) {
    if (c < 0) return columns > 1 ? 2 * inner(r, 0) - inner(r, 1) : inner(r, 0);
    if (c >= columns) return columns > 1 ? 2 * inner(r, columns - 1) - inner(r, columns - 2) : inner(r, columns - 1);
    return inner(r, c);
  };
  for (int r = -1; r <= rows; ++r)
    for (int c = -1; c <= columns; ++c) {
      const int near = std::clamp(r, 0, rows - 1);
      const int next = std::clamp(r < 0 ? 1 : rows - 2, 0, rows - 1);
      const float value = near == r ? along(r, c) : 2 * along(near, c) - along(next, c);
      rimmed[static_cast<std::size_t>((r + 1) * wide + c + 1)] = value;
    }
  return rimmed;
}

}  // namespace

std::vector<QPolygonF> contourLinesToTheRim(std::span<const float> values, int rows, int columns, double level) {
  const std::vector<float> rimmed = withRim(values, rows, columns);
  std::vector<QPolygonF> lines = contourLines(rimmed, rows + 2, columns + 2, level);
  for (QPolygonF& line : lines)
    for (QPointF& point : line) point = {(point.x() - 0.5) / columns, (point.y() - 0.5) / rows};
  return lines;
}

namespace {

/// The point between first and last that lies furthest from the straight line between them, and how far.
std::pair<qsizetype, double> furthest(const QPolygonF& line, qsizetype first, qsizetype last) {
  const QPointF along = line[last] - line[first];
  const double length = std::hypot(along.x(), along.y());
  std::pair<qsizetype, double> found{first, -1};
  for (qsizetype i = first + 1; i < last; ++i) {
    const QPointF off = line[i] - line[first];
    // The ends of a closed line coincide: then the distance to them counts.
    const double distance =
        length > 0 ? std::abs(along.x() * off.y() - along.y() * off.x()) / length : std::hypot(off.x(), off.y());
    if (distance > found.second) found = {i, distance};
  }
  return found;
}

}  // namespace

QPolygonF simplified(const QPolygonF& line, double tolerance) {
  if (line.size() < 3) return line;
  std::vector<bool> isKept(static_cast<std::size_t>(line.size()), false);
  isKept.front() = isKept.back() = true;
  std::vector<std::pair<qsizetype, qsizetype>> open{{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    const auto [middle, distance] = furthest(line, first, last);
    if (distance <= tolerance) continue;
    isKept[static_cast<std::size_t>(middle)] = true;
    open.emplace_back(first, middle);
    open.emplace_back(middle, last);
  }
  QPolygonF kept;
  for (qsizetype i = 0; i < line.size(); ++i)
    if (isKept[static_cast<std::size_t>(i)]) kept.append(line[i]);
  return kept;
}

}  // namespace backscope
