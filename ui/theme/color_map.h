#pragma once

#include <QImage>
#include <span>

#include "ui/theme/theme.h"

namespace backscope {

/// Maps low…mid…high to the field colours negative…zero…positive; beyond the ends the end colours; NaN is transparent,
/// so that the view can hatch it. A field in ±1 uses {-1, 0, 1}, one in 0…1 {0, 0.5, 1}.
struct FieldScale {
  double low = -1;
  double mid = 0;
  double high = 1;
};

QRgb fieldColor(const ThemeColors& colors, const FieldScale& scale, float value);

/// An image of rows × columns values, one pixel each, top row first. values.size() == rows · columns.
QImage fieldImage(const ThemeColors& colors, const FieldScale& scale, std::span<const float> values, int rows,
                  int columns);

}  // namespace backscope
