#pragma once

#include <QRectF>

class QColor;
class QPainter;

namespace backscope {

/// Corner radius of buttons, boxes and switches.
inline constexpr double kControlRadius = 6;

/// A rounded rectangle whose border lies on whole pixels; without a border where that colour is transparent.
void paintControlPanel(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& border);

/// The ring around the control that has the keyboard's focus.
void paintFocusRing(QPainter& painter, const QRectF& rect, double radius = kControlRadius);

}  // namespace backscope
