#include "ui/views/gradient_check_plot.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

constexpr double kGap = 6;
constexpr double kDot = 2.4;
constexpr double kBest = 5;
/// Decades of ε beside the best point in which both causes mix.
constexpr double kMixed = 1;

bool isZero(const DifferencePoint& point) { return point.error == 0; }

void fitDecades(CheckPlotLayout& layout, const DifferenceCurve& curve) {
  ValueExtent extent;
  for (const DifferencePoint& point : curve.points) extent.include(point.error);
  const PlotScale scale = roundOutwards(extent, ValueAxis::Log);
  if (!(extent.lowPositive > 0)) return;
  // Errors that are all alike do not lie on the axis.
  layout.low = std::min(scale.low, scale.high - 2);
  layout.high = scale.high;
}

/// error = c ε^slope, c being the median of the points' own.
std::optional<QLineF> slopeThrough(const CheckPlotLayout& layout, const std::vector<DifferencePoint>& points,
                                   double slope) {
  std::vector<double> offsets;
  for (const DifferencePoint& point : points)
    if (point.error > 0 && std::isfinite(point.error) && !point.crossesKink)
      offsets.push_back(std::log10(point.error) - slope * std::log10(point.epsilon));
  if (offsets.size() < 4) return std::nullopt;
  std::ranges::sort(offsets);
  const double offset = offsets[offsets.size() / 2];
  const auto placeAt = [&layout, slope, offset](double error) {
    return QPointF(layout.xAt((error - offset) / slope), layout.yAt(error));
  };
  return QLineF(placeAt(layout.low), placeAt(layout.high));
}

void placeSlopes(CheckPlotLayout& layout, const DifferenceCurve& curve) {
  const double best = std::log10(curve.points[curve.best].epsilon);
  std::vector<DifferencePoint> wide;
  std::vector<DifferencePoint> narrow;
  for (const DifferencePoint& point : curve.points) {
    const double decade = std::log10(point.epsilon);
    if (decade > best + kMixed) wide.push_back(point);
    if (decade < best - kMixed) narrow.push_back(point);
  }
  layout.truncation = slopeThrough(layout, wide, 2);
  layout.rounding = slopeThrough(layout, narrow, -1);
}

/// What of the line's middle is within the area, where its name can stand.
QPointF placeOn(const QLineF& line, double y) {
  const double share = (y - line.y1()) / (line.y2() - line.y1());
  return {line.x1() + share * (line.x2() - line.x1()), y};
}

}  // namespace

CheckPlotLayout layoutCheckPlot(const DifferenceCurve& curve, const QSizeF& size, const CheckPlotTexts& texts) {
  CheckPlotLayout layout;
  fitDecades(layout, curve);
  const double lane = std::ranges::any_of(curve.points, isZero) ? texts.lineHeight : 0;
  const double left = texts.tickWidth + kGap;
  // Half of the highest number stands above the area; below it are the numbers of ε, and what they are.
  const double top = texts.lineHeight / 2;
  const double bottom = std::max(top + 10, size.height() - 2 * texts.lineHeight - 6 - lane);
  layout.area = QRectF(QPointF(left, top), QPointF(std::max(left + 10, size.width() - texts.tickWidth / 2), bottom));
  if (lane > 0) layout.lane = QRectF(layout.area.left(), bottom, layout.area.width(), lane);
  layout.epsilonTicks = logTicks(layout.narrowest, layout.widest,
                                 std::max(2, static_cast<int>(layout.area.width() / (1.3 * texts.tickWidth)) + 1));
  layout.errorTicks =
      logTicks(layout.low, layout.high, std::max(2, static_cast<int>(layout.area.height() / (1.4 * texts.lineHeight))));
  for (const DifferencePoint& point : curve.points) {
    const double x = layout.xAt(std::log10(point.epsilon));
    if (std::isnan(point.error))
      layout.points.emplace_back();
    else
      layout.points.emplace_back(QPointF(
          x, isZero(point) ? layout.lane.center().y() : layout.yAt(std::min(layout.high, std::log10(point.error)))));
  }
  if (!curve.points.empty()) placeSlopes(layout, curve);
  return layout;
}

GradientCheckPlot::GradientCheckPlot(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Error of the difference over ε"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void GradientCheckPlot::setCurve(std::optional<DifferenceCurve> curve) {
  m_curve = std::move(curve);
  if (m_curve && !m_curve->points.empty()) {
    const DifferencePoint& best = m_curve->points[m_curve->best];
    setAccessibleDescription(tr("Relative error %1 at ε = 10⁻¹, %2 at the best, ε = %3, and %4 at ε = 10⁻¹².")
                                 .arg(formatTwoDigits(m_curve->points.front().error), formatTwoDigits(best.error),
                                      formatTwoDigits(best.epsilon), formatTwoDigits(m_curve->points.back().error)));
  } else {
    setAccessibleDescription({});
  }
  update();
}

CheckPlotLayout GradientCheckPlot::currentLayout() const {
  const QFontMetricsF numbers(numberFont(TextSize::Small));
  return layoutCheckPlot(
      m_curve.value_or(DifferenceCurve{}), QSizeF(size()),
      {.lineHeight = numbers.height(), .tickWidth = numbers.horizontalAdvance(formatPowerOfTen(-10))});
}

QSize GradientCheckPlot::sizeHint() const { return minimumSizeHint() + QSize(120, 60); }

