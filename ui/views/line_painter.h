#pragma once

#include "ui/views/boundary_painter.h"

class QPainter;

namespace backscope {

/// Of a unit's line over the plot: ordered from the first unit to the last, as layers are.
QColor lineColor(const ThemeColors& colors, int unit, int units);

/// Every line that the scene shows with its arrow and its unit's number; the one that is held or pointed at on top and
/// wider where it is taken hold of. Units without a line are named in a corner.
void paintLines(QPainter& painter, const BoundaryScene& scene);

}  // namespace backscope
