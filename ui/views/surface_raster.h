#pragma once

#include <QImage>
#include <vector>

#include "core/analysis/loss_surface.h"
#include "ui/views/surface_scale.h"

namespace backscope {

/// A surface with its losses as coordinates of a scale.
struct ScaledSurface {
  const LossSurface* surface = nullptr;
  SurfaceScale scale{};
  std::vector<float> coordinates{};  ///< see surfaceCoordinates()
};

/// The colours over a window, βhigh at the top, bilinear between the grid's points in the shown scale. Transparent
/// where the nearest point is no number, and beyond the surface.
QImage surfaceImage(const ScaledSurface& scaled, const SurfaceWindow& window, const QSize& pixels,
                    const SurfaceColors& colors);

/// The loss between the grid's points, as the colours have it; at a point its own. NaN where the nearest point is none,
/// and beyond the surface.
double lossBetween(const ScaledSurface& scaled, double alpha, double beta);

}  // namespace backscope
