#include "ui/views/surface_scene.h"

#include <cmath>

namespace backscope {

namespace {

/// Of the reach: below it a mark counts as on the plane.
constexpr double kOnPlane = 0.01;
/// At this share of the reach a mark is half as strong.
constexpr double kHalf = 0.4;

}  // namespace

SurfaceScene sceneOf(const SurfacePicture& picture, const SurfaceLook& look) {
  SurfaceScene scene{&picture, look, {}, {}};
  if (!picture.surface || picture.problem) return scene;
  scene.scaled.surface = picture.surface.get();
  scene.scaled.scale = scaleOfSurface(*picture.surface, look.isLog);
  scene.scaled.coordinates = surfaceCoordinates(*picture.surface, scene.scaled.scale);
  scene.window = look.window.value_or(picture.surface->window);
  return scene;
}

double reachOf(const SurfaceScene& scene) {
  return std::hypot((scene.window.alphaHigh - scene.window.alphaLow) * scene.picture->uLength,
                    (scene.window.betaHigh - scene.window.betaLow) * scene.picture->vLength) /
         2;
}

MarkLook lookOf(const SurfaceScene& scene, const SurfaceMark& mark) {
  const double share = mark.place.distance / reachOf(scene);
  if (!(share > kOnPlane)) return {};
  return {true, 1 / (1 + share / kHalf)};
}

}  // namespace backscope
