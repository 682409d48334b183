#pragma once

#include <QSize>
#include <QString>
#include <functional>

class QPainter;

namespace backscope {

/// Paints into a .png, .svg or .pdf file: `size` pixels, of which a png has `scale` times as many in each direction.
/// The same painting gives the same bytes. The file appears whole or not at all. Returns the problem in a sentence, or
/// an empty string.
QString writeFigure(const QString& file, const QSize& size, double scale, const std::function<void(QPainter&)>& paint);

}  // namespace backscope
