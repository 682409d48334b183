#include "ui/formula/formula.h"

namespace backscope {

namespace {

Formula leaf(Formula::Kind kind, QString text) {
  Formula formula;
  formula.kind = kind;
  formula.text = std::move(text);
  return formula;
}

Formula branch(Formula::Kind kind, std::vector<Formula> parts) {
  Formula formula;
  formula.kind = kind;
  formula.parts = std::move(parts);
  return formula;
}

}  // namespace

Formula letters(QString text) { return leaf(Formula::Kind::Letters, std::move(text)); }
Formula upright(QString text) { return leaf(Formula::Kind::Upright, std::move(text)); }
Formula operatorSign(QString text) { return leaf(Formula::Kind::Operator, std::move(text)); }

Formula row(std::vector<Formula> parts) {
  std::vector<Formula> flat;
  for (Formula& part : parts) {
    const bool isPlainRow = part.kind == Formula::Kind::Row && !part.term && !part.strong;
    if (isPlainRow)
      flat.insert(flat.end(), part.parts.begin(), part.parts.end());
    else
      flat.push_back(std::move(part));
  }
  for (std::size_t k = 0; k < flat.size(); ++k) {
    const bool canBeSign = flat[k].kind == Formula::Kind::Operator && (flat[k].text == u"−" || flat[k].text == u"+");
    const bool hasNothingBefore = k == 0 || flat[k - 1].kind == Formula::Kind::Operator;
    if (canBeSign && hasNothingBefore) flat[k].kind = Formula::Kind::Letters;
  }
  return branch(Formula::Kind::Row, std::move(flat));
}

Formula product() { return operatorSign(QStringLiteral(" ")); }

Formula indexed(Formula base, Formula below, Formula above) {
  return branch(Formula::Kind::Indexed, {std::move(base), std::move(below), std::move(above)});
}

Formula fraction(Formula above, Formula below) {
  return branch(Formula::Kind::Fraction, {std::move(above), std::move(below)});
}

Formula sumOver(Formula index) { return branch(Formula::Kind::Sum, {std::move(index)}); }

Formula brackets(Formula inside, QString pair) {
  Formula formula = branch(Formula::Kind::Brackets, {std::move(inside)});
  formula.text = std::move(pair);
  return formula;
}

Formula root(Formula inside) { return branch(Formula::Kind::Root, {std::move(inside)}); }

Formula matrix(std::size_t columns, std::vector<Formula> cells) {
  Formula formula = branch(Formula::Kind::Matrix, std::move(cells));
  formula.columns = columns;
  return formula;
}

Formula asTerm(Formula formula, const TermRef& term) {
  formula.term = term;
  return formula;
}

Formula strong(Formula formula) {
  formula.strong = true;
  return formula;
}

}  // namespace backscope
