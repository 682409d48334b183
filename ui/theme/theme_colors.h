#pragma once

#include <QPalette>

#include "ui/theme/theme.h"

namespace backscope {

/// The two sets of colours. Text has at least 4.5:1 on card and window, marks and the ends of the field at least 3:1 on
/// the card (WCAG 2.1, 1.4.3 and 1.4.11); tests/ui/theme measures it.
ThemeColors lightColors();
ThemeColors darkColors();

/// The palette that makes stock widgets look like the theme.
QPalette paletteOf(const ThemeColors& colors);

}  // namespace backscope
