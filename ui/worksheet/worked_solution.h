#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <vector>

#include "core/session/session.h"
#include "core/training/pass_instant.h"
#include "ui/formula/pass_formula.h"

namespace backscope {

/// Something given, as a matrix on paper; or a part of one that is too large for a page.
struct GivenMatrix {
  Formula name;       ///< W^(1), b^(1), x, y
  RowMatrix values;   ///< rows × columns of the whole, or of the part
  QString partWords;  ///< "rows 1 to 16, columns 9 to 12"; empty for a whole matrix
};

/// One step of the algorithm: what it computes, in symbols and with all of its numbers.
struct WorkedStep {
  PassStep step;
  PassText text;              ///< ℓ's change after the update stands behind its other lines
  bool hasExactZero = false;  ///< its unit's pre-activation is exactly 0, so that a note tells a number
};

/// The steps of one phase in one layer.
struct WorkedSection {
  QString title;
  std::vector<WorkedStep> steps;
};

/// One example's passes from the first step to the last, whatever has been taken of them.
struct WorkedSolution {
  QString title;
  QStringList summary;  ///< sentences: the example, the layers, the loss, the optimizer
  std::vector<GivenMatrix> given;
  std::vector<WorkedSection> sections;
};

/// A network of more weights and biases than these has too many lines for paper.
inline constexpr std::size_t kMostSheetParameters = 1000;

/// Why there is no sheet for such a network, in a sentence; empty where there is one.
QString sheetProblem(const Architecture& network);

/// All steps of the instant, none of their lines left out; a sum of more than four products has an ellipsis, as on
/// screen. `session` is as in passTextFor(); `iteration` counts the updates behind the instant's θ. The network must
/// have no sheetProblem().
WorkedSolution workedSolution(PassInstant instant, const Session& session, std::int64_t iteration);

}  // namespace backscope
