#pragma once

#include <QRectF>

#include "ui/views/surface_scene.h"

class QPainter;

namespace backscope {

/// Whole, or with fewer pieces and rougher edges, for a frame that must not take long.
enum class ReliefQuality { Whole, Quick };

/// The surface as a relief in the colours of the map, over a floor with the names and ends of both axes.
void paintRelief(QPainter& painter, const SurfaceScene& scene, const QRectF& rect,
                 ReliefQuality quality = ReliefQuality::Whole);

}  // namespace backscope
