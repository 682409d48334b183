#pragma once

#include <QByteArray>

#include "ui/worksheet/sheet.h"

namespace backscope {

/// The sheet as a PDF on A4, in the light theme's colours: each page with its heading and number, broken between lines
/// and never within a formula. Needs an application object for its fonts. The same sheet gives the same bytes.
QByteArray sheetPdf(const Sheet& sheet);

}  // namespace backscope