QSize GradientCheckPlot::minimumSizeHint() const {
  const QFontMetricsF numbers(numberFont(TextSize::Small));
  return QSizeF(4 * numbers.horizontalAdvance(formatPowerOfTen(-10)), 4.5 * numbers.height()).toSize();
}

void GradientCheckPlot::paintEvent(QPaintEvent*) {
  if (!m_curve) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const CheckPlotLayout layout = currentLayout();
  paintAxes(painter, layout);
  paintHints(painter, layout);
  paintPoints(painter, layout);
}

void GradientCheckPlot::paintAxes(QPainter& painter, const CheckPlotLayout& layout) const {
  const ThemeColors& colors = Theme::instance().colors();
  painter.setFont(numberFont(TextSize::Small));
  const QFontMetricsF metrics(painter.font());
  const double bottom = layout.lane.isNull() ? layout.area.bottom() : layout.lane.bottom();
  const auto paintNumber = [&](double y, const QString& label) {
    painter.setPen(colors.axisText);
    painter.drawText(QPointF(layout.area.left() - kGap - metrics.horizontalAdvance(label),
                             y + metrics.ascent() / 2 - metrics.descent() / 2),
                     label);
  };
  for (const AxisTick& tick : layout.errorTicks) {
    const double y = std::round(layout.yAt(tick.coordinate)) + 0.5;
    painter.setPen(QPen(colors.gridLine, 1));
    painter.drawLine(QPointF(layout.area.left(), y), QPointF(layout.area.right(), y));
    paintNumber(y, tick.label);
  }
  if (!layout.lane.isNull()) {
    QColor ground = colors.groove;
    ground.setAlphaF(0.45F);
    painter.fillRect(layout.lane, ground);
    paintNumber(layout.lane.center().y(), QStringLiteral("0"));
  }
  for (const AxisTick& tick : layout.epsilonTicks) {
    const double x = layout.xAt(tick.coordinate);
    painter.setPen(QPen(colors.gridLine, 1));
    painter.drawLine(QPointF(x, layout.area.top()), QPointF(x, bottom));
    painter.setPen(colors.axisText);
    painter.drawText(QPointF(x - metrics.horizontalAdvance(tick.label) / 2, bottom + 4 + metrics.ascent()), tick.label);
  }
  painter.setFont(textFont(TextSize::Small));
  painter.setPen(colors.mutedText);
  const QRectF caption(0, bottom + 4 + metrics.height(), width(), metrics.height());
  const QString whole = tr("relative error over ε, narrower to the left");
  const bool isWide = QFontMetricsF(painter.font()).horizontalAdvance(whole) <= width();
  painter.drawText(caption, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip,
                   isWide ? whole : tr("error over ε (falls ←)"));
}

/// Why the error rises: the names stand inside the V.
void GradientCheckPlot::paintHints(QPainter& painter, const CheckPlotLayout& layout) const {
  const ThemeColors& colors = Theme::instance().colors();
  painter.setFont(textFont(TextSize::Small));
  const QFontMetricsF metrics(painter.font());
  painter.save();
  painter.setClipRect(layout.area);
  painter.setPen(QPen(colors.mutedText, 1, Qt::DashLine));
  if (layout.truncation) painter.drawLine(*layout.truncation);
  if (layout.rounding) painter.drawLine(*layout.rounding);
  painter.restore();
  painter.setPen(colors.mutedText);
  const double first = layout.area.top() + metrics.height();
  const QPointF from = layout.rounding ? placeOn(*layout.rounding, first) : QPointF();
  const QPointF to = layout.truncation ? placeOn(*layout.truncation, first + metrics.height()) : QPointF();
  const double left = std::max(layout.area.left(), from.x()) + kGap;
  const double right = layout.truncation ? std::min(layout.area.right(), to.x()) - kGap : layout.area.right();
  const auto fitting = [&](const QString& whole, const QString& brief) {
    return metrics.horizontalAdvance(whole) <= right - left ? whole : brief;
  };
  if (layout.rounding) painter.drawText(QPointF(left, first), fitting(tr("∼ 1/ε: digits are lost"), tr("∼ 1/ε")));
  if (!layout.truncation) return;
  const QString name = fitting(tr("∼ ε²: curvature is left out"), tr("∼ ε²"));
  painter.drawText(QPointF(right - metrics.horizontalAdvance(name), to.y()), name);
}

void GradientCheckPlot::paintPoints(QPainter& painter, const CheckPlotLayout& layout) const {
  const ThemeColors& colors = Theme::instance().colors();
  for (std::size_t k = 0; k < layout.points.size(); ++k) {
    if (!layout.points[k]) continue;
    const QPointF at = *layout.points[k];
    if (m_curve->points[k].crossesKink) {
      // A cross: this difference mixes both sides of a corner.
      painter.setPen(QPen(colors.warning, 1.6));
      painter.drawLine(at + QPointF(-kDot, -kDot), at + QPointF(kDot, kDot));
      painter.drawLine(at + QPointF(-kDot, kDot), at + QPointF(kDot, -kDot));
    } else {
      painter.setPen(Qt::NoPen);
      painter.setBrush(colors.backward);
      painter.drawEllipse(at, kDot, kDot);
    }
  }
  if (!layout.points[m_curve->best]) return;
  painter.setPen(QPen(colors.text, 1.6));
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(*layout.points[m_curve->best], kBest, kBest);
}

void GradientCheckPlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) updateGeometry();
}

}  // namespace backscope
