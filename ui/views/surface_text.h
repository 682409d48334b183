#pragma once

#include <QString>
#include <QStringList>

#include "ui/views/surface_scene.h"

namespace backscope {

/// In the order of PlaneKind.
QStringList planeKindNames();
QStringList planeKindHints();

/// w_{12}^{(1)} or b_{2}^{(1)} of a place in θ, as markup for MathText.
QString parameterMarkup(const Architecture& network, std::size_t index);

/// What a saved point is called.
QString surfacePointName(const SavedPoint& point);

/// What an axis is: words, or for a weight a formula, as markup for MathText.
struct SurfaceAxisName {
  QString text;
  bool isMarkup = false;
};
SurfaceAxisName alphaName(const SurfaceScene& scene);
SurfaceAxisName betaName(const SurfaceScene& scene);

/// What the plane is.
QString planeSentence(const SurfaceScene& scene);
/// What the eye should see: where the run stands, and how far its path is off the plane.
QString pathSentence(const SurfaceScene& scene);
/// How far the plane is seen.
QString rangeSentence(const SurfaceScene& scene);
/// Why there is no plane, and what to do.
QString noPlaneSentence(NoPlane problem, PlaneKind kind);

/// What is read at a place of the plane.
QString placeWords(const SurfaceScene& scene, double alpha, double beta);
/// Of a mark, with the surface below it where it is off the plane. `name` says what it is: "iteration 120".
QString markWords(const SurfaceScene& scene, const SurfaceMark& mark, const QString& name);

}  // namespace backscope
