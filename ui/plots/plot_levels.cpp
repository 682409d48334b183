#include "ui/plots/plot_levels.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/fonts.h"

namespace backscope {

namespace {

/// Decades beyond the axis in which a level is still shown.
constexpr double kNear = 2;
constexpr double kTextGap = 4;

void paintLevel(QPainter& painter, const PlotLevel& level, double y, const PlotFrame& frame,
                const ThemeColors& colors) {
  painter.setPen(QPen(colors.warning, 1.25, Qt::DashLine));
  painter.drawLine(QPointF(frame.area.left(), y), QPointF(frame.area.right(), y));
  const QFontMetricsF metrics(painter.font());
  const QString text = metrics.elidedText(level.text, Qt::ElideRight, frame.area.width() - 2 * kTextGap);
  const bool isRoomBelow = y + metrics.height() <= frame.area.bottom();
  QRectF place(frame.area.left() + kTextGap, y + 1, metrics.horizontalAdvance(text), metrics.height());
  if (!isRoomBelow) place.moveBottom(y - 1);
  QColor ground = colors.card;
  ground.setAlphaF(0.85F);
  painter.fillRect(place.adjusted(-2, 0, 2, 0), ground);
  painter.setPen(colors.mutedText);
  painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text);
}

}  // namespace

PlotScale includingLevels(const PlotScale& scale, const std::vector<PlotLevel>& levels) {
  PlotScale wider = scale;
  if (scale.axis != ValueAxis::Log) return wider;
  for (const PlotLevel& level : levels) {
    const double decade = std::log10(level.value);
    if (decade < scale.low - kNear || decade > scale.high + kNear) continue;
    wider.low = std::min(wider.low, std::floor(decade));
    wider.high = std::max(wider.high, std::ceil(decade));
  }
  return wider;
}

void paintLevels(QPainter& painter, const std::vector<PlotLevel>& levels, const PlotFrame& frame,
                 const ThemeColors& colors) {
  if (frame.axis != ValueAxis::Log) return;
  painter.save();
  painter.setFont(textFont(TextSize::Small));
  for (const PlotLevel& level : levels) {
    const double decade = std::log10(level.value);
    if (decade >= frame.low && decade <= frame.high)
      paintLevel(painter, level, std::round(frame.yOfCoordinate(decade)) + 0.5, frame, colors);
  }
  painter.restore();
}

}  // namespace backscope
