#include "ui/formula/formula_box.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <span>

namespace backscope {

namespace {

constexpr double kIndexSize = 0.72;
constexpr double kRaise = 0.42;  ///< of the letters' ascent
constexpr double kLower = 0.24;
constexpr double kIndexGap = 0.04;  ///< of the letters' height
constexpr double kCellGap = 0.5;
constexpr double kSigmaSize = 1.3;
constexpr double kPartSize = 0.9;  ///< of a fraction's parts
constexpr double kAxis = 0.3;      ///< of the ascent: the height of fraction lines

QFont scaled(QFont font, double factor) {
  if (font.pixelSize() > 0)
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(font.pixelSize() * factor))));
  else
    font.setPointSizeF(std::max(0.5, font.pointSizeF() * factor));
  return font;
}

FormulaStyle scaled(FormulaStyle style, double factor) {
  style.font = scaled(style.font, factor);
  return style;
}

bool isItalic(QChar c) { return c.isLetter() || c.category() == QChar::Mark_NonSpacing; }

/// A text in one font.
FormulaBox runBox(const QString& text, bool italic, const FormulaStyle& style) {
  QFont font = style.font;
  font.setItalic(italic);
  font.setBold(style.strong);
  const QFontMetricsF metrics(font);
  FormulaBox box;
  box.width = metrics.horizontalAdvance(text);
  box.ascent = metrics.ascent();
  box.descent = metrics.descent();
  box.glyphs.push_back({text, font, {}, QRectF(0, -box.ascent, box.width, box.height()), 1, style.term});
  return box;
}

FormulaBox lettersBox(const QString& text, const FormulaStyle& style) {
  FormulaBox box;
  for (qsizetype at = 0, end = 0; at < text.size(); at = end) {
    const bool italic = isItalic(text[at]);
    while (end < text.size() && isItalic(text[end]) == italic) ++end;
    place(box, runBox(text.mid(at, end - at), italic, style), box.width);
  }
  return box;
}

/// The space on each side of an operator, of the letters' height.
double spaceAround(const QString& sign) {
  if (sign == u" ") return 0.07;
  return sign == u"+" || sign == u"−" || sign == u"·" ? 0.14 : 0.2;
}

FormulaBox operatorBox(const QString& sign, const FormulaStyle& style) {
  const double space = spaceAround(sign) * QFontMetricsF(style.font).height();
  FormulaBox box;
  if (sign != u" ") place(box, runBox(sign, false, style), space);
  box.width += box.width > 0 ? space : 2 * space;
  return box;
}

FormulaBox indexedBox(const Formula& formula, const FormulaStyle& style) {
  FormulaBox box = boxOf(formula.parts[0], style);
  const QFontMetricsF metrics(style.font);
  const double ascent = std::max(metrics.ascent(), box.ascent);
  const double start = box.width + kIndexGap * metrics.height();
  const FormulaStyle small = scaled(style, kIndexSize);
  if (!formula.parts[1].isEmpty()) place(box, boxOf(formula.parts[1], small), start, kLower * metrics.ascent());
  if (!formula.parts[2].isEmpty()) place(box, boxOf(formula.parts[2], small), start, -kRaise * ascent);
  return box;
}

FormulaRule ruleOf(const QRectF& box, const FormulaStyle& style) { return {box, style.term}; }

double thickness(const FormulaStyle& style) { return std::max(1.0, QFontMetricsF(style.font).lineWidth()); }

FormulaBox fractionBox(const Formula& formula, const FormulaStyle& style) {
  const FormulaStyle smaller = scaled(style, kPartSize);
  const FormulaBox above = boxOf(formula.parts[0], smaller);
  const FormulaBox below = boxOf(formula.parts[1], smaller);
  const QFontMetricsF metrics(style.font);
  const double margin = kIndexGap * metrics.height();
  const double line = thickness(style);
  const double axis = -kAxis * metrics.ascent();
  FormulaBox box;
  const double width = std::max(above.width, below.width) + 2 * margin;
  place(box, above, (width - above.width) / 2, axis - line / 2 - above.descent);
  place(box, below, (width - below.width) / 2, axis + line / 2 + below.ascent);
  box.rules.push_back(ruleOf(QRectF(0, axis - line / 2, width, line), style));
  box.width = width;
  return box;
}

FormulaBox sumBox(const Formula& formula, const FormulaStyle& style) {
  const FormulaBox sigma = runBox(QStringLiteral("Σ"), false, scaled(style, kSigmaSize));
  const FormulaBox index = boxOf(formula.parts[0], scaled(style, kIndexSize));
  const double width = std::max(sigma.width, index.width);
  FormulaBox box;
  place(box, sigma, (width - sigma.width) / 2);
  if (!formula.parts[0].isEmpty()) place(box, index, (width - index.width) / 2, 0.8 * index.ascent + sigma.descent / 2);
  box.width = width + 2 * spaceAround(QStringLiteral(" ")) * QFontMetricsF(style.font).height();
  return box;
}

FormulaBox bracketsBox(const Formula& formula, const FormulaStyle& style) {
  const FormulaBox inside = boxOf(formula.parts[0], style);
  FormulaBox box = bracketBox(formula.text.front(), inside, style);
  place(box, inside, box.width);
  place(box, bracketBox(formula.text.back(), inside, style), box.width);
  return box;
}

