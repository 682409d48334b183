#include <QCoreApplication>
#include <cmath>

#include "ui/formula/pass_values.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

constexpr double kSmall = 0.3;  ///< below this a factor is said to make a δ small

QString tr(const char* text) { return QCoreApplication::translate("pass_formula", text); }

bool isSmall(double value) { return std::abs(value) < kSmall; }

/// h′ of this activation by a or by z, whichever is shorter; empty where there is no short form.
Formula slopeFormula(Activation activation, const Formula& a, const Formula& z) {
  Formula one = upright(QStringLiteral("1"));
  switch (activation) {
    case Activation::Identity:
      return one;
    case Activation::Tanh:
      return minus(one, squared(z));
    case Activation::Sigmoid:
      return times(z, brackets(minus(one, z)));
    case Activation::Softplus:
      return row({letters(QStringLiteral("σ")), brackets(a)});
    case Activation::Sine:
      return row({upright(QStringLiteral("cos")), brackets(a)});
    default:
      return {};
  }
}

Formula backSumTerm(int l, const UnitIndex& j) {
  const UnitIndex k = everyUnit(QStringLiteral("k"));
  return asTerm(row({sumOver(letters(k.letter)), weightTerm(l + 1, k, j), product(), deltaTerm(l + 1, k)}),
                {TermRef::BackSum, l, j.unit});
}

PassLine backSumLine(const PassValues& values, int l, int j) {
  std::vector<Formula> products;
  products.reserve(static_cast<std::size_t>(values.network().unitsOf(l + 1)));
  for (int unit = 0; unit < values.network().unitsOf(l + 1); ++unit)
    products.push_back(times(factor(values.w(l + 1, unit, j), {TermRef::Weight, l + 1, unit, j}),
                             factor(values.delta(l + 1, unit), {TermRef::Delta, l + 1, unit})));
  return {backSumTerm(l, oneUnit(j)), {}, sumOf(std::move(products)), backSum(values, l, j), {TermRef::BackSum, l, j}};
}

QString factorFinding(double slope, double sum) {
  if (isSmall(slope) && isSmall(sum))
    return tr("Both factors make it small: h′(%1) = %2 and Σ w δ = %3.")
        .arg(aLetter(), formatNumber(slope), formatNumber(sum));
  if (isSmall(sum)) return tr("The sum makes it small: Σ w δ = %1.").arg(formatNumber(sum));
  return slopeFinding(slope);
}

}  // namespace

double backSum(const PassValues& values, int l, int j) {
  double sum = 0;
  for (int k = 0; k < values.network().unitsOf(l + 1); ++k) sum = sum + values.w(l + 1, k, j) * values.delta(l + 1, k);
  return sum;
}

Formula hiddenDeltaSymbols(const PassValues& values, const UnitIndex& j) {
  const int l = values.step.layer;
  return equation(deltaTerm(l, j), times(slopeTerm(l, j), backSumTerm(l, j)));
}

std::vector<Formula> gradientSymbols(const PassValues& values, const UnitIndex& j) {
  const int l = values.step.layer;
  const UnitIndex i = everyUnit(QStringLiteral("i"));
  std::vector<Formula> symbols{
      equation(weightGradientTerm(l, j, i), row({deltaTerm(l, j), product(), zTerm(l - 1, i)}))};
  if (values.network().bias) symbols.push_back(equation(biasGradientTerm(l, j), deltaTerm(l, j)));
  return symbols;
}

QString slopeFinding(double slope) {
  if (slope == 0)
    return tr("The slope makes it zero: h′(%1) = %2, nothing passes through.").arg(aLetter(), formatNumber(slope));
  return isSmall(slope) ? tr("The slope makes it small: h′(%1) = %2.").arg(aLetter(), formatNumber(slope)) : QString();
}

