#include "ui/views/surface_map_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/field_painting.h"
#include "ui/views/surface_text.h"

namespace backscope {

namespace {

constexpr double kLevelRoom = 1.1;  ///< of a number beside the colour scale, in lines
constexpr int kMostLevels = 9;

const ThemeColors& theme() { return Theme::instance().colors(); }

double widest(const std::vector<AxisTick>& ticks) {
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  double width = 0;
  for (const AxisTick& tick : ticks) width = std::max(width, metrics.horizontalAdvance(tick.label));
  return width;
}

/// From the grid's steps to pixels.
ContourRoom contourRoom(const SurfaceScene& scene, const SurfaceLayout& layout, const SurfaceMarks& marks) {
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  const LossSurface& surface = *scene.scaled.surface;
  ContourRoom room;
  room.area = layout.area.adjusted(2, 2, -2, -2);
  room.height = metrics.height();
  room.width = [metrics](const QString& text) { return metrics.horizontalAdvance(text); };
  const QPointF first = layout.placeOf(surface.window.alphaLow, surface.window.betaLow);
  const QPointF last = layout.placeOf(surface.window.alphaHigh, surface.window.betaHigh);
  const QPointF step((last.x() - first.x()) / (surface.columns - 1), (last.y() - first.y()) / (surface.rows - 1));
  room.toPixels = [first, step](const QPointF& p) {
    return QPointF(first.x() + p.x() * step.x(), first.y() + p.y() * step.y());
  };
  room.taken = marks.taken;
  return room;
}

void paintGround(QPainter& painter, const SurfaceScene& scene, const SurfaceMapShape& shape) {
  const QRectF& area = shape.layout.area;
  painter.fillRect(area, theme().groove);
  if (hasNaN(scene.scaled.coordinates)) painter.fillRect(area, hatchBrush(theme()));
  painter.drawImage(area, shape.image);
}

/// So that it is read on every colour of the map.
void paintWithHalo(QPainter& painter, const QPointF& baseline, const QString& text) {
  QColor halo = theme().contour;
  halo.setAlphaF(0.3F);
  painter.setPen(halo);
  for (const QPointF& off : {QPointF(-1, 0), QPointF(1, 0), QPointF(0, -1), QPointF(0, 1)})
    painter.drawText(baseline + off, text);
  painter.setPen(theme().pointOutline);
  painter.drawText(baseline, text);
}

void paintContours(QPainter& painter, const SurfaceMapShape& shape) {
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  painter.save();
  painter.setClipRect(shape.layout.area);
  painter.setRenderHint(QPainter::Antialiasing);
  QColor line = theme().pointOutline;
  line.setAlphaF(0.75F);
  painter.setPen(QPen(line, 1));
  for (const QPolygonF& contour : shape.contours.lines) painter.drawPolyline(contour);
  painter.setFont(numberFont(TextSize::Small));
  for (const ContourLabel& label : shape.contours.labels) {
    painter.save();
    painter.translate(label.center);
    painter.rotate(label.angle);
    const double half = metrics.horizontalAdvance(label.text) / 2;
    paintWithHalo(painter, QPointF(-half, (metrics.ascent() - metrics.descent()) / 2), label.text);
    painter.restore();
  }
  painter.restore();
}

void paintNumbers(QPainter& painter, const SurfaceLayout& layout) {
  const QFontMetricsF metrics(painter.font());
  painter.setPen(theme().axisText);
  for (const AxisTick& tick : layout.betaTicks) {
    const double y = layout.placeOf(0, tick.coordinate).y();
    painter.drawLine(QPointF(layout.area.left() - 3, y), QPointF(layout.area.left(), y));
    const double baseline = std::clamp(y + metrics.height() / 2 - metrics.descent(),
                                       layout.area.top() + metrics.ascent() / 2, layout.area.bottom());
    painter.drawText(QPointF(layout.area.left() - 5 - metrics.horizontalAdvance(tick.label), baseline), tick.label);
  }
  for (const AxisTick& tick : layout.alphaTicks) {
    const double x = layout.placeOf(tick.coordinate, 0).x();
    painter.drawLine(QPointF(x, layout.area.bottom()), QPointF(x, layout.area.bottom() + 3));
    const double half = metrics.horizontalAdvance(tick.label) / 2;
    const double left = std::max(x - half, 0.0);
    painter.drawText(QPointF(left, layout.area.bottom() + 3 + metrics.ascent()), tick.label);
  }
}

/// An arrow that says along which axis, and what it is.
void paintName(QPainter& painter, const SurfaceAxisName& name, const QString& arrow, const QRectF& row) {
  const QFontMetricsF metrics(textFont(TextSize::Small));
  const QString lead = arrow + QStringLiteral(" ");
  const QPointF baseline(row.left(), row.bottom() - (name.isMarkup ? row.height() / 3 : metrics.descent()));
  painter.setFont(textFont(TextSize::Small));
  painter.drawText(baseline, lead);
  const double used = metrics.horizontalAdvance(lead);
  const QString text = name.isMarkup ? name.text : metrics.elidedText(name.text, Qt::ElideRight, row.width() - used);
  paintAxisName(painter, baseline + QPointF(used, 0), text, name.isMarkup);
}

void paintNames(QPainter& painter, const SurfaceScene& scene, const SurfaceLayout& layout) {
  painter.setPen(theme().mutedText);
  paintName(painter, betaName(scene), QStringLiteral("↑"), layout.betaName);
  paintName(painter, alphaName(scene), QStringLiteral("→"), layout.alphaName);
}

void paintScale(QPainter& painter, const SurfaceScene& scene, const SurfaceMapShape& shape) {
  const QFontMetricsF metrics(painter.font());
  const QRectF& bar = shape.layout.bar;
  const SurfaceScale& scale = scene.scaled.scale;
  const SurfaceColors& colors = surfaceColors(theme());
  QImage strip(1, kSurfaceColors, QImage::Format_RGB32);
  for (int k = 0; k < kSurfaceColors; ++k)
    strip.setPixel(0, kSurfaceColors - 1 - k, colors[static_cast<std::size_t>(k)]);
  painter.drawImage(bar, strip);
  painter.setPen(theme().mutedText);
  const double lower = shape.layout.barName.bottom() - metrics.descent();
  paintAxisName(painter, QPointF(bar.left(), lower), QStringLiteral("L"), true);
  painter.setFont(numberFont(TextSize::Small));
  std::vector<double> used;
  for (const AxisTick& tick : surfaceScaleTicks(scale, shape.levels)) {
    const double y = bar.bottom() - scale.shareOf(tick.coordinate) * bar.height();
    painter.setPen(theme().pointOutline);
    painter.drawLine(QPointF(bar.left(), y), QPointF(bar.right(), y));
    const double baseline =
        std::clamp(y + metrics.height() / 2 - metrics.descent(), bar.top() + metrics.ascent() / 2, bar.bottom());
    const double room = kLevelRoom * metrics.height();
    if (std::ranges::any_of(used, [&](double other) { return std::abs(other - baseline) < room; })) continue;
    used.push_back(baseline);
    painter.setPen(theme().axisText);
    painter.drawText(QPointF(bar.right() + 5, baseline), tick.label);
  }
}

void paintFrame(QPainter& painter, const SurfaceLayout& layout) {
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme().cardBorder, 1));
  painter.drawRect(layout.area);
}

}  // namespace

