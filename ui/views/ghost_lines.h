#pragma once

#include <QPolygonF>
#include <vector>

#include "ui/compare/ghost.h"
#include "ui/views/boundary_geometry.h"
#include "ui/views/boundary_legend.h"

class QPainter;

namespace backscope {

/// Another run's boundary over the present run's plane; of one input its outputs as curves.
struct GhostLines {
  QString letter;
  QColor color;
  std::vector<QPolygonF> lines;  ///< in shares of the plot, from the left and from the top
};

/// Of the ghosts that have their boundary over the same plane. `map` is that of the plot.
std::vector<GhostLines> ghostLines(const std::vector<Ghost>& ghosts, const InputPlane& plane, const PlotMap& map);

/// Dashed, with the letter at the end of the longest line.
void paintGhostLines(QPainter& painter, const std::vector<GhostLines>& ghosts, const QRectF& plot,
                     const ThemeColors& colors);

/// "B ReLU" for each, with a piece of its line.
std::vector<LegendEntry> legendOf(const std::vector<Ghost>& ghosts);

}  // namespace backscope
