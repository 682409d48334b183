#include "ui/views/boundary_marks.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/views/contour_lines.h"
#include "ui/views/field_painting.h"

namespace backscope {

namespace {

constexpr double kCornerRadius = 6;

QPainterPath plotOutline(const QRectF& plot) {
  QPainterPath path;
  path.addRoundedRect(plot, kCornerRadius, kCornerRadius);
  return path;
}

void paintLevelLines(QPainter& painter, const BoundaryScene& scene, const QRectF& plot) {
  painter.setBrush(Qt::NoBrush);
  for (const LevelLine& line : scene.field->lines) {
    QPolygonF points;
    points.reserve(line.points.size());
    for (const QPointF& p : line.points)
      points.append({plot.left() + p.x() * plot.width(), plot.top() + p.y() * plot.height()});
    QColor color = scene.colors.contour;
    if (!line.isMain) color.setAlphaF(0.45F);
    painter.setPen(QPen(color, line.isMain ? 1.8 : 1.0, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    painter.drawPolyline(simplified(points, 0.15));
  }
}

}  // namespace

void paintUnitLine(QPainter& painter, const BoundaryScene& scene) {
  if (!scene.field->unitLine) return;
  const QRectF& plot = scene.layout->plot;
  const PlotMap& map = scene.map;
  const UnitLine& unit = *scene.field->unitLine;
  const QPointF start = map.toPixel(unit.line.x1(), unit.line.y1());
  const QPointF end = map.toPixel(unit.line.x2(), unit.line.y2());
  const QPointF direction(unit.normal.x(), -unit.normal.y());
  const QPointF across(-direction.y(), direction.x());
  const QPointF foot = (start + end) / 2;
  const QPointF tip = foot + 0.1 * plot.width() * direction;
  const QPolygonF head{{tip - 8 * direction + 4.5 * across, tip, tip - 8 * direction - 4.5 * across}};
  painter.save();
  painter.setClipRect(plot);
  painter.setBrush(Qt::NoBrush);
  // A halo first: the line crosses marks of all colours.
  for (const auto& [color, wider] : {std::pair{scene.colors.card, 2.5}, std::pair{scene.colors.contour, 0.0}}) {
    painter.setPen(QPen(color, 1.8 + wider, wider > 0 ? Qt::SolidLine : Qt::DashLine, Qt::FlatCap));
    painter.drawLine(start, end);
    painter.setPen(QPen(color, 2.2 + wider, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawLine(foot, tip);
    painter.drawPolyline(head);
  }
  painter.restore();
}

namespace {

void paintCurves(QPainter& painter, const BoundaryScene& scene, const QRectF& plot) {
  PlotMap map = scene.map;
  map.plot = plot;
  painter.setPen(QPen(scene.colors.gridLine, 1));
  for (const double tick : ticksFor(map.bottom, map.top, plot.height(), true))
    painter.drawLine(map.toPixel(map.left, tick), map.toPixel(map.right, tick));
  for (const double tick : ticksFor(map.left, map.right, plot.width(), false))
    painter.drawLine(map.toPixel(tick, map.bottom), map.toPixel(tick, map.top));
  const int outputs = static_cast<int>(scene.field->curves.size());
  for (int k = 0; k < outputs; ++k) {
    const std::vector<float>& values = scene.field->curves[static_cast<std::size_t>(k)];
    QPolygonF curve;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!std::isfinite(values[i])) continue;
      const double x =
          map.left + (static_cast<double>(i) + 0.5) / static_cast<double>(values.size()) * (map.right - map.left);
      const double y = std::clamp(static_cast<double>(values[i]), map.bottom - map.top, 2 * map.top - map.bottom);
      curve.append(map.toPixel(x, y));
    }
    painter.setPen(QPen(outputs == 1 ? scene.colors.contour : classColor(scene.colors, k, outputs), 2, Qt::SolidLine,
                        Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(curve);
  }
}

void paintRing(QPainter& painter, const QPointF& center, double radius, const QColor& color, const QColor& halo) {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(halo, 4));
  painter.drawEllipse(center, radius, radius);
  painter.setPen(QPen(color, 2));
  painter.drawEllipse(center, radius, radius);
}

/// The place between the last two ticks, where an axis has room for its name.
std::optional<double> nameplace(const std::vector<double>& ticks) {
  if (ticks.size() < 2) return std::nullopt;
  return (ticks[ticks.size() - 1] + ticks[ticks.size() - 2]) / 2;
}

void paintHorizontalAxis(QPainter& painter, const BoundaryScene& scene) {
  const QRectF& plot = scene.layout->plot;
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  const std::vector<double> ticks = ticksFor(scene.map.left, scene.map.right, plot.width(), false);
  const double baseline = plot.bottom() + 4 + metrics.ascent();
  painter.setFont(numberFont(TextSize::Small));
  for (const double tick : ticks) {
    const QString text = formatShort(tick);
    const double width = metrics.horizontalAdvance(text);
    const double x = scene.map.toPixel(tick, 0).x() - width / 2;
    painter.drawText(QPointF(std::clamp(x, plot.left() - 4, plot.right() - width + 4), baseline), text);
  }
  if (const std::optional<double> place = nameplace(ticks))
    MathText(QStringLiteral("x_{%1}").arg(scene.snapshot->boundary.plane.horizontal + 1), mathFont(TextSize::Small))
        .paintCentered(painter, {scene.map.toPixel(*place, 0).x(), baseline});
}

void paintVerticalAxis(QPainter& painter, const BoundaryScene& scene) {
  const QRectF& plot = scene.layout->plot;
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  const std::vector<double> ticks = ticksFor(scene.map.bottom, scene.map.top, plot.height(), true);
  painter.setFont(numberFont(TextSize::Small));
  const auto baselineAt = [&](double value) {
    const double y = scene.map.toPixel(0, value).y() + 0.36 * metrics.ascent();
    return std::clamp(y, plot.top() + 0.72 * metrics.ascent(), plot.bottom());
  };
  for (const double tick : ticks) {
    const QString text = formatShort(tick);
    painter.drawText(QPointF(plot.left() - 4 - metrics.horizontalAdvance(text), baselineAt(tick)), text);
  }
  const std::optional<double> place = nameplace(ticks);
  if (!place) return;
  const int vertical = scene.snapshot->boundary.plane.vertical;
  const QString name = vertical >= 0 ? QStringLiteral("x_{%1}").arg(vertical + 1) : scene.field->title;
  const MathText text(name, mathFont(TextSize::Small));
  text.paint(painter, QPointF(plot.left() - 4 - text.width(), baselineAt(*place)));
}

}  // namespace

double readoutCellWidth() {
  const QFontMetricsF numbers(numberFont(TextSize::Small));
  return std::ceil(MathText(QStringLiteral("x_{1}"), mathFont(TextSize::Small)).width() +
                   numbers.horizontalAdvance(QStringLiteral("−0.0000")) + 8);
}

void paintPlotField(QPainter& painter, const BoundaryScene& scene, const QRectF& plot) {
  painter.save();
  if (!scene.field->image.isNull())
    paintField(painter, plot, kCornerRadius, scene.field->image, scene.field->isHatched, scene.colors);
  painter.setClipRect(plot);
  if (scene.field->kind == ShownField::Kind::Curves) paintCurves(painter, scene, plot);
  paintLevelLines(painter, scene, plot);
  painter.restore();
}

void paintNoNumber(QPainter& painter, const BoundaryScene& scene) {
  if (!scene.field->isNoNumber) return;
  painter.setFont(textFont(TextSize::Small));
  const QString words = QCoreApplication::translate("BoundaryView", "not a number (NaN)");
  const QFontMetricsF metrics(painter.font());
  const QRectF place = metrics.boundingRect(scene.layout->plot, Qt::AlignCenter, words).adjusted(-8, -4, 8, 4);
  painter.setPen(QPen(scene.colors.cardBorder, 1));
  painter.setBrush(scene.colors.card);
  painter.drawRoundedRect(place, 4, 4);
  painter.setPen(scene.colors.text);
  painter.drawText(place, Qt::AlignCenter, words);
}

void paintPlotFrame(QPainter& painter, const BoundaryScene& scene) {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(scene.hasFocus ? scene.colors.accent : scene.colors.cardBorder, scene.hasFocus ? 2 : 1));
  painter.drawPath(plotOutline(scene.layout->plot));
}

void paintPointedExamples(QPainter& painter, const BoundaryScene& scene) {
  const Snapshot& snapshot = *scene.snapshot;
  const Dataset& data = *snapshot.data;
  const InputPlane& plane = snapshot.boundary.plane;
  const auto ringAt = [&](const QPointF& place, double radius, const QColor& color) {
    const QPointF center = scene.map.toPixel(place.x(), place.y());
    if (scene.layout->plot.contains(center)) paintRing(painter, center, radius, color, scene.colors.card);
  };
  const auto ring = [&](int example, double radius, const QColor& color) {
    if (example >= 0 && example < data.count())
      ringAt(placeOf(data, example, plane, scene.field->output), radius, color);
  };
  if (snapshot.typed)
    ringAt(placeOf(snapshot.typed->x, snapshot.typed->y, plane, scene.field->output), markRadius() + 1,
           scene.colors.text);
  ring(snapshot.example, markRadius() + 5, scene.colors.text);
  if (scene.pointedExample) ring(*scene.pointedExample, markRadius() + 3, scene.colors.accent);
}

void paintAxes(QPainter& painter, const BoundaryScene& scene) {
  painter.setPen(scene.colors.axisText);
  paintHorizontalAxis(painter, scene);
  paintVerticalAxis(painter, scene);
}

void paintTitle(QPainter& painter, const BoundaryScene& scene) {
  if (scene.field->title.isEmpty()) return;
  painter.setPen(scene.colors.text);
  const MathText title(scene.field->title, mathFont());
  title.paint(painter, QPointF(scene.layout->title.left(), scene.layout->title.top() + title.ascent()));
}

void paintReadout(QPainter& painter, const BoundaryScene& scene) {
  const QRectF& place = scene.layout->readout;
  constexpr int kHalf = (kReadoutCells + 1) / 2;
  const int cells = static_cast<int>(scene.readout.size());
  const bool isShort = cells <= kHalf;
  const int perLine = isShort || scene.layout->readoutLines > 1 ? kHalf : std::max(kReadoutCells, cells);
  const double width = place.width() / perLine;
  const double lineHeight = place.height() / scene.layout->readoutLines;
  const QFontMetricsF numbers(numberFont(TextSize::Small));
  for (int i = 0; i < static_cast<int>(scene.readout.size()); ++i) {
    const ReadoutCell& cell = scene.readout[static_cast<std::size_t>(i)];
    const int line = i / perLine;
    const QPointF baseline(place.left() + (i % perLine) * width, place.top() + (line + 0.78) * lineHeight);
    const MathText letter(cell.letter, mathFont(TextSize::Small));
    painter.setPen(scene.colors.mutedText);
    letter.paint(painter, baseline);
    const double used = cell.letter.isEmpty() ? 0 : letter.width() + 5;
    painter.setPen(scene.colors.text);
    painter.setFont(numberFont(TextSize::Small));
    painter.drawText(baseline + QPointF(used, 0), numbers.elidedText(cell.value, Qt::ElideRight, width - used));
  }
}

}  // namespace backscope
