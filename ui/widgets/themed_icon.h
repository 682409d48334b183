#pragma once

#include <QColor>
#include <QPixmap>
#include <QString>

namespace backscope {

/// The resource :/icons/NAME.svg in one colour, `size` × `size` logical pixels; null where there is no such icon.
QPixmap themedIcon(const QString& name, const QColor& color, int size, double devicePixelRatio);

}  // namespace backscope
