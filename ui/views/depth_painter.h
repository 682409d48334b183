#pragma once

#include <optional>

#include "ui/views/depth_layout.h"

class QPainter;

namespace backscope {

/// What of the chart is pointed at, and whether it has the keyboard.
struct DepthFocus {
  std::optional<DepthPlace> current;
  bool isKeyboardHere = false;
};

/// The sizes of the chart's texts with the fonts in force.
DepthTexts depthTexts();

/// The activation whose curve stands out, and the depth whose ratios stand beside the names.
DepthPlace shownPlace(const DepthPicture& picture, const DepthFocus& focus);

DepthLayout layoutDepthFor(const DepthPicture& picture, const QRectF& rect, const DepthFocus& focus);

void paintDepth(QPainter& painter, const DepthPicture& picture, const DepthLayout& layout, const DepthFocus& focus);

/// The whole chart with its sentence on the theme's card, for a file of this size.
void paintDepthFigure(QPainter& painter, const DepthPicture& picture, const QSizeF& size);

}  // namespace backscope
