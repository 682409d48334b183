#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "ui/worksheet/worked_solution.h"

namespace backscope {

/// One thing on a sheet; what it holds beside its kind:
///   Section  a heading: words          Line     one quantity worked out: formula
///   Step     a smaller heading: words  Given    a matrix: its name as the formula, values, words about the part
///   Note     words                     Answer   its gap's number: words; left = value: formula
///   Symbols  formula
struct SheetItem {
  enum class Kind { Section, Step, Note, Symbols, Line, Given, Answer };
  Kind kind = Kind::Note;
  QString words;
  Formula formula;
  RowMatrix values;
};

/// What stands on paper, in its order, before any of the ways to write it.
struct Sheet {
  QString title;         ///< "Worked solution"
  QString subject;       ///< the session's title, may be empty
  QStringList summary;   ///< sentences
  bool hasGaps = false;  ///< to be written on by hand: more room
  std::vector<SheetItem> items;
};

/// Every step with all of its numbers.
Sheet solutionSheet(const WorkedSolution& solution);

/// The same with gaps for what is to be found (Blanks).
Sheet worksheetSheet(const WorkedSolution& solution);

/// The results alone, numbered as the worksheet's gaps.
Sheet answerKeySheet(const WorkedSolution& solution);

}  // namespace backscope
