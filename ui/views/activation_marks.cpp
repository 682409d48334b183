#include "ui/views/activation_marks.h"

#include <QPainter>
#include <QPainterPath>
#include <array>

namespace backscope {

namespace {

enum class Shape { Circle, Square, Diamond, Up, Down };

struct Look {
  int color;  ///< of eight classes
  Shape shape;
  bool isFilled;
};

/// In the order of kActivations; softmax, which has no curve, is the last.
constexpr std::array<Look, kActivations.size()> kLooks{{{6, Shape::Circle, true},
                                                        {1, Shape::Square, true},
                                                        {3, Shape::Diamond, true},
                                                        {0, Shape::Up, true},
                                                        {4, Shape::Up, false},
                                                        {7, Shape::Circle, false},
                                                        {5, Shape::Down, true},
                                                        {2, Shape::Square, false},
                                                        {2, Shape::Down, false},
                                                        {6, Shape::Diamond, false},
                                                        {6, Shape::Square, false}}};
constexpr int kColors = 8;

const Look& lookOf(Activation activation) { return kLooks[static_cast<std::size_t>(activation)]; }

QPainterPath outlineOf(Shape shape, const QPointF& c, double r) {
  QPainterPath path;
  switch (shape) {
    case Shape::Circle:
      path.addEllipse(c, r, r);
      return path;
    case Shape::Square:
      path.addRect(c.x() - 0.9 * r, c.y() - 0.9 * r, 1.8 * r, 1.8 * r);
      return path;
    case Shape::Diamond:
      path.addPolygon(QPolygonF(
          {{c.x(), c.y() - 1.3 * r}, {c.x() + 1.3 * r, c.y()}, {c.x(), c.y() + 1.3 * r}, {c.x() - 1.3 * r, c.y()}}));
      break;
    case Shape::Up:
      path.addPolygon(
          QPolygonF({{c.x(), c.y() - 1.2 * r}, {c.x() + 1.2 * r, c.y() + r}, {c.x() - 1.2 * r, c.y() + r}}));
      break;
    case Shape::Down:
      path.addPolygon(
          QPolygonF({{c.x(), c.y() + 1.2 * r}, {c.x() + 1.2 * r, c.y() - r}, {c.x() - 1.2 * r, c.y() - r}}));
      break;
  }
  path.closeSubpath();
  return path;
}

}  // namespace

QColor activationColor(const ThemeColors& colors, Activation activation) {
  return classColor(colors, lookOf(activation).color, kColors);
}

void paintActivationMark(QPainter& painter, Activation activation, const QPointF& centre, double radius,
                         const ThemeColors& colors) {
  const Look& look = lookOf(activation);
  const QColor color = activationColor(colors, activation);
  painter.setPen(QPen(color, 1.4));
  painter.setBrush(look.isFilled ? color : colors.card);
  painter.drawPath(outlineOf(look.shape, centre, radius));
}

}  // namespace backscope
