#pragma once

#include <QColor>
#include <QImage>

#include "ui/views/network_layout.h"

namespace backscope {

/// Draws an anti-aliased curve of this width over the image, straight into its pixels: some twenty times as fast as
/// stroking a path, so that a network's edges can be drawn anew for every frame. The curve's x must not run backwards,
/// which holds for edges.
///
/// Coordinates and width are in the image's device-independent pixels; it must have the format ARGB32_Premultiplied.
void drawCurve(QImage& image, const EdgeCurve& curve, double width, const QColor& color);

}  // namespace backscope
