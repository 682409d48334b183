#pragma once

#include <QString>
#include <cstdint>

#include "core/training/pass_instant.h"
#include "ui/worksheet/sheet.h"

namespace backscope {

enum class SheetKind { Solution, Worksheet, AnswerKey };

/// The instant's example as a sheet of this kind; see workedSolution().
Sheet makeSheet(SheetKind kind, const PassInstant& instant, const Session& session, std::int64_t iteration);

/// Whether a file of this name can be a sheet: .pdf, .tex or .txt, in any case of letters.
bool hasSheetSuffix(const QString& file);

/// Writes the sheet in the format that the name ends in. The file appears whole or not at all. A PDF needs an
/// application object. Returns the problem in a sentence, or an empty string.
QString writeSheet(const QString& file, const Sheet& sheet);

}  // namespace backscope
