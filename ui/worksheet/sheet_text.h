#pragma once

#include <QString>

#include "ui/worksheet/sheet.h"

namespace backscope {

/// The sheet as plain text in UTF-8's characters, a line for each formula.
QString sheetText(const Sheet& sheet);

}  // namespace backscope
