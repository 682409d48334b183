#pragma once

#include <QRectF>
#include <QString>

class QPainter;

namespace backscope {

/// The height of small text in lines no wider than the room; where it would be higher, that of the lines that fit.
double wrappedHeight(const QString& text, const QSizeF& room);

/// Small text, centred in lines; what does not fit is left out in whole lines, with an ellipsis. In the painter's pen,
/// which has the font textFont(TextSize::Small).
void paintWrapped(QPainter& painter, const QRectF& rect, const QString& text);
/// Where that is.
QRectF wrappedBounds(const QRectF& rect, const QString& text);

}  // namespace backscope
