#pragma once

#include <QRectF>

#include "ui/views/surface_scene.h"

class QPainter;

namespace backscope {

/// The surface as a relief in the colours of the map, over a floor with the names and ends of both axes. `every`: see
/// reliefQuads().
void paintRelief(QPainter& painter, const SurfaceScene& scene, const QRectF& rect, int every);

}  // namespace backscope
