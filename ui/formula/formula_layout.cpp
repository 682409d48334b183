#include "ui/formula/formula_layout.h"

#include <QFontMetricsF>
#include <algorithm>

#include "ui/formula/formula_box.h"

namespace backscope {

namespace {

constexpr double kIndent = 1.2;  ///< of the letters' height
constexpr double kLineGap = 0.15;
constexpr int kNoBreak = -1;
constexpr int kDepthCost = 10;  ///< what stands in brackets is kept together rather than what does not

/// A part that stays together, and what it costs to begin a line with it.
struct Atom {
  FormulaBox box;
  int cost = kNoBreak;
};

int costOf(const QString& sign, int depth) {
  const int own = sign == u"=" || sign == u"←" ? 0 : sign == u"+" || sign == u"−" ? 1 : sign == u"·" ? 2 : 3;
  return depth * kDepthCost + own;
}

/// Takes rows and brackets apart, as far as they hold operators and are not a term as a whole.
void collectAtoms(const Formula& formula, const FormulaStyle& outer, int depth, std::vector<Atom>& atoms) {
  const FormulaStyle style = styleOf(formula, outer);
  if (formula.kind == Formula::Kind::Row && !formula.term) {
    for (const Formula& part : formula.parts) collectAtoms(part, style, depth, atoms);
  } else if (formula.kind == Formula::Kind::Brackets && !formula.term) {
    const FormulaBox inside = boxOf(formula.parts[0], style);
    atoms.push_back({bracketBox(formula.text.front(), inside, style)});
    collectAtoms(formula.parts[0], style, depth + 1, atoms);
    atoms.push_back({bracketBox(formula.text.back(), inside, style)});
  } else {
    const bool isOperator = formula.kind == Formula::Kind::Operator;
    atoms.push_back({boxOf(formula, outer), isOperator ? costOf(formula.text, depth) : kNoBreak});
  }
}

/// Where the line that begins with atom `first` ends: the cheapest break in its further part, else the last there is.
std::size_t endOfLine(const std::vector<Atom>& atoms, std::size_t first, double width) {
  constexpr double kFilled = 0.4;
  double x = 0;
  std::size_t best = 0;
  int bestCost = 0;
  bool isBestFar = false;
  for (std::size_t k = first; k < atoms.size(); ++k) {
    const int cost = atoms[k].cost;
    const bool isFar = x >= kFilled * width;
    const bool isBetter = best == 0 || (isFar && !isBestFar) || cost <= bestCost;
    if (k > first && cost != kNoBreak && isBetter) {
      best = k;
      bestCost = cost;
      isBestFar = isFar;
    }
    x += atoms[k].box.width;
    if (x > width && best != 0) return best;
  }
  return atoms.size();
}

void addLine(FormulaLayout& layout, const FormulaBox& line, double x, double gap) {
  const double top = layout.height + (layout.lines.empty() ? 0 : gap);
  FormulaBox placed;
  place(placed, line, x, top + line.ascent);
  layout.glyphs.insert(layout.glyphs.end(), placed.glyphs.begin(), placed.glyphs.end());
  layout.rules.insert(layout.rules.end(), placed.rules.begin(), placed.rules.end());
  layout.terms.insert(layout.terms.end(), placed.terms.begin(), placed.terms.end());
  layout.lines.emplace_back(x, top, line.width, line.height());
  layout.baselines.push_back(top + line.ascent);
  layout.width = std::max(layout.width, x + line.width);
  layout.height = top + line.height();
}

}  // namespace

double formulaIndent(const QFont& font) { return kIndent * QFontMetricsF(font).height(); }

FormulaLayout layoutFormula(const Formula& formula, const QFont& font, double width) {
  const FormulaStyle style{font, std::nullopt, false};
  std::vector<Atom> atoms;
  collectAtoms(formula, style, 0, atoms);
  FormulaLayout layout;
  const double gap = kLineGap * QFontMetricsF(font).height();
  for (std::size_t first = 0; first < atoms.size();) {
    const double indent = first == 0 ? 0 : formulaIndent(font);
    const std::size_t end = endOfLine(atoms, first, width - indent);
    FormulaBox line;
    for (std::size_t k = first; k < end; ++k) place(line, atoms[k].box, line.width);
    addLine(layout, line, indent, gap);
    first = end;
  }
  return layout;
}

std::optional<TermRef> termAt(const FormulaLayout& layout, const QPointF& point) {
  const auto innermost = std::find_if(layout.terms.rbegin(), layout.terms.rend(),
                                      [&point](const FormulaTermBox& term) { return term.box.contains(point); });
  if (innermost != layout.terms.rend()) return innermost->term;
  return std::nullopt;
}

}  // namespace backscope
