#include "ui/views/point_marks.h"

#include <QPainter>
#include <QPainterPath>
#include <cmath>
#include <numbers>

#include "ui/theme/color_map.h"

namespace backscope {

namespace {

/// A regular polygon or star, its first corner at this angle (0 = right, clockwise).
QPainterPath corners(const QPointF& center, double radius, int count, double start, double innerShare = 1) {
  QPainterPath path;
  for (int i = 0; i < count; ++i) {
    const double angle = start + 2 * std::numbers::pi * i / count;
    const double r = i % 2 == 1 ? radius * innerShare : radius;
    const QPointF point = center + r * QPointF(std::cos(angle), std::sin(angle));
    if (i == 0)
      path.moveTo(point);
    else
      path.lineTo(point);
  }
  path.closeSubpath();
  return path;
}

/// Sizes are balanced so that all shapes weigh about the same.
QPainterPath shapePath(int shape, const QPointF& c, double r) {
  constexpr double kUp = -std::numbers::pi / 2;
  QPainterPath path;
  switch (shape) {
    case 1:
      path.addRect(QRectF(c.x() - 0.88 * r, c.y() - 0.88 * r, 1.76 * r, 1.76 * r));
      return path;
    case 2:
      return corners(c + QPointF(0, 0.2 * r), 1.3 * r, 3, kUp);
    case 3:
      return corners(c, 1.25 * r, 4, kUp);
    case 4:
      return corners(c - QPointF(0, 0.2 * r), 1.3 * r, 3, -kUp);
    case 5:
      return corners(c, 1.12 * r, 5, kUp);
    case 6:
      return corners(c, 1.35 * r, 8, kUp, 0.45);
    case 7:
      return corners(c, 1.35 * r, 10, kUp, 0.5);
    default:
      path.addEllipse(c, r, r);
      return path;
  }
}

}  // namespace

PointMark classMark(const ThemeColors& colors, int classIndex, int classes) {
  return {.shape = classIndex, .fill = classColor(colors, classIndex, classes)};
}

PointMark exampleMark(const ThemeColors& colors, const Dataset& data, int example, const FieldScale& targetScale,
                      int output) {
  const int classIndex = data.classOf(example);
  if (classIndex >= 0) return classMark(colors, classIndex, data.classes());
  return {.shape = 0,
          .fill = QColor(fieldColor(colors, targetScale,
                                    static_cast<float>(data.targetOf(example)[static_cast<std::size_t>(output)]))),
          .isOfScale = true};
}

void paintMark(QPainter& painter, const QPointF& center, double radius, const PointMark& mark,
               const ThemeColors& colors) {
  const double line = mark.isWrong ? 2.0 : 1.2;
  const QColor& outline = mark.isWrong || mark.isOfScale ? colors.pointOutlineWrong : colors.pointOutline;
  const auto pen = [](const QColor& color, double width) {
    return QPen(color, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin);
  };
  if (!mark.isTest) {
    painter.setPen(pen(outline, mark.isOfScale ? 0.8 : line));
    painter.setBrush(mark.fill);
    painter.drawPath(shapePath(mark.shape, center, radius));
    return;
  }
  // A ring of the class's colour, outlined on both sides.
  const QPainterPath path = shapePath(mark.shape, center, 0.85 * radius);
  painter.setPen(pen(outline, line + 2));
  painter.setBrush(mark.isOfScale ? outline : colors.card);
  painter.drawPath(path);
  painter.setPen(pen(mark.fill, 1.6));
  painter.setBrush(colors.card);
  painter.drawPath(path);
}

PointMarkSprites::PointMarkSprites(const ThemeColors& colors, double radius, double devicePixelRatio)
    : m_colors(colors), m_radius(radius), m_ratio(devicePixelRatio) {}

void PointMarkSprites::paint(QPainter& painter, const QPointF& center, const PointMark& mark) {
  const double half = std::ceil(1.4 * m_radius + 3);
  QImage& image = m_images[{mark.shape, mark.fill.rgb(), mark.isTest, mark.isWrong}];
  if (image.isNull()) {
    image = QImage((QSizeF(2 * half, 2 * half) * m_ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(m_ratio);
    image.fill(Qt::transparent);
    QPainter sprite(&image);
    sprite.setRenderHint(QPainter::Antialiasing);
    paintMark(sprite, QPointF(half, half), m_radius, mark, m_colors);
  }
  // On whole device pixels: copied elsewhere, the outlines would blur.
  const QPointF corner = center - QPointF(half, half);
  painter.drawImage(QPointF(std::round(corner.x() * m_ratio) / m_ratio, std::round(corner.y() * m_ratio) / m_ratio),
                    image);
}

}  // namespace backscope
