#pragma once

#include <QString>
#include <optional>

#include "core/network/architecture.h"
#include "ui/views/surface_picture.h"
#include "ui/views/surface_raster.h"

namespace backscope {

/// How a relief is turned, in radians.
struct ReliefTurn {
  double azimuth = -0.6;    ///< about the axis of the loss; 0: α to the right, β away from the eye
  double elevation = 0.55;  ///< of the eye above the plane
  bool operator==(const ReliefTurn&) const = default;
};

/// What a drawing of a surface is about, besides the surface.
struct SurfaceLook {
  std::optional<Architecture> network{};  ///< for the names of weights
  std::size_t examples = 0;               ///< training examples that there are; 0: not known
  bool isLog = true;
  std::optional<SurfaceWindow> window{};  ///< that of the surface where there is none
  ReliefTurn turn{};
};

/// A picture with what map and relief both draw of it. The picture must stay.
struct SurfaceScene {
  const SurfacePicture* picture = nullptr;
  SurfaceLook look{};
  ScaledSurface scaled{};  ///< where the picture has a surface
  SurfaceWindow window{};

  bool hasSurface() const { return scaled.surface != nullptr; }
};
SurfaceScene sceneOf(const SurfacePicture& picture, const SurfaceLook& look);

/// Half the diagonal of what is seen of the plane, in the space of the parameters: beside it, a distance from the plane
/// is small or large.
double reachOf(const SurfaceScene& scene);

/// How a mark looks that is off the plane.
struct MarkLook {
  bool isOff = false;   ///< so far that it is to be seen
  double strength = 1;  ///< 1 on the plane, towards 0 far off
};
MarkLook lookOf(const SurfaceScene& scene, const SurfaceMark& mark);

}  // namespace backscope
