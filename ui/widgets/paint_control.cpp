#include "ui/widgets/paint_control.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace backscope {

void paintControlPanel(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& border) {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(border.alpha() == 0 ? QPen(Qt::NoPen) : QPen(border));
  painter.setBrush(fill);
  painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), kControlRadius, kControlRadius);
}

void paintFocusRing(QPainter& painter, const QRectF& rect, double radius) {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(Theme::instance().colors().accent, 2));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius);
}

}  // namespace backscope
