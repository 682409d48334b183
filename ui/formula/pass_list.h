#pragma once

#include <QString>
#include <vector>

#include "core/session/session.h"
#include "core/training/pass_cursor.h"
#include "ui/formula/formula.h"

namespace backscope {

/// One line of the algorithm for a whole layer, in the list of an example's passes.
struct PassRow {
  enum class State { Done, Current, ToCome };

  PassPhase phase = PassPhase::Forward;
  PassStepKind kind = PassStepKind::Input;
  int layer = 0;
  Formula formula;  ///< a^(1), z^(1) or δ^(2) = −(y − ŷ)
  State state = State::ToCome;
  int firstStep = 0;  ///< its steps in PassInstant::steps
  int endStep = 0;    ///< behind the last of them
};

/// All rows of the instant's example, in order. The one that holds the step taken last is the current one; at the very
/// start there is none.
std::vector<PassRow> passRowsFor(const PassInstant& instant, const Session& session);

/// The index of the current row, or −1: where the list has to be scrolled to.
int currentRow(const std::vector<PassRow>& rows);

/// The row and its state in words, for screen readers: "δ⁽²⁾ = −(y − ŷ), backward, done".
QString accessibleText(const PassRow& row);

/// "forward", "loss", "backward" or "update".
QString phaseName(PassPhase phase);

/// The current row among those of its phase, counted from 1: "backward 3 of 6". Empty at the very start.
QString progressText(const std::vector<PassRow>& rows);

}  // namespace backscope
