#include "ui/views/ghost_lines.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/fonts.h"
#include "ui/views/boundary_field.h"
#include "ui/views/contour_lines.h"

namespace backscope {

namespace {

std::vector<QPolygonF> curvesOf(const InputGrid& grid, const PlotMap& map) {
  std::vector<QPolygonF> curves;
  for (const std::vector<float>& values : grid.maps.back()) {
    QPolygonF curve;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (std::isfinite(values[i]))
        curve.append({(static_cast<double>(i) + 0.5) / static_cast<double>(values.size()),
                      (map.top - static_cast<double>(values[i])) / (map.top - map.bottom)});
    curves.push_back(std::move(curve));
  }
  return curves;
}

std::vector<QPolygonF> linesOf(const Snapshot& snapshot, const PlotMap& map) {
  if (snapshot.boundary.rows == 1) return curvesOf(snapshot.boundary, map);
  std::vector<QPolygonF> lines;
  for (LevelLine& line : mainLines(snapshot)) lines.push_back(std::move(line.points));
  return lines;
}

QPolygonF onPlot(const QPolygonF& shares, const QRectF& plot) {
  QPolygonF points;
  points.reserve(shares.size());
  for (const QPointF& p : shares)
    points.append({plot.left() + p.x() * plot.width(), plot.top() + p.y() * plot.height()});
  return simplified(points, 0.15);
}

void paintLetter(QPainter& painter, const GhostLines& ghost, const QRectF& plot, const ThemeColors& colors) {
  const auto longest = std::ranges::max_element(ghost.lines, {}, &QPolygonF::size);
  if (longest == ghost.lines.end() || longest->isEmpty()) return;
  const QPolygonF end = onPlot(QPolygonF{longest->last()}, plot);
  painter.setFont(textFont(TextSize::Small, QFont::DemiBold));
  const double side = std::ceil(1.2 * QFontMetricsF(painter.font()).height());
  QRectF box(0, 0, side, side);
  box.moveCenter(end.first());
  box.moveLeft(std::clamp(box.left(), plot.left() + 2, plot.right() - side - 2));
  box.moveTop(std::clamp(box.top(), plot.top() + 2, plot.bottom() - side - 2));
  painter.setPen(QPen(ghost.color, 1.5));
  painter.setBrush(colors.card);
  painter.drawRoundedRect(box, 4, 4);
  painter.drawText(box, Qt::AlignCenter, ghost.letter);
}

}  // namespace

std::vector<GhostLines> ghostLines(const std::vector<Ghost>& ghosts, const InputPlane& plane, const PlotMap& map) {
  std::vector<GhostLines> all;
  for (const Ghost& ghost : ghosts) {
    if (!ghost.snapshot || ghost.snapshot->boundary.resolution <= 0 || ghost.snapshot->boundary.plane != plane)
      continue;
    all.push_back({ghost.letter, ghost.color, linesOf(*ghost.snapshot, map)});
  }
  return all;
}

void paintGhostLines(QPainter& painter, const std::vector<GhostLines>& ghosts, const QRectF& plot,
                     const ThemeColors& colors) {
  if (ghosts.empty()) return;
  painter.save();
  painter.setClipRect(plot);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const GhostLines& ghost : ghosts) {
    painter.setBrush(Qt::NoBrush);
    for (const QPolygonF& line : ghost.lines) {
      const QPolygonF points = onPlot(line, plot);
      // A halo first: the line crosses marks and fields of all colours.
      painter.setPen(QPen(colors.card, 4, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
      painter.drawPolyline(points);
      painter.setPen(QPen(ghost.color, 2, Qt::DashLine, Qt::FlatCap, Qt::BevelJoin));
      painter.drawPolyline(points);
    }
  }
  for (const GhostLines& ghost : ghosts) paintLetter(painter, ghost, plot, colors);
  painter.restore();
}

std::vector<LegendEntry> legendOf(const std::vector<Ghost>& ghosts) {
  std::vector<LegendEntry> entries;
  for (const Ghost& ghost : ghosts) {
    LegendEntry entry;
    entry.text = QStringList{ghost.letter, ghost.name}.join(u' ').trimmed();
    entry.line = ghost.color;
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace backscope
