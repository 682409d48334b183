#pragma once

#include <QString>
#include <QStringList>

#include "core/sweep/start_summary.h"

namespace backscope {

/// "solved", "stuck", "diverged", as words on screen.
QString nameText(StartEnd end);

/// "81.2 % (78.7 to 83.5)": a share and the interval that holds the true one with 95% confidence.
QString shareText(const ShareInterval& share);

/// A plateau's Σℓ: as a fraction with a denominator of up to 4 where it is one, such as 1/3.
QString plateauLevelText(double level);

/// A sentence: where a plateau is and how many starts stand on it.
QString plateauText(const StartSummary::Plateau& plateau);

/// A sentence: how soon half of the solved starts were; empty where none is.
QString neededText(const StartSummary& summary);

/// All of a summary, a sentence a line.
QStringList startsSummaryLines(const StartSummary& summary);

}  // namespace backscope