FormulaBox rootBox(const Formula& formula, const FormulaStyle& style) {
  const FormulaBox inside = boxOf(formula.parts[0], style);
  FormulaBox box = bracketBox(u'√', inside, style);
  const double line = thickness(style);
  box.rules.push_back(ruleOf(QRectF(box.width, -inside.ascent, inside.width, line), style));
  place(box, inside, box.width);
  return box;
}

/// Cells centred in their columns, on the baselines of their rows; the whole is centred on the height of fraction
/// lines.
FormulaBox cellsBox(const Formula& formula, const FormulaStyle& style) {
  const QFontMetricsF metrics(style.font);
  std::vector<FormulaBox> cells;
  std::vector<double> widths(formula.columns, 0);
  for (const Formula& part : formula.parts) {
    cells.push_back(boxOf(part, style));
    double& width = widths[(cells.size() - 1) % formula.columns];
    width = std::max(width, cells.back().width);
  }
  FormulaBox box;
  double y = 0;
  for (std::size_t first = 0; first < cells.size(); first += formula.columns) {
    const auto line = std::span(cells).subspan(first, formula.columns);
    double ascent = 0;
    double descent = 0;
    for (const FormulaBox& cell : line) {
      ascent = std::max(ascent, cell.ascent);
      descent = std::max(descent, cell.descent);
    }
    double x = 0;
    for (std::size_t k = 0; k < line.size(); ++k) {
      place(box, line[k], x + (widths[k] - line[k].width) / 2, y + ascent);
      x += widths[k] + kCellGap * metrics.height();
    }
    y += ascent + descent;
  }
  FormulaBox centred;
  place(centred, box, 0, -kAxis * metrics.ascent() - y / 2);
  centred.ascent = y / 2 + kAxis * metrics.ascent();
  centred.descent = y / 2 - kAxis * metrics.ascent();
  return centred;
}

FormulaBox matrixBox(const Formula& formula, const FormulaStyle& style) {
  const FormulaBox inside = cellsBox(formula, style);
  FormulaBox box = bracketBox(u'(', inside, style);
  place(box, inside, box.width);
  place(box, bracketBox(u')', inside, style), box.width);
  return box;
}

FormulaBox rowBox(const Formula& formula, const FormulaStyle& style) {
  FormulaBox box;
  for (const Formula& part : formula.parts) place(box, boxOf(part, style), box.width);
  return box;
}

FormulaBox nodeBox(const Formula& formula, const FormulaStyle& style) {
  switch (formula.kind) {
    case Formula::Kind::Letters:
      return lettersBox(formula.text, style);
    case Formula::Kind::Upright:
      return runBox(formula.text, false, style);
    case Formula::Kind::Operator:
      return operatorBox(formula.text, style);
    case Formula::Kind::Row:
      return rowBox(formula, style);
    case Formula::Kind::Indexed:
      return indexedBox(formula, style);
    case Formula::Kind::Fraction:
      return fractionBox(formula, style);
    case Formula::Kind::Sum:
      return sumBox(formula, style);
    case Formula::Kind::Brackets:
      return bracketsBox(formula, style);
    case Formula::Kind::Root:
      return rootBox(formula, style);
    case Formula::Kind::Matrix:
      return matrixBox(formula, style);
  }
  return {};
}

}  // namespace

FormulaStyle styleOf(const Formula& formula, FormulaStyle style) {
  if (formula.term) style.term = formula.term;
  style.strong = style.strong || formula.strong;
  return style;
}

void place(FormulaBox& box, const FormulaBox& piece, double x, double y) {
  for (FormulaGlyphs glyphs : piece.glyphs) {
    glyphs.baseline += QPointF(x, y);
    glyphs.box.translate(x, y);
    box.glyphs.push_back(std::move(glyphs));
  }
  for (const FormulaRule& rule : piece.rules) box.rules.push_back({rule.box.translated(x, y), rule.term});
  for (const FormulaTermBox& term : piece.terms) box.terms.push_back({term.term, term.box.translated(x, y)});
  box.width = std::max(box.width, x + piece.width);
  box.ascent = std::max(box.ascent, piece.ascent - y);
  box.descent = std::max(box.descent, piece.descent + y);
}

FormulaBox boxOf(const Formula& formula, const FormulaStyle& outer) {
  FormulaBox node = nodeBox(formula, styleOf(formula, outer));
  if (!formula.term) return node;
  FormulaBox box;
  box.terms.push_back({*formula.term, QRectF(0, -node.ascent, node.width, node.height())});
  place(box, node, 0);
  return box;
}

FormulaBox bracketBox(QChar bracket, const FormulaBox& inside, const FormulaStyle& style) {
  FormulaBox box = runBox(bracket, false, style);
  constexpr double kUnchanged = 1.1;  // up to here the bracket of the font is as high as what it holds
  if (inside.height() <= kUnchanged * box.height()) return box;
  FormulaGlyphs& glyphs = box.glyphs.front();
  const QRectF ink = QFontMetricsF(glyphs.font).tightBoundingRect(bracket);
  if (ink.height() <= 0) return box;
  glyphs.stretch = inside.height() / ink.height();
  glyphs.baseline.setY(-inside.ascent - glyphs.stretch * ink.top());
  glyphs.box = QRectF(0, -inside.ascent, box.width, inside.height());
  box.ascent = inside.ascent;
  box.descent = inside.descent;
  return box;
}

}  // namespace backscope
