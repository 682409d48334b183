#pragma once

#include <QImage>

#include "ui/views/surface_contours.h"
#include "ui/views/surface_layout.h"
#include "ui/views/surface_marks.h"
#include "ui/views/surface_scene.h"

class QPainter;

namespace backscope {

/// The sizes of a map's texts with the fonts in force, in this scale and window.
SurfaceTexts surfaceTexts(const SurfaceScene& scene);

/// All of a map that is computed before it is painted.
struct SurfaceMapShape {
  SurfaceLayout layout;
  std::vector<AxisTick> levels;
  SurfaceMarks marks;
  SurfaceContours contours;
  QImage image;
};
/// `pixelRatio`: pixels of the image to a unit of the rectangle.
SurfaceMapShape shapeOfMap(const SurfaceScene& scene, const QRectF& rect, double pixelRatio);

void paintSurfaceMap(QPainter& painter, const SurfaceScene& scene, const SurfaceMapShape& shape);

/// An axis' name in the painter's pen, its baseline's beginning at a point; how wide it is.
double paintAxisName(QPainter& painter, const QPointF& baseline, const QString& text, bool isMarkup);
double axisNameWidth(const QString& text, bool isMarkup);

}  // namespace backscope
