#pragma once

#include <QPointF>
#include <QRgb>
#include <array>
#include <vector>

#include "ui/views/relief_projection.h"
#include "ui/views/surface_scale.h"

namespace backscope {

/// A piece of the surface, ready to be painted.
struct ReliefQuad {
  std::array<QPointF, 4> corners{};  ///< the edges between the first three are those away from the eye
  QRgb color = 0;
  bool hasRowLine = false;     ///< its edge from the first to the second corner, along α, is one of the lines
  bool hasColumnLine = false;  ///< from the second to the third, along β
};

/// The quads from the furthest to the nearest, so that each covers those behind it: seen without perspective, a surface
/// over a grid never has a nearer cell behind a further one. Cells with a corner that is no number are holes. Only what
/// lies in the scene's window is there. `every`: quads are so many of the grid's steps wide, to be drawn while it
/// turns.
std::vector<ReliefQuad> reliefQuads(const SurfaceScene& scene, const ReliefProjection& projection,
                                    const SurfaceColors& colors, int every);

/// x or y of the box for a value of an axis that reaches from low to high.
double boxPlace(double value, double low, double high);

}  // namespace backscope
