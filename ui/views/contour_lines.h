#pragma once

#include <QPolygonF>
#include <span>
#include <vector>

namespace backscope {

/// The lines along which a field on a grid takes the value `level`, by marching squares with linear interpolation
/// (Lorensen & Cline 1987, in two dimensions). A saddle is decided by the mean of its corners. Cells with a corner that
/// is not finite are left out.
///
/// Shapes: values are rows × columns, top row first. Points are (column, row) in units of grid steps, so that value (r,
/// c) lies at (c, r). Segments are joined: a closed line ends where it starts.
std::vector<QPolygonF> contourLines(std::span<const float> values, int rows, int columns, double level);

/// The same of the values at the centres of cells, up to the cells' outer edges: beyond the last centres the field is
/// continued linearly. Points are shares of the whole: 0…1 from the left, 0…1 from the top.
std::vector<QPolygonF> contourLinesToTheRim(std::span<const float> values, int rows, int columns, double level);

/// The line with fewer points, none of the dropped ones further than `tolerance` from it (Douglas & Peucker 1973). Its
/// ends stay.
QPolygonF simplified(const QPolygonF& line, double tolerance);

}  // namespace backscope
