#pragma once

#include <QRectF>

#include "ui/views/surface_picture.h"
#include "ui/views/surface_scene.h"

class QPainter;

namespace backscope {

/// The map, and beside it the relief where there is room, with what the plane is above them: for a figure, in the
/// theme's colours, on any paint device. Where there is no plane or no surface yet, that is said.
void paintSurface(QPainter& painter, const QRectF& rect, const SurfacePicture& picture, const SurfaceLook& look = {});

/// How wide map and relief have room beside each other.
inline constexpr double kWidthForBoth = 560;

}  // namespace backscope
