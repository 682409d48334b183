#include "ui/plots/plot_overlays.h"

#include <QPainter>

#include "ui/plots/wrapped_text.h"

namespace backscope {

void paintHint(QPainter& painter, const QRectF& area, const QString& hint, const ThemeColors& colors) {
  painter.fillRect(wrappedBounds(area, hint).adjusted(-6, -2, 6, 2), colors.card);
  paintWrapped(painter, area, hint);
}

void paintZoomMark(QPainter& painter, const QRectF& mark, const ThemeColors& colors) {
  QColor fill = colors.accent;
  fill.setAlphaF(0.15F);
  painter.setPen(QPen(colors.accent, 1));
  painter.setBrush(fill);
  painter.drawRect(mark);
}

void paintPlotFocus(QPainter& painter, const QRectF& rect, const ThemeColors& colors) {
  painter.setPen(QPen(colors.accent, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

}  // namespace backscope
