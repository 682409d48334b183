#pragma once

#include <QStringList>

#include "tests/layering/source_text.h"

namespace backscope::layering {

/// How long a file may be, in lines.
inline constexpr int kLongestFile = 400;

/// Everything in `source` that the architecture forbids, a line each: "core/a.cpp:3: includes <QString>: core knows no
/// Qt".
QStringList problemsOf(const SourceText& source);

/// Those of the top level's entries that have no place there. Entries whose name begins with a dot, and what a build
/// leaves, always have.
QStringList misplacedAtTopLevel(const QStringList& entries);

}  // namespace backscope::layering
