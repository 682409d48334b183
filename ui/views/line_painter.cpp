#include "ui/views/line_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

#include "ui/theme/fonts.h"
#include "ui/views/unit_lines.h"

namespace backscope {

namespace {

constexpr double kWidth = 1.8;
constexpr double kHaloWidth = 2.5;
constexpr double kHeldWidth = 4.5;
constexpr double kHeadLength = 9;
constexpr double kHeadHalf = 5;

/// A line in pixels, with what stands out of it.
struct LineShape {
  int unit = 0;
  QLineF segment;
  QLineF arrow;
  QPointF along;  ///< of length 1, as the arrow
  QPolygonF head;
  QColor color;
};

LineShape shapeOf(const DrawnLine& line, const PlotMap& map, const QColor& color) {
  const auto pixel = [&map](const QPointF& place) { return map.toPixel(place.x(), place.y()); };
  LineShape shape{line.unit,
                  {pixel(line.segment.p1()), pixel(line.segment.p2())},
                  {pixel(line.segment.center()), pixel(line.tip)},
                  QPointF(line.normal.x(), -line.normal.y()),
                  {},
                  color};
  const QPointF across(-shape.along.y(), shape.along.x());
  const QPointF back = shape.arrow.p2() - kHeadLength * shape.along;
  shape.head = {back + kHeadHalf * across, shape.arrow.p2(), back - kHeadHalf * across};
  return shape;
}

void paintStrokes(QPainter& painter, const LineShape& shape, const QColor& color, double wider) {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(color, kWidth + wider, Qt::SolidLine, Qt::FlatCap));
  painter.drawLine(shape.segment);
  painter.setPen(QPen(color, kWidth + wider, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawLine(shape.arrow);
  painter.drawPolyline(shape.head);
}

/// The part that the mouse is at, or holds: the middle half, a quarter at an end, the arrow.
void paintGrip(QPainter& painter, const LineShape& shape, LinePart part) {
  const QLineF& line = shape.segment;
  painter.setPen(QPen(shape.color, kHeldWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  switch (part) {
    case LinePart::Middle:
      painter.drawLine(line.pointAt(0.25), line.pointAt(0.75));
      break;
    case LinePart::Start:
      painter.drawLine(line.p1(), line.pointAt(0.25));
      break;
    case LinePart::End:
      painter.drawLine(line.pointAt(0.75), line.p2());
      break;
    case LinePart::Arrow:
      painter.drawLine(shape.arrow);
      painter.drawPolyline(shape.head);
      break;
  }
}

/// Where the middle, which moves a line, ends and the ends, which turn it, begin.
void paintKnobs(QPainter& painter, const LineShape& shape, const QColor& ground) {
  painter.setPen(QPen(shape.color, 1.6));
  painter.setBrush(ground);
  for (const double share : {0.25, 0.75}) painter.drawEllipse(shape.segment.pointAt(share), 3.5, 3.5);
}

/// The unit's number, before the arrow's tip.
void paintNumber(QPainter& painter, const LineShape& shape, const QRectF& plot, const ThemeColors& colors) {
  painter.setFont(numberFont(TextSize::Small, QFont::DemiBold));
  const QFontMetricsF metrics(painter.font());
  const QString number = QString::number(shape.unit + 1);
  const double radius = std::max(metrics.height(), metrics.horizontalAdvance(number) + 4) / 2;
  QPointF center = shape.arrow.p2() + (radius + 4) * shape.along;
  center.setX(std::clamp(center.x(), plot.left() + radius + 1, plot.right() - radius - 1));
  center.setY(std::clamp(center.y(), plot.top() + radius + 1, plot.bottom() - radius - 1));
  const QRectF box(center - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius));
  painter.setPen(QPen(shape.color, 1.4));
  painter.setBrush(colors.card);
  painter.drawEllipse(box);
  painter.setPen(colors.text);
  painter.drawText(box, Qt::AlignCenter, number);
}

/// In a corner of the plot, of which it leaves free as much as it can.
void paintRemarks(QPainter& painter, const UnitLines& lines, const QRectF& plot, const ThemeColors& colors) {
  constexpr double kMostOfPlot = 0.3;
  QString words = lines.remarks().join(QLatin1Char('\n'));
  if (words.isEmpty()) return;
  painter.setFont(textFont(TextSize::Small));
  const QFontMetricsF metrics(painter.font());
  const QRectF room = plot.adjusted(12, 10, -12, -10);
  const int flags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
  if (metrics.boundingRect(room, flags, words).height() > kMostOfPlot * plot.height()) words = lines.shortRemark();
  if (words.isEmpty()) return;
  const QRectF text = metrics.boundingRect(room, flags, words);
  painter.setPen(QPen(colors.cardBorder, 1));
  painter.setBrush(colors.card);
  painter.drawRoundedRect(text.adjusted(-6, -4, 6, 4), 4, 4);
  painter.setPen(colors.text);
  painter.drawText(text, flags, words);
}

/// The unit whose line is on top: the one that is held, pointed at, or enlarged.
std::optional<int> unitOnTop(const BoundaryScene& scene) {
  const UnitLines& lines = *scene.lines;
  if (lines.grip()) return lines.grip()->unit;
  if (lines.heldUnit()) return lines.heldUnit();
  const std::optional<UnitId>& enlarged = scene.field->unit;
  return enlarged && enlarged->layer == 1 ? std::optional(enlarged->unit) : std::nullopt;
}

void paintLine(QPainter& painter, const LineShape& shape, const BoundaryScene& scene, bool isOnTop) {
  const UnitLines& lines = *scene.lines;
  const bool isHeld = lines.heldUnit() == shape.unit;
  // A halo first: the line crosses marks of all colours.
  paintStrokes(painter, shape, isHeld ? scene.colors.accent : scene.colors.card, isHeld ? 2 * kHaloWidth : kHaloWidth);
  if (isHeld) paintStrokes(painter, shape, scene.colors.card, kHaloWidth);
  paintStrokes(painter, shape, shape.color, isOnTop ? 0.8 : 0);
  if (lines.grip() && lines.grip()->unit == shape.unit) paintGrip(painter, shape, lines.grip()->part);
  if (isOnTop) paintKnobs(painter, shape, scene.colors.card);
  paintNumber(painter, shape, scene.layout->plot, scene.colors);
}

}  // namespace

QColor lineColor(const ThemeColors& colors, int unit, int units) { return layerColor(colors, unit + 1, units); }

void paintLines(QPainter& painter, const BoundaryScene& scene) {
  const std::optional<int> top = unitOnTop(scene);
  const int units = std::min(UnitLines::kMostLines, scene.snapshot->parameters.architecture().unitsOf(1));
  painter.save();
  painter.setClipRect(scene.layout->plot);
  for (const bool isOnTop : {false, true})
    for (const DrawnLine& line : scene.lines->lines())
      if ((line.unit == top) == isOnTop)
        paintLine(painter, shapeOf(line, scene.map, lineColor(scene.colors, line.unit, units)), scene, isOnTop);
  paintRemarks(painter, *scene.lines, scene.layout->plot, scene.colors);
  painter.restore();
}

}  // namespace backscope
