#include "ui/views/relief_projection.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace backscope {

namespace {

constexpr double kLowest = 0.12;
constexpr double kHighest = 1.45;
constexpr double kWidest = 1.33;
/// Where the light comes from, seen from the eye: right, away, up; of length 1.
constexpr double kLightRight = -0.49;
constexpr double kLightAway = -0.29;
constexpr double kLightUp = 0.82;

}  // namespace

ReliefProjection::ReliefProjection(const QRectF& area, const ReliefTurn& turn)
    : m_cosine(std::cos(turn.azimuth)),
      m_sine(std::sin(turn.azimuth)),
      m_sineUp(std::sin(turn.elevation)),
      m_cosineUp(std::cos(turn.elevation)) {
  const double half = std::numbers::sqrt2;
  const double height = 2 * half * m_sineUp + kHeight * m_cosineUp;
  m_scale = std::max(1.0, std::min(area.width() / (2 * half), area.height() / height));
  m_wide = std::clamp(area.width() / (2 * half), m_scale, kWidest * m_scale);
  m_center = area.center() + QPointF(0, m_scale * kHeight * m_cosineUp / 2);
}

QPointF ReliefProjection::at(double x, double y, double z) const {
  const double up = away(x, y) * m_sineUp + kHeight * z * m_cosineUp;
  return {m_center.x() + m_wide * (m_cosine * x - m_sine * y), m_center.y() - m_scale * up};
}

double ReliefProjection::light(double slopeX, double slopeY) const {
  const double x = -kHeight * slopeX;
  const double y = -kHeight * slopeY;
  const double length = std::sqrt(x * x + y * y + 1);
  const double right = m_cosine * x - m_sine * y;
  return std::clamp((kLightRight * right + kLightAway * away(x, y) + kLightUp) / length, 0.0, 1.0);
}

ReliefTurn turned(const ReliefTurn& turn, double azimuth, double elevation) {
  return {std::remainder(turn.azimuth + azimuth, 2 * std::numbers::pi),
          std::clamp(turn.elevation + elevation, kLowest, kHighest)};
}

}  // namespace backscope