PassLine slopeLine(const PassValues& values, int l, int j) {
  const Activation activation = values.network().activationOf(l);
  const TermRef aRef{TermRef::A, l, j};
  const bool isByOutput = activation == Activation::Tanh || activation == Activation::Sigmoid;
  const TermRef zRef{TermRef::Z, l, j};
  const Formula right = slopeFormula(activation, aTerm(l, oneUnit(j)), zTerm(l, oneUnit(j)));
  Formula numbers =
      slopeFormula(activation, number(values.a(l, j), aRef), isByOutput ? factor(values.z(l, j), zRef) : Formula{});
  if (activation == Activation::Identity) numbers = {};
  if (right.isEmpty()) numbers = row({letters(QStringLiteral("h′")), brackets(number(values.a(l, j), aRef))});
  return {slopeTerm(l, oneUnit(j)), right, numbers, values.slope(l, j), {TermRef::Slope, l, j}};
}

QString slopeNote(const PassValues& values, int l, int j) {
  const Activation activation = values.network().activationOf(l);
  const bool isAtKink = values.a(l, j) == 0;
  if (activation == Activation::Relu && isAtKink)
    return tr("%1 is exactly 0, ReLU's kink: the slope to its left is taken, 0.").arg(aLetter());
  if (activation == Activation::Relu) return tr("ReLU: h′(%1) is 1 for %1 > 0, else 0.").arg(aLetter());
  if (activation == Activation::LeakyRelu && isAtKink)
    return tr("%1 is exactly 0, leaky ReLU's kink: the slope to its left is taken, 0.01.").arg(aLetter());
  if (activation == Activation::LeakyRelu) return tr("Leaky ReLU: h′(%1) is 1 for %1 > 0, else 0.01.").arg(aLetter());
  return activation == Activation::Elu ? tr("ELU: h′(%1) is 1 for %1 > 0, else e to the power of %1.").arg(aLetter())
                                       : QString();
}

void describeHiddenDelta(const PassValues& values, PassText& text) {
  const auto [kind, l, j] = values.step;
  text.title = tr("Delta of unit %1 in layer %2").arg(j + 1).arg(layerNumber(l));
  const PassLine slope = slopeLine(values, l, j);
  const PassLine sum = backSumLine(values, l, j);
  const Formula left = deltaTerm(l, oneUnit(j));
  text.symbols = {hiddenDeltaSymbols(values, oneUnit(j))};
  text.lines = {slope,
                sum,
                {left,
                 {},
                 times(factor(*slope.value, slope.subject), factor(*sum.value, sum.subject)),
                 values.delta(l, j),
                 {TermRef::Delta, l, j}}};
  text.finding = factorFinding(*slope.value, *sum.value);
  text.note = slopeNote(values, l, j);
}

void describeWeightGradient(const PassValues& values, PassText& text) {
  const int l = values.step.layer;
  const int j = values.step.unit;
  const bool hasBias = values.network().bias;
  const UnitIndex unit = oneUnit(j);
  text.title =
      hasBias ? tr("Gradient of the weights into unit %1 of layer %2, and of its bias").arg(j + 1).arg(layerNumber(l))
              : tr("Gradient of the weights into unit %1 of layer %2").arg(j + 1).arg(layerNumber(l));
  text.symbols = gradientSymbols(values, unit);
  const Formula delta = factor(values.delta(l, j), {TermRef::Delta, l, j});
  appendLines(text.lines, values.network().unitsOf(l - 1), values.mostLines, [&](int from) {
    const Formula z = factor(values.z(l - 1, from), {l == 1 ? TermRef::X : TermRef::Z, l - 1, from});
    return PassLine{weightGradientTerm(l, unit, oneUnit(from)),
                    {},
                    times(delta, z),
                    values.layer(l).dW(j, from),
                    {TermRef::WeightGradient, l, j, from}};
  });
  if (!hasBias) return;
  text.lines.push_back(
      {biasGradientTerm(l, unit), deltaTerm(l, unit), {}, values.layer(l).db(j), {TermRef::BiasGradient, l, j}});
}

}  // namespace backscope
