// How the canvas of the slopes is painted, step by step.
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/field_painting.h"
#include "ui/views/slope_canvas.h"
#include "ui/views/slope_text.h"

namespace backscope {

namespace {

constexpr double kDotRadius = 3.5;
constexpr double kLeastDotRadius = 2.75;
constexpr double kManyDots = 320;  ///< beyond which they get smaller
constexpr double kRing = 6;
constexpr double kCurveWidth = 2;
constexpr double kEndMark = 2.5;  ///< where a curve jumps
constexpr double kBinWidth = 4;   ///< pixels
constexpr double kBoxMargin = 6;

double dotRadius(std::size_t dots) {
  const double crowding = std::sqrt(kManyDots / static_cast<double>(std::max<std::size_t>(1, dots)));
  return std::round(4 * std::clamp(kDotRadius * crowding, kLeastDotRadius, kDotRadius)) / 4;
}

QString nameOf(SlopeCurve curve) {
  return (curve == SlopeCurve::Value ? QStringLiteral("h(%1)") : QStringLiteral("h′(%1)")).arg(aLetter());
}

/// h belongs to the pass forwards, h′ to the one back.
QColor colorOf(const ThemeColors& colors, SlopeCurve curve) {
  return curve == SlopeCurve::Value ? colors.forward : colors.backward;
}

}  // namespace

void SlopeCanvas::paintEvent(QPaintEvent*) {
  if (!m_snapshot) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const SlopeLayout layout = currentLayout();
  for (const SlopeCurve curve : {SlopeCurve::Value, SlopeCurve::Slope}) {
    paintGround(painter, layout, curve);
    paintAxes(painter, layout, curve);
    paintCounts(painter, layout, curve);
    paintCurve(painter, layout, curve);
    if (curve == SlopeCurve::Slope) paintGroundNames(painter, layout);
    paintDots(painter, layout, curve);
    paintRings(painter, layout, curve);
  }
  paintReading(painter, layout);
}

/// Where it is saturated.
void SlopeCanvas::paintGround(QPainter& painter, const SlopeLayout& layout, SlopeCurve curve) const {
  for (const QRectF& ground : saturatedGrounds(layout, curve))
    painter.fillRect(ground, Theme::instance().colors().groove);
}

/// Above the curve: there h′ is small.
void SlopeCanvas::paintGroundNames(QPainter& painter, const SlopeLayout& layout) const {
  const ThemeColors& colors = Theme::instance().colors();
  painter.setFont(textFont(TextSize::Small));
  painter.setPen(colors.mutedText);
  const QFontMetricsF metrics(painter.font());
  const QString word = tr("saturated");
  const QSizeF size(metrics.horizontalAdvance(word) + 6, metrics.height());
  for (const QRectF& ground : saturatedGrounds(layout, SlopeCurve::Slope)) {
    const QRectF place(QPointF(ground.center().x() - size.width() / 2, ground.top() + 2), size);
    if (size.width() > ground.width() || place.bottom() > layout.slope.yAt(0) - size.height()) continue;
    painter.fillRect(place, colors.groove);
    painter.drawText(place, Qt::AlignCenter, word);
  }
}

void SlopeCanvas::paintAxes(QPainter& painter, const SlopeLayout& layout, SlopeCurve curve) const {
  const ThemeColors& colors = Theme::instance().colors();
  const SlopePlot& plot = layout.plot(curve);
  const MathText name(nameOf(curve), mathFont(TextSize::Small));
  painter.setPen(colorOf(colors, curve));
  name.paint(painter, QPointF(plot.head.left(), plot.head.top() + name.ascent()));
  painter.setFont(numberFont(TextSize::Small));
  const QFontMetricsF metrics(painter.font());
  for (const AxisTick& tick : plot.ticks) {
    const double y = std::round(plot.yAt(tick.coordinate)) + 0.5;
    painter.setPen(QPen(tick.coordinate == 0 ? colors.zero : colors.gridLine, 1));
    painter.drawLine(QPointF(plot.area.left(), y), QPointF(plot.area.right(), y));
    painter.setPen(colors.axisText);
    painter.drawText(QPointF(plot.area.left() - 5 - metrics.horizontalAdvance(tick.label),
                             y + metrics.ascent() / 2 - metrics.descent() / 2),
                     tick.label);
  }
  for (const AxisTick& tick : layout.ticks) {
    const double x = std::round(layout.xAt(curve, tick.coordinate)) + 0.5;
    painter.setPen(QPen(tick.coordinate == 0 ? colors.zero : colors.gridLine, 1));
    painter.drawLine(QPointF(x, plot.area.top()), QPointF(x, plot.area.bottom()));
  }
  if (!plot.strip.isNull()) paintNumbersOfA(painter, layout, curve);
}

void SlopeCanvas::paintNumbersOfA(QPainter& painter, const SlopeLayout& layout, SlopeCurve curve) const {
  const ThemeColors& colors = Theme::instance().colors();
  const SlopePlot& plot = layout.plot(curve);
  const QFontMetricsF metrics(painter.font());
  const double baseline = plot.strip.bottom() + 4 + metrics.ascent();
  painter.setPen(colors.axisText);
  for (const AxisTick& tick : layout.ticks) {
    const double width = metrics.horizontalAdvance(tick.label);
    // The last one leaves the letter its place.
    const double left = std::min(layout.xAt(curve, tick.coordinate) - width / 2, plot.area.right() + 3 - width);
    painter.drawText(QPointF(left, baseline), tick.label);
  }
  const MathText letter(letterMarkup(), mathFont(TextSize::Small));
  painter.setPen(colors.text);
  letter.paint(painter, QPointF(plot.side.left() + 2, baseline));
}

void SlopeCanvas::paintCurve(QPainter& painter, const SlopeLayout& layout, SlopeCurve curve) const {
  const ThemeColors& colors = Theme::instance().colors();
  const SlopePlot& plot = layout.plot(curve);
  const QColor color = colorOf(colors, curve);
  painter.setPen(QPen(color, kCurveWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  std::vector<QPolygonF> pieces =
      curvePieces(curve, sample().activation, layout.range, std::max(16, static_cast<int>(plot.area.width())));
  for (QPolygonF& piece : pieces) {
    for (QPointF& point : piece) point = QPointF(layout.xAt(curve, point.x()), plot.yAt(point.y()));
    painter.drawPolyline(piece);
  }
  // What is taken at the jump is filled.
  for (std::size_t k = 1; k < pieces.size(); ++k) {
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(color);
    painter.drawEllipse(pieces[k - 1].back(), kEndMark, kEndMark);
    painter.setBrush(colors.card);
    painter.drawEllipse(pieces[k].front(), kEndMark, kEndMark);
  }
}

/// Dots of one kind on one pixel are painted once: a pile of them costs no more than one.
void SlopeCanvas::paintDots(QPainter& painter, const SlopeLayout& layout, SlopeCurve curve) {
  const ThemeColors& colors = Theme::instance().colors();
  const double ratio = devicePixelRatioF();
  const double radius = dotRadius(sample().dots.size());
  if (!m_sprites || m_sprites->radius() != radius || m_sprites->devicePixelRatio() != ratio)
    m_sprites.emplace(colors, radius, ratio);
  const double target = m_classCount > 1 ? 1 : largestTarget(*m_snapshot->data);
  std::unordered_set<std::uint64_t> taken;
  for (const SlopeDot& dot : sample().dots) {
    const std::optional<QPointF> at = placeOf(layout, curve, dot);
    if (!at) continue;
    const PointMark mark = exampleMark(colors, *m_snapshot->data, dot.example, {-target, 0, target});
    const auto x = static_cast<std::uint64_t>(std::llround(at->x() * ratio)) & 0xfffffU;
    const auto y = static_cast<std::uint64_t>(std::llround(at->y() * ratio)) & 0xfffffU;
    if (taken.insert(x << 44U | y << 24U | (mark.fill.rgb() & 0xffffffU)).second) m_sprites->paint(painter, *at, mark);
  }
}

void SlopeCanvas::paintCounts(QPainter& painter, const SlopeLayout& layout, SlopeCurve curve) {
  const SlopePlot& plot = layout.plot(curve);
  const auto valuesOf = [this](double SlopeDot::*member) {
    std::vector<double> values;
    for (const SlopeDot& dot : sample().dots) values.push_back(dot.*member);
    return values;
  };
  const auto binsFor = [](double pixels) { return std::max(1, static_cast<int>(pixels / kBinWidth)); };
  const bool isValue = curve == SlopeCurve::Value;
  const ClassCounts beside = countByClass(valuesOf(isValue ? &SlopeDot::z : &SlopeDot::slope), m_classes, m_classCount,
                                          plot.values, binsFor(plot.side.height()));
  paintBars(painter, beside, isValue ? 1 : 2, plot.side, Qt::Horizontal);
  if (plot.strip.isNull()) return;
  const ClassCounts below =
      countByClass(valuesOf(&SlopeDot::a), m_classes, m_classCount, layout.range, binsFor(plot.strip.width()));
  paintBars(painter, below, 0, plot.strip, Qt::Vertical);
}

void SlopeCanvas::paintBars(QPainter& painter, const ClassCounts& counts, std::size_t top, const QRectF& rect,
                            Qt::Orientation bars) {
  const ThemeColors& colors = Theme::instance().colors();
  m_tops[top] = topShare(counts.largestShare(), m_tops[top]);
  painter.setPen(QPen(colors.axisText, 1));
  painter.drawLine(bars == Qt::Vertical ? rect.bottomLeft() + QPointF(0, 0.5) : rect.topLeft() - QPointF(0.5, 0),
                   bars == Qt::Vertical ? rect.bottomRight() + QPointF(0, 0.5) : rect.bottomLeft() - QPointF(0.5, 0));
  for (const ClassBar& bar : classBars(counts, *m_tops[top], rect, bars))
    painter.fillRect(bar.rect, m_classCount > 1 ? classColor(colors, bar.classIndex, m_classCount) : colors.zero);
}

/// The traced example, and what is pointed at, with a line at its a.
void SlopeCanvas::paintRings(QPainter& painter, const SlopeLayout& layout, SlopeCurve curve) const {
  const ThemeColors& colors = Theme::instance().colors();
  const auto paintRing = [&](const SlopeDot& dot, double radius) {
    const std::optional<QPointF> at = placeOf(layout, curve, dot);
    if (!at) return;
    for (const auto& [color, width] : {std::pair{colors.card, 4.0}, std::pair{colors.text, 1.8}}) {
      painter.setPen(QPen(color, width));
      painter.setBrush(Qt::NoBrush);
      painter.drawEllipse(*at, radius, radius);
    }
  };
  painter.save();
  painter.setClipRect(layout.plot(curve).area.adjusted(-kRing, -kRing, kRing, kRing));
  for (const SlopeDot& dot : presentDots()) paintRing(dot, kRing);
  painter.restore();
  const std::optional<SlopeDot> dot = pointed();
  if (!dot || !std::isfinite(dot->a)) return;
  const double x = layout.xAt(curve, dot->a);
  const SlopePlot& plot = layout.plot(curve);
  painter.setPen(QPen(colors.text, 1, Qt::DotLine));
  painter.drawLine(QPointF(x, plot.area.top()), QPointF(x, std::max(plot.area.bottom(), plot.strip.bottom())));
  paintRing(*dot, kRing);
}

/// The numbers of the dot that is pointed at, beside it on the curve of h.
void SlopeCanvas::paintReading(QPainter& painter, const SlopeLayout& layout) const {
  const std::optional<SlopeDot> dot = pointed();
  if (!dot) return;
  const std::optional<QPointF> at = placeOf(layout, SlopeCurve::Value, *dot);
  if (!at) return;
  const ThemeColors& colors = Theme::instance().colors();
  painter.setFont(numberFont(TextSize::Small));
  const QFontMetricsF metrics(painter.font());
  const QStringList lines = dotLines(*dot);
  double width = 0;
  for (const QString& line : lines) width = std::max(width, metrics.horizontalAdvance(line));
  const QSizeF size(width + 2 * kBoxMargin, metrics.height() * static_cast<double>(lines.size()) + kBoxMargin);
  const bool isRight = at->x() + 14 + size.width() <= layout.value.side.right();
  QRectF box(QPointF(isRight ? at->x() + 14 : at->x() - 14 - size.width(), at->y() - size.height() / 2), size);
  box.moveTop(std::clamp(box.top(), 0.0, std::max(0.0, height() - size.height())));
  box.moveLeft(std::max(0.0, box.left()));
  painter.setPen(QPen(colors.controlBorder, 1));
  painter.setBrush(colors.card);
  painter.drawRoundedRect(box, 4, 4);
  painter.setPen(colors.text);
  for (qsizetype k = 0; k < lines.size(); ++k)
    painter.drawText(QPointF(box.left() + kBoxMargin,
                             box.top() + kBoxMargin / 2 + metrics.ascent() + static_cast<double>(k) * metrics.height()),
                     lines[k]);
}

}  // namespace backscope
