#pragma once

#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QString>
#include <functional>
#include <vector>

#include "ui/plots/plot_scale.h"

namespace backscope {

/// The number of a contour, written along it.
struct ContourLabel {
  QString text;
  QPointF center;
  double angle = 0;  ///< of the line there, in degrees clockwise, −90…90
  QRectF bounds;     ///< upright, around the turned text
};

/// Lines of equal loss in pixels, with a gap where a label stands.
struct SurfaceContours {
  std::vector<QPolygonF> lines;
  std::vector<ContourLabel> labels;
};

/// What contours are made of and where they may have labels.
struct ContourRoom {
  QRectF area;                                        ///< labels stay inside
  double height = 14;                                 ///< of a label
  std::function<double(const QString&)> width{};      ///< of a label
  std::function<QPointF(const QPointF&)> toPixels{};  ///< of (column, row) in grid steps
  std::vector<QRectF> taken{};                        ///< where none may stand
};

/// Contours at the levels through coordinates on a grid, rows × columns, see contourLines(). A line that is long enough
/// has its label where it is straightest and flattest, at most two of one level.
SurfaceContours layoutContours(const std::vector<float>& coordinates, int rows, int columns,
                               const std::vector<AxisTick>& levels, const ContourRoom& room);

}  // namespace backscope
