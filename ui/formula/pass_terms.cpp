#include "ui/formula/pass_terms.h"

#include <cmath>

#include "ui/text/notation.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

Formula indexText(const UnitIndex& index) {
  if (index.unit >= 0) return upright(QString::number(index.unit + 1));
  return index.letter.isEmpty() ? row({}) : letters(index.letter);
}

/// Two numbers of more than one figure would run together.
Formula pairText(const UnitIndex& j, const UnitIndex& i) {
  const bool isApart = j.unit >= 9 || i.unit >= 9;
  return row({indexText(j), isApart ? upright(QStringLiteral(",")) : row({}), indexText(i)});
}

Formula layerText(int layer) { return upright(QStringLiteral("(%1)").arg(layerNumber(layer))); }

Formula unitTerm(const QString& letter, TermRef::Quantity quantity, int layer, const UnitIndex& j) {
  return asTerm(indexed(letters(letter), indexText(j), layerText(layer)), {quantity, layer, j.unit});
}

Formula outputTerm(const QString& letter, TermRef::Quantity quantity, int layer, const UnitIndex& k) {
  const Formula index = indexText(k);
  const Formula plain = letters(letter);
  return asTerm(index.isEmpty() ? plain : indexed(plain, index, row({})), {quantity, layer, k.unit});
}

/// ∂ℓ over ∂ of `below`.
Formula derivative(Formula below, const TermRef& term) {
  return asTerm(fraction(letters(QStringLiteral("∂ℓ")), std::move(below)), term);
}

Formula call(const QString& function, const Formula& argument) { return row({upright(function), brackets(argument)}); }

Formula exponential(const Formula& argument) { return indexed(letters(QStringLiteral("e")), row({}), argument); }

Formula one() { return upright(QStringLiteral("1")); }

}  // namespace

UnitIndex oneUnit(int unit) { return {unit, {}}; }
UnitIndex everyUnit(const QString& letter) { return {-1, letter}; }
UnitIndex noIndex() { return {}; }

Formula aTerm(int layer, const UnitIndex& j) { return unitTerm(aLetter(), TermRef::A, layer, j); }
Formula zTerm(int layer, const UnitIndex& j) { return unitTerm(zLetter(), TermRef::Z, layer, j); }
Formula deltaTerm(int layer, const UnitIndex& j) { return unitTerm(QStringLiteral("δ"), TermRef::Delta, layer, j); }
Formula biasTerm(int layer, const UnitIndex& j) { return unitTerm(QStringLiteral("b"), TermRef::Bias, layer, j); }

Formula slopeTerm(int layer, const UnitIndex& j) {
  return asTerm(row({letters(QStringLiteral("h′")), brackets(aTerm(layer, j))}), {TermRef::Slope, layer, j.unit});
}

Formula weightTerm(int layer, const UnitIndex& j, const UnitIndex& i) {
  return asTerm(indexed(letters(QStringLiteral("w")), pairText(j, i), layerText(layer)),
                {TermRef::Weight, layer, j.unit, i.unit});
}

Formula weightGradientTerm(int layer, const UnitIndex& j, const UnitIndex& i) {
  return derivative(indexed(letters(QStringLiteral("∂w")), pairText(j, i), layerText(layer)),
                    {TermRef::WeightGradient, layer, j.unit, i.unit});
}

Formula biasGradientTerm(int layer, const UnitIndex& j) {
  return derivative(indexed(letters(QStringLiteral("∂b")), indexText(j), layerText(layer)),
                    {TermRef::BiasGradient, layer, j.unit});
}

Formula ofLayer(const QString& letter, int layer) { return indexed(letters(letter), row({}), layerText(layer)); }

Formula xTerm(const UnitIndex& i) { return outputTerm(QStringLiteral("x"), TermRef::X, 0, i); }
Formula yTerm(int layer, const UnitIndex& k) { return outputTerm(QStringLiteral("y"), TermRef::Y, layer, k); }
Formula yhatTerm(int layer, const UnitIndex& k) { return outputTerm(QStringLiteral("ŷ"), TermRef::Yhat, layer, k); }
Formula lossTerm() { return asTerm(letters(QStringLiteral("ℓ")), {TermRef::Loss}); }

Formula ofWeight(const QString& letter, TermRef::Quantity quantity, int layer, int j, int i) {
  return asTerm(indexed(letters(letter), pairText(oneUnit(j), oneUnit(i)), layerText(layer)), {quantity, layer, j, i});
}

Formula number(double value) { return upright(formatNumber(value)); }
Formula number(double value, const TermRef& term) { return asTerm(number(value), term); }

Formula factor(double value) {
  const bool hasSign = std::signbit(value) && value != 0 && !std::isnan(value);
  return hasSign ? brackets(number(value)) : number(value);
}

Formula factor(double value, const TermRef& term) { return asTerm(factor(value), term); }

Formula squared(Formula base) {
  if (base.kind == Formula::Kind::Indexed) base = brackets(std::move(base));
  return indexed(std::move(base), row({}), upright(QStringLiteral("2")));
}

Formula sumOf(std::vector<Formula> parts) {
  constexpr std::size_t kMostTerms = 4;
  if (parts.size() > kMostTerms) parts = {parts[0], parts[1], upright(QStringLiteral("…")), parts.back()};
  std::vector<Formula> sum;
  for (Formula& part : parts) {
    if (!sum.empty()) sum.push_back(operatorSign(QStringLiteral("+")));
    sum.push_back(std::move(part));
  }
  return row(std::move(sum));
}

Formula times(Formula one, Formula other) {
  return row({std::move(one), operatorSign(QStringLiteral("·")), std::move(other)});
}

Formula minus(Formula one, Formula other) {
  return row({std::move(one), operatorSign(QStringLiteral("−")), std::move(other)});
}

Formula activationOf(Activation activation, const Formula& a, double value) {
  switch (activation) {
    case Activation::Tanh:
      return call(QStringLiteral("tanh"), a);
    case Activation::Sigmoid:
      return row({letters(QStringLiteral("σ")), brackets(a)});
    case Activation::Relu:
      return call(QStringLiteral("max"), row({upright(QStringLiteral("0, ")), a}));
    case Activation::LeakyRelu:
      return value > 0 ? a : times(upright(QStringLiteral("0.01")), a);
    case Activation::Softplus:
      return call(QStringLiteral("ln"), sumOf({one(), exponential(a)}));
    case Activation::Elu:
      return value > 0 ? a : minus(exponential(a), one());
    case Activation::Silu:
      return times(a, row({letters(QStringLiteral("σ")), brackets(a)}));
    case Activation::Gelu:
      return times(a, row({letters(QStringLiteral("Φ")), brackets(a)}));
    case Activation::Sine:
      return call(QStringLiteral("sin"), a);
    case Activation::Identity:
    case Activation::Softmax:
      break;
  }
  return a;
}

}  // namespace backscope
