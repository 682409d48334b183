#include "ui/plots/curve_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

#include "ui/plots/plot_raster.h"
#include "ui/text/math_text.h"
#include "ui/theme/fonts.h"

namespace backscope {

namespace {

constexpr double kLineWidth = 1.75;
constexpr double kBandLineWidth = 1.0;
constexpr double kGhostLineWidth = 1.2;
constexpr float kGhostOpacity = 0.75F;

DashPattern dashOf(PlotCurve::Style style) {
  switch (style) {
    case PlotCurve::Style::DashedLine:
      return {6, 3};
    case PlotCurve::Style::DottedLine:
      return {2, 2.5};
    case PlotCurve::Style::DashDottedLine:
      return {8, 3, 2};
    default:
      return {};
  }
}

double widthOf(const PlotCurve& curve) {
  if (curve.isGhost) return kGhostLineWidth;
  return curve.style == PlotCurve::Style::Band ? kBandLineWidth : kLineWidth;
}

QColor lineColor(const PlotCurve& curve) {
  QColor color = curve.color;
  if (curve.isGhost) color.setAlphaF(kGhostOpacity);
  return color;
}

/// The same as a pen, whose dashes count in its widths.
QPen penOf(const PlotCurve& curve) {
  QPen pen(lineColor(curve), widthOf(curve), Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
  const DashPattern dash = dashOf(curve.style);
  if (dash.on <= 0) return pen;
  QList<qreal> lengths{dash.on, dash.off};
  if (dash.dot > 0) lengths << dash.dot << dash.off;
  for (qreal& length : lengths) length /= widthOf(curve);
  pen.setDashPattern(lengths);
  return pen;
}

QColor bandColor(const PlotCurve& curve, const ThemeColors& colors) {
  QColor color = curve.color;
  const double share = curve.style == PlotCurve::Style::Band ? 0.22 : 0.16;
  color.setAlphaF(static_cast<float>(colors.dark ? 1.4 * share : share));
  return color;
}

bool hasHeight(const std::vector<CurveShape::Column>& band) {
  return std::ranges::any_of(band, [](const CurveShape::Column& c) { return c.bottom - c.top >= 1; });
}

void fillBands(PlotRaster& raster, const PlotCurve& curve, const CurveShape& shape, const ThemeColors& colors) {
  if (curve.isGhost || !curve.hasBand) return;
  for (const std::vector<CurveShape::Column>& band : shape.bands)
    if (curve.style == PlotCurve::Style::Band || hasHeight(band)) raster.fillBand(band, bandColor(curve, colors));
}

void strokeLines(PlotRaster& raster, const PlotCurve& curve, const CurveShape& shape) {
  const double width = widthOf(curve);
  const QColor color = lineColor(curve);
  for (const QPolygonF& line : shape.lines)
    if (line.size() > 1)
      raster.strokeLine(line, width, color, dashOf(curve.style));
    else  // a point of its own, between exact zeros or at the very start
      raster.strokeLine({line.front() - QPointF(1.5, 0), line.front() + QPointF(1.5, 0)}, 2 * width, color);
}

QImage rasterOf(const PlotContent& content, const PlotLayout& layout, const ThemeColors& colors, const QRectF& area,
                double ratio) {
  PlotRaster raster(area, ratio);
  for (std::size_t i = 0; i < layout.shapes.size(); ++i) fillBands(raster, content.curves[i], layout.shapes[i], colors);
  for (const bool isGhost : {true, false})
    for (std::size_t i = 0; i < layout.shapes.size(); ++i)
      if (content.curves[i].isGhost == isGhost) strokeLines(raster, content.curves[i], layout.shapes[i]);
  return raster.image();
}

void drawBand(QPainter& painter, const std::vector<CurveShape::Column>& band, const PlotCurve& curve,
              const QColor& color) {
  const bool isAlone = curve.style == PlotCurve::Style::Band;
  if (curve.isGhost || !curve.hasBand || (!isAlone && !hasHeight(band))) return;
  QPolygonF outline;
  for (const CurveShape::Column& column : band) outline.append({column.x, column.top});
  QPolygonF below;
  for (const CurveShape::Column& column : band) below.append({column.x, column.bottom});
  std::ranges::reverse(below);
  outline += below;
  painter.setPen(isAlone ? QPen(color, 1) : QPen(Qt::NoPen));  // keeps what has no height in sight
  painter.setBrush(color);
  painter.drawPolygon(outline);
}

/// The same as strokes, for print.
void drawOutlines(QPainter& painter, const PlotContent& content, const PlotLayout& layout, const ThemeColors& colors) {
  painter.setRenderHint(QPainter::Antialiasing);
  for (std::size_t i = 0; i < layout.shapes.size(); ++i)
    for (const std::vector<CurveShape::Column>& band : layout.shapes[i].bands)
      drawBand(painter, band, content.curves[i], bandColor(content.curves[i], colors));
  painter.setBrush(Qt::NoBrush);
  for (std::size_t i = 0; i < layout.shapes.size(); ++i) {
    painter.setPen(penOf(content.curves[i]));
    for (const QPolygonF& line : layout.shapes[i].lines) painter.drawPolyline(line);
  }
}

/// Each curve has its own row of the lane.
void paintZeros(QPainter& painter, const PlotContent& content, const PlotLayout& layout) {
  const QRectF& lane = layout.frame.lane;
  if (lane.isEmpty()) return;
  painter.setRenderHint(QPainter::Antialiasing, true);
  const double row = (lane.height() - 4) / static_cast<double>(std::max<std::size_t>(1, layout.shapes.size()));
  for (std::size_t i = 0; i < layout.shapes.size(); ++i) {
    const double y = lane.top() + 3 + row * (static_cast<double>(i) + 0.5);
    painter.setPen(QPen(content.curves[i].color, std::clamp(0.7 * row, 1.0, 3.0), Qt::SolidLine, Qt::FlatCap));
    for (const CurveShape::Span& span : layout.shapes[i].zeros)
      painter.drawLine(QPointF(span.from, y), QPointF(span.to, y));
  }
}

}  // namespace

double curveLabelWidth(const PlotCurve& curve) {
  if (!curve.symbol.isEmpty()) return MathText(curve.symbol, mathFont(TextSize::Small)).width();
  return QFontMetricsF(textFont(TextSize::Small)).horizontalAdvance(curve.name);
}

double curveLabelHeight() { return 1.15 * QFontMetricsF(textFont(TextSize::Small)).height(); }

PlotTexts plotTexts() {
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  return {.numberWidth = [metrics](const QString& text) { return metrics.horizontalAdvance(text); },
          .labelWidth = curveLabelWidth,
          .numberHeight = metrics.height(),
          .labelHeight = curveLabelHeight()};
}

void paintCurveLabel(QPainter& painter, const PlotCurve& curve, const QPointF& leftCentre) {
  const QFont font = textFont(TextSize::Small);
  const QFontMetricsF metrics(font);
  const QPointF baseline = leftCentre + QPointF(0, (metrics.ascent() - metrics.descent()) / 2);
  if (!curve.symbol.isEmpty()) {
    MathText(curve.symbol, mathFont(TextSize::Small)).paint(painter, baseline);
    return;
  }
  painter.setFont(font);
  painter.drawText(baseline, curve.name);
}

void paintCurves(QPainter& painter, const PlotContent& content, const PlotLayout& layout, const ThemeColors& colors) {
  const QRectF area = layout.frame.area.adjusted(0, -1, 1, 1);
  painter.save();
  if (painter.device()->devType() == QInternal::Picture) {
    painter.setClipRect(area);
    drawOutlines(painter, content, layout, colors);
  } else {
    painter.drawImage(area.topLeft(), rasterOf(content, layout, colors, area, painter.device()->devicePixelRatioF()));
  }
  painter.setClipRect(layout.axisRect());
  paintZeros(painter, content, layout);
  painter.restore();
}

void paintZeroLane(QPainter& painter, const PlotFrame& frame, const ThemeColors& colors) {
  if (frame.lane.isEmpty()) return;
  QColor ground = colors.groove;
  ground.setAlphaF(0.45F);
  painter.fillRect(frame.lane, ground);
  painter.setPen(QPen(colors.gridLine, 1));
  painter.drawLine(frame.lane.topLeft(), frame.lane.topRight());
  painter.setPen(colors.axisText);
  painter.setFont(numberFont(TextSize::Small));
  const QRectF number(frame.lane.left() - 106, frame.lane.top(), 100, frame.lane.height());
  painter.drawText(number, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("0"));
}

void paintEndLabels(QPainter& painter, const PlotContent& content, const PlotLayout& layout,
                    const ThemeColors& colors) {
  for (const PlotLayout::EndLabel& label : layout.endLabels) {
    const PlotCurve& curve = content.curves[label.curve];
    // What stands behind is fainter than a text may be.
    painter.setPen(curve.style == PlotCurve::Style::Band ? colors.mutedText : curve.color);
    paintCurveLabel(painter, curve, label.leftCentre);
  }
}

}  // namespace backscope
