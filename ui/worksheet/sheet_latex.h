#pragma once

#include <QString>

#include "ui/worksheet/sheet.h"

namespace backscope {

/// The sheet as a LaTeX document that needs nothing but article and amsmath, in ASCII alone.
QString sheetLatex(const Sheet& sheet);

}  // namespace backscope
