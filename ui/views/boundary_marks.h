#pragma once

#include <QRectF>

#include "ui/views/boundary_painter.h"

class QPainter;

namespace backscope {

// The steps of painting a boundary, apart from what is cached.

/// The readout's columns.
inline constexpr int kReadoutCells = 5;
/// Wide enough for a letter with an index and a value.
double readoutCellWidth();

/// The colours and lines that fill the plot; of one input its curves.
void paintPlotField(QPainter& painter, const BoundaryScene& scene, const QRectF& plot);
/// Of an enlarged unit of the first layer: the line w·x + b = 0, dashed, with an arrow from its middle towards where a
/// grows.
void paintUnitLine(QPainter& painter, const BoundaryScene& scene);
/// Says so where there is no number to show, on a ground of its own.
void paintNoNumber(QPainter& painter, const BoundaryScene& scene);
void paintPlotFrame(QPainter& painter, const BoundaryScene& scene);
/// Rings around the traced example and the one under the cursor.
void paintPointedExamples(QPainter& painter, const BoundaryScene& scene);
/// Numbers, and the names of the inputs between the last two of them.
void paintAxes(QPainter& painter, const BoundaryScene& scene);
void paintTitle(QPainter& painter, const BoundaryScene& scene);
void paintReadout(QPainter& painter, const BoundaryScene& scene);

}  // namespace backscope
