#pragma once

#include <QString>

#include "core/session/session.h"
#include "core/training/pass_instant.h"
#include "ui/formula/pass_formula.h"

namespace backscope {

/// What there is to say about a number that a student has worked out.
struct Answer {
  enum class Verdict {
    Right,
    TooFewDigits,  ///< right as far as it goes, but the screen shows more digits
    Named,         ///< wrong, and it is known what it would have been
    Wrong,
    NoNumber
  };
  Verdict verdict = Verdict::NoNumber;
  QString text;  ///< a sentence; empty where the answer is right
};

/// The largest distance from `value` that still counts as right: half a unit of the last digit that formatNumber()
/// shows.
double shownTolerance(double value);

/// Judges an entry for the line's value. A wrong one is compared with what common slips would give (slipsOf()), then
/// with the other quantities of the passes.
Answer judge(const QString& entry, const PassLine& line, const PassInstant& instant, const Session& session);

/// Whether a line's value is one to be worked out: what is given or only copied is not.
bool isAsked(const PassLine& line);

}  // namespace backscope
