#pragma once

#include <QFont>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <limits>
#include <optional>
#include <vector>

#include "ui/formula/formula.h"

namespace backscope {

/// Characters in one font at one place. y grows downwards.
struct FormulaGlyphs {
  QString text;
  QFont font;
  QPointF baseline;    ///< of its left end
  QRectF box;          ///< by the font's measures
  double stretch = 1;  ///< upwards and downwards: of brackets that grow
  std::optional<TermRef> term;
};

/// The line of a fraction or a root.
struct FormulaRule {
  QRectF box;
  std::optional<TermRef> term;
};

struct FormulaTermBox {
  TermRef term;
  QRectF box;
};

/// A formula set into lines, its upper left corner at (0, 0).
struct FormulaLayout {
  std::vector<FormulaGlyphs> glyphs;
  std::vector<FormulaRule> rules;
  std::vector<FormulaTermBox> terms;  ///< inner terms behind those that hold them
  std::vector<QRectF> lines;
  std::vector<double> baselines;  ///< one for each line
  double width = 0;
  double height = 0;
};

/// Sets the formula with `font` as that of its letters, such as mathFont(). Where it is wider than `width` it breaks
/// before operators, where it can before a relation or a sum's sign; further lines are indented. A piece without
/// operators is never broken, so a line may be wider where it has to be.
FormulaLayout layoutFormula(const Formula& formula, const QFont& font,
                            double width = std::numeric_limits<double>::infinity());

/// The innermost term at this point.
std::optional<TermRef> termAt(const FormulaLayout& layout, const QPointF& point);

/// How far the lines after the first are indented.
double formulaIndent(const QFont& font);

}  // namespace backscope
