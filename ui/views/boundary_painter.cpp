#include "ui/views/boundary_painter.h"

#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/views/boundary_marks.h"
#include "ui/views/field_painting.h"
#include "ui/views/ghost_lines.h"
#include "ui/views/line_painter.h"

namespace backscope {

namespace {

bool isForScreen(const QPainter& painter) { return painter.paintEngine()->type() == QPaintEngine::Raster; }

QImage blank(const QSizeF& size, double ratio) {
  QImage image((size * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(ratio);
  image.fill(Qt::transparent);
  return image;
}

bool fits(const QImage& image, const QSizeF& size, double ratio) {
  return image.size() == (size * ratio).toSize() && image.devicePixelRatio() == ratio;
}

std::vector<bool> wrongExamples(const Snapshot& snapshot) {
  std::vector<bool> wrong(static_cast<std::size_t>(snapshot.data->count()), false);
  for (int n = 0; n < snapshot.data->count(); ++n)
    wrong[static_cast<std::size_t>(n)] = isWrong(snapshot, n).value_or(false);
  return wrong;
}

}  // namespace

double pointRadius(const Dataset& data, const QRectF& plot) {
  const double crowding =
      std::clamp(std::sqrt(320.0 / std::max(1, data.count())) * std::sqrt(plot.width() / 310), 0.35, 1.0);
  return std::round(4 * crowding * markRadius()) / 4;
}

std::vector<double> ticksFor(double low, double high, double pixels, bool isVertical) {
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  const double room = isVertical ? 2.2 * metrics.height() : 4.5 * metrics.horizontalAdvance(QLatin1Char('0'));
  return planeTicks(low, high, std::clamp(static_cast<int>(pixels / room), 2, 5));
}

BoundaryTypeSizes boundaryTypeSizes(const PlotMap& map, const QString& title, const std::vector<LegendEntry>& legend) {
  const QFontMetricsF numbers(numberFont(TextSize::Small));
  const MathText heading(title.isEmpty() ? layerMarkup(zLetter(), 1) : title, mathFont());
  BoundaryTypeSizes type;
  type.lineHeight =
      std::ceil(std::max(numbers.height(), MathText(QStringLiteral("x_{1}"), mathFont(TextSize::Small)).height()));
  type.titleHeight = std::ceil(std::max(MathText(unitMarkup(zLetter(), 1, 0), mathFont()).height(), type.lineHeight));
  type.titleWidth = std::ceil(heading.width());
  type.tickWidth = 0;
  for (const double tick : planeTicks(map.bottom, map.top, 5))
    type.tickWidth = std::max(type.tickWidth, std::ceil(numbers.horizontalAdvance(formatShort(tick))));
  type.readoutWidth = kReadoutCells * readoutCellWidth();
  for (const LegendEntry& entry : legend) type.legendWidths.push_back(legendWidth(entry));
  return type;
}

void BoundaryPainter::forgetAll() {
  m_fieldImage = QImage();
  m_pointImage = QImage();
  m_sprites.reset();
}

void BoundaryPainter::paint(QPainter& painter, const BoundaryScene& scene) {
  painter.setRenderHint(QPainter::Antialiasing);
  paintField(painter, scene);
  paintPoints(painter, scene);
  if (scene.ghosts != nullptr) paintGhostLines(painter, *scene.ghosts, scene.layout->plot, scene.colors);
  if (scene.lines != nullptr)
    paintLines(painter, scene);
  else
    paintUnitLine(painter, scene);
  paintPointedExamples(painter, scene);
  paintNoNumber(painter, scene);
  paintPlotFrame(painter, scene);
  paintAxes(painter, scene);
  paintTitle(painter, scene);
  paintLegend(painter, scene.legend, scene.layout->legend, scene.colors);
  paintReadout(painter, scene);
}

void BoundaryPainter::paintField(QPainter& painter, const BoundaryScene& scene) {
  const QRectF& plot = scene.layout->plot;
  const double ratio = painter.device()->devicePixelRatioF();
  if (!isForScreen(painter)) {
    paintPlotField(painter, scene, plot);
    return;
  }
  if (!fits(m_fieldImage, plot.size(), ratio)) {
    m_fieldImage = blank(plot.size(), ratio);
    QPainter field(&m_fieldImage);
    field.setRenderHint(QPainter::Antialiasing);
    paintPlotField(field, scene, QRectF(QPointF(0, 0), plot.size()));
  }
  painter.drawImage(plot.topLeft(), m_fieldImage);
}

void BoundaryPainter::paintPoints(QPainter& painter, const BoundaryScene& scene) {
  const QRectF& plot = scene.layout->plot;
  const double ratio = painter.device()->devicePixelRatioF();
  if (!isForScreen(painter)) {
    painter.save();
    painter.setClipRect(plot);
    painter.translate(plot.topLeft());
    drawPoints(painter, scene, ratio);
    painter.restore();
    return;
  }
  std::vector<bool> wrong = wrongExamples(*scene.snapshot);
  if (!fits(m_pointImage, plot.size(), ratio) || wrong != m_drawnWrong) {
    m_pointImage = blank(plot.size(), ratio);
    QPainter points(&m_pointImage);
    drawPoints(points, scene, ratio);
    m_drawnWrong = std::move(wrong);
    ++m_pointDrawings;
  }
  painter.drawImage(plot.topLeft(), m_pointImage);
}

void BoundaryPainter::drawPoints(QPainter& painter, const BoundaryScene& scene, double ratio) {
  const Dataset& data = *scene.snapshot->data;
  const InputPlane& plane = scene.snapshot->boundary.plane;
  PlotMap map = scene.map;
  map.plot.moveTopLeft(QPointF(0, 0));
  const double radius = pointRadius(data, map.plot);
  if (!m_sprites || m_sprites->radius() != radius || m_sprites->devicePixelRatio() != ratio)
    m_sprites.emplace(scene.colors, radius, ratio);
  std::vector<bool> isTest(static_cast<std::size_t>(data.count()), false);
  for (const int n : data.test) isTest[static_cast<std::size_t>(n)] = true;
  const FieldScale targets{-scene.largestTarget, 0, scene.largestTarget};
  for (int n = 0; n < data.count(); ++n) {
    const QPointF place = placeOf(data, n, plane, scene.field->output);
    PointMark mark = exampleMark(scene.colors, data, n, targets, scene.field->output);
    mark.isTest = isTest[static_cast<std::size_t>(n)];
    mark.isWrong = isWrong(*scene.snapshot, n).value_or(false);
    m_sprites->paint(painter, map.toPixel(place.x(), place.y()), mark);
  }
}

}  // namespace backscope
