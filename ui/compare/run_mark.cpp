#include "ui/compare/run_mark.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "core/session/session.h"
#include "ui/theme/fonts.h"

namespace backscope {

QColor runColor(const ThemeColors& colors, int place) {
  constexpr int kClasses = 8;
  switch (place) {
    case 0:
      return colors.backward;
    case 1:
      return colors.forward;
    case 2:
      return classColor(colors, 5, kClasses);
    default:
      return classColor(colors, 4, kClasses);
  }
}

PlotCurve::Style runStyle(int place) {
  using Style = PlotCurve::Style;
  return place == 0   ? Style::Line
         : place == 1 ? Style::DashedLine
         : place == 2 ? Style::DottedLine
                      : Style::DashDottedLine;
}

int runPlace(const QString& letter) {
  return letter.isEmpty() ? 0 : std::clamp(letter.front().unicode() - u'A', 0, kMaxCompared);
}

double runChipSide() { return std::ceil(1.25 * QFontMetricsF(textFont(TextSize::Small)).height()); }

void paintRunChip(QPainter& painter, const QRectF& rect, int place, bool isPresent, const ThemeColors& colors) {
  const QColor color = runColor(colors, place);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(color, 1.5));
  painter.setBrush(isPresent ? QBrush(color) : QBrush(Qt::NoBrush));
  painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4);
  painter.setPen(isPresent ? colors.accentText : color);
  painter.setFont(textFont(TextSize::Small, QFont::DemiBold));
  painter.drawText(rect, Qt::AlignCenter, runLetter(place));
}

}  // namespace backscope
