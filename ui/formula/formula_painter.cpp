#include "ui/formula/formula_painter.h"

#include <QPainter>

namespace backscope {

namespace {

bool fitsTogether(int one, int other) { return one == other || one < 0 || other < 0; }

void paintGround(QPainter& painter, const FormulaLayout& layout, const ThemeColors& colors,
                 const TermRef& highlighted) {
  QColor ground = termColor(highlighted, colors);
  ground.setAlphaF(0.16F);
  painter.setPen(Qt::NoPen);
  painter.setBrush(ground);
  for (const FormulaTermBox& term : layout.terms)
    if (matches(term.term, highlighted)) painter.drawRoundedRect(term.box.adjusted(-2, 0, 2, 0), 3, 3);
}

void paintGlyphs(QPainter& painter, const FormulaGlyphs& glyphs, const ThemeColors& colors) {
  painter.setPen(termColor(glyphs.term, colors));
  painter.setFont(glyphs.font);
  if (glyphs.stretch == 1) {
    painter.drawText(glyphs.baseline, glyphs.text);
    return;
  }
  painter.save();
  painter.translate(glyphs.baseline);
  painter.scale(1, glyphs.stretch);
  painter.drawText(QPointF(), glyphs.text);
  painter.restore();
}

}  // namespace

bool matches(const TermRef& one, const TermRef& other) {
  return one.quantity == other.quantity && one.layer == other.layer && fitsTogether(one.unit, other.unit) &&
         fitsTogether(one.input, other.input);
}

QColor termColor(const std::optional<TermRef>& term, const ThemeColors& colors) {
  if (!term) return colors.text;
  switch (term->quantity) {
    case TermRef::X:
    case TermRef::A:
    case TermRef::Z:
    case TermRef::Slope:
    case TermRef::Yhat:
      return colors.forward;
    case TermRef::Delta:
    case TermRef::BackSum:
    case TermRef::WeightGradient:
    case TermRef::BiasGradient:
    case TermRef::BatchSum:
    case TermRef::BatchMean:
      return colors.backward;
    default:
      return colors.text;
  }
}

void paintFormula(QPainter& painter, const FormulaLayout& layout, const QPointF& origin, const ThemeColors& colors,
                  const std::optional<TermRef>& highlighted) {
  painter.save();
  painter.translate(origin);
  painter.setRenderHint(QPainter::Antialiasing);
  if (highlighted) paintGround(painter, layout, colors, *highlighted);
  for (const FormulaGlyphs& glyphs : layout.glyphs) paintGlyphs(painter, glyphs, colors);
  painter.setPen(Qt::NoPen);
  for (const FormulaRule& rule : layout.rules) painter.fillRect(rule.box, termColor(rule.term, colors));
  painter.restore();
}

}  // namespace backscope
