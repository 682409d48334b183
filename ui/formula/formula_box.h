#pragma once

#include <QFont>

#include "ui/formula/formula_layout.h"

namespace backscope {

/// A piece of a formula on one line: its left end on the baseline is (0, 0).
struct FormulaBox {
  std::vector<FormulaGlyphs> glyphs;
  std::vector<FormulaRule> rules;
  std::vector<FormulaTermBox> terms;
  double width = 0;
  double ascent = 0;
  double descent = 0;

  double height() const { return ascent + descent; }
};

/// How a node is set, from those around it.
struct FormulaStyle {
  QFont font;
  std::optional<TermRef> term;
  bool strong = false;
};

/// The style of a node within one of `style`.
FormulaStyle styleOf(const Formula& formula, FormulaStyle style);

/// Adds `piece` at (x, y) from the box's origin; the box grows around it.
void place(FormulaBox& box, const FormulaBox& piece, double x, double y = 0);

/// The node on one line. `style` is that of what it stands in.
FormulaBox boxOf(const Formula& formula, const FormulaStyle& style);
/// One of the two characters of brackets around something of this height.
FormulaBox bracketBox(QChar bracket, const FormulaBox& inside, const FormulaStyle& style);

}  // namespace backscope
