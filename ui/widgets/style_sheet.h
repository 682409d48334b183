#pragma once

#include <QString>

#include "ui/theme/theme.h"

namespace backscope {

/// What stock widgets (boxes, lists, menus, tabs, scroll bars) need beside the palette to look like the rest. For the
/// window; its icons are resources.
QString styleSheetOf(const ThemeColors& colors);

}  // namespace backscope
