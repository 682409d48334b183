#pragma once

#include <QRectF>
#include <QString>

#include "ui/theme/theme.h"

class QPainter;

namespace backscope {

/// Words where there are no curves yet, in the painter's pen and font; no grid line goes through them.
void paintHint(QPainter& painter, const QRectF& area, const QString& hint, const ThemeColors& colors);
/// What is being marked to zoom to.
void paintZoomMark(QPainter& painter, const QRectF& mark, const ThemeColors& colors);
/// The frame around a plot that has the keyboard's focus.
void paintPlotFocus(QPainter& painter, const QRectF& rect, const ThemeColors& colors);

}  // namespace backscope
