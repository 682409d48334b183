#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/session/session.h"
#include "core/training/pass_cursor.h"
#include "ui/formula/formula.h"

namespace backscope {

/// One quantity worked out: left = right = numbers = value.
struct PassLine {
  Formula left;
  Formula right;                ///< in symbols; empty where the headline says it already
  Formula numbers;              ///< the same with the numbers put in; empty where there is nothing to work out
  std::optional<double> value;  ///< nothing for a vector or matrix, and for an ellipsis in place of more lines
  TermRef subject;              ///< what the value is
};

/// What the step taken last computes, in symbols and in numbers.
struct PassText {
  PassPhase phase = PassPhase::Forward;
  QString title;                     ///< in words: "Delta of unit 1 in layer 1"
  std::vector<Formula> symbols;      ///< the notes' formulas for this kind of step, with this unit's indices
  std::vector<PassLine> lines;       ///< in the order of computing; a hidden δ has its two factors first
  QString finding;                   ///< which factor makes a δ small, if one does
  QString note;                      ///< what else there is to know about the formula
  std::vector<PassLine> lossChange;  ///< after the update: ℓ before, ℓ after, the difference
};

/// As many lines of one kind as the screen has room for.
inline constexpr int kMostPassLines = 4;

/// The step taken last, of this size: one unit's line, or where it is wider a whole layer's. In the notation in force.
/// An empty text at the very start. `session` is the one that is being trained: its network, loss
/// and training settings are those of the instant.
///
/// Every number is one of the instant's. Worked out here are only: Σ_k w_kj δ_k, in the kernels' order; the gradient
/// with the penalties' share and adam's corrected averages, as the update's formulas say; and ℓ's difference.
/// Of more than `mostLines` lines of a kind the rest is an ellipsis.
PassText passTextFor(const PassInstant& instant, const Session& session, StepSize size = StepSize::Unit,
                     int mostLines = kMostPassLines);

/// The line as one formula, its result bold: h′(a₁⁽¹⁾) = 1 − (z₁⁽¹⁾)² = 1 − 0.6012² = 0.6386.
Formula workedFormula(const PassLine& line);

/// All of it in words and plain formulas, one to a line, for screen readers and to copy.
QString plainText(const PassText& text);

}  // namespace backscope
