#include "ui/views/surface_contours.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "ui/views/contour_lines.h"

namespace backscope {

namespace {

constexpr double kGap = 3;          ///< before and behind a label
constexpr double kLeastLength = 2;  ///< of a line with a label, in lengths of the label
constexpr double kStraight = 0.95;  ///< chord over arc below a label
constexpr double kCandidates = 24;  ///< places tried on a line
constexpr int kMostLabels = 2;      ///< of one level
constexpr double kFlatness = 0.15;  ///< what a steep line costs beside a crooked one

/// The lengths from the beginning to each point.
std::vector<double> arcOf(const QPolygonF& line) {
  std::vector<double> arc{0};
  for (qsizetype i = 1; i < line.size(); ++i)
    arc.push_back(arc.back() + std::hypot(line[i].x() - line[i - 1].x(), line[i].y() - line[i - 1].y()));
  return arc;
}

QPointF pointAt(const QPolygonF& line, const std::vector<double>& arc, double length) {
  const auto above = std::ranges::upper_bound(arc, length);
  const auto next = std::clamp<std::ptrdiff_t>(above - arc.begin(), 1, static_cast<std::ptrdiff_t>(arc.size()) - 1);
  const double begin = arc[static_cast<std::size_t>(next - 1)];
  const double step = arc[static_cast<std::size_t>(next)] - begin;
  const double share = step > 0 ? (length - begin) / step : 0;
  return line[next - 1] + share * (line[next] - line[next - 1]);
}

/// A place for a label on a line, and how good it is.
struct Candidate {
  double middle = 0;  ///< its arc length
  double score = 0;
  ContourLabel label{};
};

std::optional<Candidate> candidateAt(const QPolygonF& line, const std::vector<double>& arc, double middle, double width,
                                     const ContourRoom& room) {
  const QPointF from = pointAt(line, arc, middle - width / 2);
  const QPointF along = pointAt(line, arc, middle + width / 2) - from;
  const double straightness = std::hypot(along.x(), along.y()) / width;
  if (straightness < kStraight) return std::nullopt;
  double angle = std::atan2(along.y(), along.x()) * 180 / std::numbers::pi;
  if (angle > 90) angle -= 180;
  if (angle < -90) angle += 180;
  // Of a bent line neither its own middle nor that of its chord looks like the middle of the gap.
  const QPointF center = (from + along / 2 + pointAt(line, arc, middle)) / 2;
  Candidate found{middle, straightness - kFlatness * std::abs(angle) / 90, {{}, center, angle, {}}};
  const double sine = std::abs(std::sin(angle * std::numbers::pi / 180));
  const double cosine = std::abs(std::cos(angle * std::numbers::pi / 180));
  const QSizeF size(width * cosine + room.height * sine, width * sine + room.height * cosine);
  found.label.bounds = QRectF(found.label.center - QPointF(size.width(), size.height()) / 2, size);
  const bool isFree =
      std::ranges::none_of(room.taken, [&](const QRectF& r) { return r.intersects(found.label.bounds); });
  return isFree && room.area.contains(found.label.bounds) ? std::optional(found) : std::nullopt;
}

std::optional<Candidate> bestPlace(const QPolygonF& line, const std::vector<double>& arc, double width,
                                   const ContourRoom& room) {
  std::optional<Candidate> best;
  const double step = (arc.back() - width) / kCandidates;
  for (double k = 0; k <= kCandidates; ++k) {
    const std::optional<Candidate> candidate = candidateAt(line, arc, width / 2 + k * step, width, room);
    if (candidate && (!best || candidate->score > best->score)) best = candidate;
  }
  return best;
}

/// The part of the line between two arc lengths.
QPolygonF pieceOf(const QPolygonF& line, const std::vector<double>& arc, double begin, double end) {
  QPolygonF piece{pointAt(line, arc, begin)};
  for (qsizetype i = 0; i < line.size(); ++i)
    if (arc[static_cast<std::size_t>(i)] > begin && arc[static_cast<std::size_t>(i)] < end) piece.append(line[i]);
  piece.append(pointAt(line, arc, end));
  return piece;
}

class Placer {
 public:
  explicit Placer(const ContourRoom& room) : m_room(room) {}

  void add(std::vector<QPolygonF> lines, const QString& text) {
    const double width = m_room.width(text) + 2 * kGap;
    std::ranges::sort(lines, std::ranges::greater{}, [](const QPolygonF& line) { return arcOf(line).back(); });
    int labels = 0;
    for (const QPolygonF& line : lines) {
      const std::vector<double> arc = arcOf(line);
      std::optional<Candidate> place;
      if (labels < kMostLabels && arc.back() > kLeastLength * width) place = bestPlace(line, arc, width, m_room);
      if (!place) {
        m_found.lines.push_back(line);
        continue;
      }
      ++labels;
      place->label.text = text;
      m_found.lines.push_back(pieceOf(line, arc, 0, place->middle - width / 2));
      m_found.lines.push_back(pieceOf(line, arc, place->middle + width / 2, arc.back()));
      m_room.taken.push_back(place->label.bounds);
      m_found.labels.push_back(place->label);
    }
  }

  SurfaceContours found() { return std::move(m_found); }

 private:
  ContourRoom m_room;
  SurfaceContours m_found;
};

}  // namespace

SurfaceContours layoutContours(const std::vector<float>& coordinates, int rows, int columns,
                               const std::vector<AxisTick>& levels, const ContourRoom& room) {
  Placer placer(room);
  for (const AxisTick& level : levels) {
    std::vector<QPolygonF> lines = contourLines(coordinates, rows, columns, level.coordinate);
    for (QPolygonF& line : lines) std::ranges::transform(line, line.begin(), room.toPixels);
    placer.add(std::move(lines), level.label);
  }
  return placer.found();
}

}  // namespace backscope
