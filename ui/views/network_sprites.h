#pragma once

#include <QImage>
#include <map>
#include <utility>

#include "core/analysis/unit_health.h"
#include "ui/theme/theme.h"

namespace backscope {

/// What a unit's frame says.
enum class UnitFrame { Plain, Lit };

double cornerRadius(double side);
/// Saturated: a curve that is flat at both ends. Dead: a cross.
void paintHealthBadge(QPainter& painter, const QRectF& rect, UnitState state, const ThemeColors& colors);
void paintUnitFrame(QPainter& painter, const QRectF& unit, UnitFrame frame, const ThemeColors& colors);
/// A disc in the colour of the bias's sign, with the sign in it where there is room.
void paintBiasMark(QPainter& painter, const QPointF& center, double radius, double bias, const ThemeColors& colors);

/// Small pictures that recur all over a network, drawn once for each size: copying one costs a tenth of drawing its
/// smooth outlines.
class NetworkSprites {
 public:
  explicit NetworkSprites(const ThemeColors& colors, double devicePixelRatio)
      : m_colors(colors), m_ratio(devicePixelRatio) {}

  double devicePixelRatio() const { return m_ratio; }

  /// The field's image scaled to the unit's size, with round corners; hatched where it is transparent.
  QImage unitPicture(const QImage& field, double side, bool isHatched);
  /// The frame around a unit. Its upper left corner stands `kFrameMargin` above and left of the unit's.
  const QImage& unitFrame(double side, UnitFrame frame);
  /// A bias mark. Its centre is the image's.
  const QImage& biasMark(double radius, double bias);
  /// The badge of a unit's state, with a pixel around it.
  const QImage& healthBadge(double side, UnitState state);

  static constexpr int kFrameMargin = 3;

 private:
  QImage blank(double width, double height) const;
  const QImage& cornerMask(double side);

  ThemeColors m_colors;
  double m_ratio = 1;
  std::map<int, QImage> m_masks;
  std::map<std::pair<int, UnitFrame>, QImage> m_frames;
  std::map<std::pair<int, int>, QImage> m_marks;
  std::map<std::pair<int, UnitState>, QImage> m_badges;
};

}  // namespace backscope
