#pragma once

#include <QPointF>
#include <QRectF>

#include "ui/views/surface_scene.h"

namespace backscope {

/// A surface seen from afar, without perspective. x and y are −1…1 over what is seen of the plane, x along α and y
/// along β; z is 0…1 from the lowest to the highest loss of the scale.
class ReliefProjection {
 public:
  /// So that the whole box stays in `area` whatever the azimuth is; where that is wide, it is drawn wider by up to a
  /// third.
  ReliefProjection(const QRectF& area, const ReliefTurn& turn);

  /// In pixels: with c, s the cosine and sine of the azimuth and e the elevation,
  ///   right = c x − s y,  away = s x + c y,  up = away sin e + h z cos e.
  QPointF at(double x, double y, double z) const;
  /// How far from the eye: larger is further.
  double away(double x, double y) const { return m_sine * x + m_cosine * y; }
  /// Of the light on a slope ∂z/∂x, ∂z/∂y, which comes from the upper left of the eye: 0…1.
  double light(double slopeX, double slopeY) const;
  /// How high the box is, in halves of its side.
  static constexpr double kHeight = 0.9;

 private:
  double m_cosine;
  double m_sine;
  double m_sineUp;
  double m_cosineUp;
  double m_scale;
  double m_wide;  ///< the same to the right
  QPointF m_center;
};

/// The elevation is kept where the surface is seen from above, and neither flat nor from the side.
ReliefTurn turned(const ReliefTurn& turn, double azimuth, double elevation);

}  // namespace backscope