SurfaceTexts surfaceTexts(const SurfaceScene& scene) {
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  SurfaceTexts texts;
  texts.lineHeight = std::max(metrics.height(), QFontMetricsF(textFont(TextSize::Small)).height());
  texts.nameHeight = texts.lineHeight;
  texts.isBriefName = scene.picture->kind == PlaneKind::Weights;
  if (texts.isBriefName)
    texts.nameHeight = std::max(texts.nameHeight, MathText(alphaName(scene).text, mathFont(TextSize::Small)).height());
  texts.tickWidth = std::max(metrics.horizontalAdvance(QStringLiteral("−0.5")),
                             widest(linearTicks(scene.window.betaLow, scene.window.betaHigh, kMostLevels)));
  texts.barWidth = metrics.horizontalAdvance(QStringLiteral("0.00"));
  if (texts.isBriefName)
    texts.barWidth = std::max(texts.barWidth, axisNameWidth(alphaName(scene).text, true) + metrics.averageCharWidth());
  if (scene.hasSurface())
    texts.barWidth = std::max(
        texts.barWidth, widest(surfaceScaleTicks(scene.scaled.scale, surfaceLevels(scene.scaled.scale, kMostLevels))));
  return texts;
}

SurfaceMapShape shapeOfMap(const SurfaceScene& scene, const QRectF& rect, double pixelRatio) {
  SurfaceMapShape shape;
  const SurfaceTexts texts = surfaceTexts(scene);
  shape.layout = layoutSurface(rect, scene.window, texts);
  if (!scene.hasSurface()) return shape;
  shape.levels = surfaceLevels(scene.scaled.scale, kMostLevels);
  shape.marks = layoutMarks(scene, shape.layout);
  shape.contours = layoutContours(scene.scaled.coordinates, scene.scaled.surface->rows, scene.scaled.surface->columns,
                                  shape.levels, contourRoom(scene, shape.layout, shape.marks));
  shape.image = surfaceImage(scene.scaled, scene.window, (shape.layout.area.size() * pixelRatio).toSize(),
                             surfaceColors(theme()));
  return shape;
}

void paintSurfaceMap(QPainter& painter, const SurfaceScene& scene, const SurfaceMapShape& shape) {
  if (!scene.hasSurface()) return;
  painter.setFont(numberFont(TextSize::Small));
  paintGround(painter, scene, shape);
  paintContours(painter, shape);
  paintFrame(painter, shape.layout);
  painter.setFont(numberFont(TextSize::Small));
  paintNumbers(painter, shape.layout);
  paintScale(painter, scene, shape);
  paintNames(painter, scene, shape.layout);
  paintMarks(painter, scene, shape.layout, shape.marks, theme());
}

double paintAxisName(QPainter& painter, const QPointF& baseline, const QString& text, bool isMarkup) {
  if (isMarkup) {
    const MathText formula(text, mathFont(TextSize::Small));
    formula.paint(painter, baseline);
    return formula.width();
  }
  painter.setFont(textFont(TextSize::Small));
  painter.drawText(baseline, text);
  return QFontMetricsF(painter.font()).horizontalAdvance(text);
}

double axisNameWidth(const QString& text, bool isMarkup) {
  if (isMarkup) return MathText(text, mathFont(TextSize::Small)).width();
  return QFontMetricsF(textFont(TextSize::Small)).horizontalAdvance(text);
}

}  // namespace backscope
