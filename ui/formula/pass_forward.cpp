#include <QCoreApplication>

#include "ui/formula/pass_values.h"
#include "ui/text/notation.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("pass_formula", text); }

Formula preActivationSymbols(const PassValues& values, const UnitIndex& j) {
  const int l = values.step.layer;
  const UnitIndex i = everyUnit(QStringLiteral("i"));
  Formula sum = row({sumOver(letters(i.letter)), weightTerm(l, j, i), product(), zTerm(l - 1, i)});
  return values.network().bias ? sumOf({std::move(sum), biasTerm(l, j)}) : sum;
}

PassLine preActivationLine(const PassValues& values) {
  const auto [kind, l, j] = values.step;
  std::vector<Formula> products;
  products.reserve(static_cast<std::size_t>(values.network().unitsOf(l - 1)));
  for (int i = 0; i < values.network().unitsOf(l - 1); ++i)
    products.push_back(times(factor(values.w(l, j, i), {TermRef::Weight, l, j, i}),
                             factor(values.z(l - 1, i), {l == 1 ? TermRef::X : TermRef::Z, l - 1, i})));
  Formula numbers = sumOf(std::move(products));
  if (values.network().bias) numbers = sumOf({std::move(numbers), factor(values.b(l, j), {TermRef::Bias, l, j})});
  return {aTerm(l, oneUnit(j)), {}, std::move(numbers), values.a(l, j), {TermRef::A, l, j}};
}

}  // namespace

std::vector<Formula> unitSymbols(const PassValues& values, const UnitIndex& j) {
  const int l = values.step.layer;
  const Formula a = aTerm(l, j);
  std::vector<Formula> symbols{equation(a, preActivationSymbols(values, j))};
  if (values.step.kind == PassStepKind::PreActivation) return symbols;
  const bool isCopy = values.network().activationOf(l) == Activation::Identity;
  symbols.push_back(equation(zTerm(l, j), isCopy ? a : row({letters(QStringLiteral("h")), brackets(a)})));
  return symbols;
}

void describeInput(const PassValues& values, PassText& text) {
  text.title = tr("Input: the example's values enter the network");
  text.symbols = {equation(ofLayer(zLetter(), 0), letters(QStringLiteral("x")))};
  appendLines(text.lines, values.network().inputs, values.mostLines, [&values](int i) {
    return PassLine{zTerm(0, oneUnit(i)), xTerm(oneUnit(i)), {}, values.z(0, i), {TermRef::X, 0, i}};
  });
}

void describeUnit(const PassValues& values, PassText& text) {
  const auto [kind, l, j] = values.step;
  const Activation activation = values.network().activationOf(l);
  text.title = tr("Unit %1 of layer %2: pre-activation and output").arg(j + 1).arg(layerNumber(l));
  const Formula a = aTerm(l, oneUnit(j));
  text.symbols = unitSymbols(values, oneUnit(j));
  text.lines.push_back(preActivationLine(values));
  const double value = values.a(l, j);
  const TermRef term{TermRef::A, l, j};
  // Within a function's own brackets a sign needs no more of them.
  const bool isArgument = activation == Activation::Tanh || activation == Activation::Sigmoid ||
                          activation == Activation::Relu || activation == Activation::Sine;
  const Formula argument = isArgument ? number(value, term) : factor(value, term);
  const bool isCopy = activation == Activation::Identity;
  text.lines.push_back({zTerm(l, oneUnit(j)),
                        isCopy ? a : activationOf(activation, a, value),
                        isCopy ? Formula{} : activationOf(activation, argument, value),
                        values.z(l, j),
                        {TermRef::Z, l, j}});
}

void describePreActivation(const PassValues& values, PassText& text) {
  const auto [kind, l, j] = values.step;
  text.title = tr("Unit %1 of layer %2: pre-activation").arg(j + 1).arg(layerNumber(l));
  text.symbols = unitSymbols(values, oneUnit(j));
  text.lines.push_back(preActivationLine(values));
}

void describeSoftmax(const PassValues& values, PassText& text) {
  const int l = values.step.layer;
  const UnitIndex k = everyUnit(QStringLiteral("k"));
  const UnitIndex m = everyUnit(QStringLiteral("m"));
  const auto power = [](Formula exponent) {
    return indexed(letters(QStringLiteral("e")), row({}), std::move(exponent));
  };
  text.title = tr("Softmax: the outputs of layer %1 share one").arg(layerNumber(l));
  text.symbols = {
      equation(zTerm(l, k), fraction(power(aTerm(l, k)), row({sumOver(letters(m.letter)), power(aTerm(l, m))})))};
  const auto numberPower = [&](int unit) { return power(number(values.a(l, unit), {TermRef::A, l, unit})); };
  std::vector<Formula> powers;
  powers.reserve(static_cast<std::size_t>(values.network().unitsOf(l)));
  for (int unit = 0; unit < values.network().unitsOf(l); ++unit) powers.push_back(numberPower(unit));
  const Formula sum = sumOf(powers);
  appendLines(text.lines, values.network().unitsOf(l), values.mostLines, [&](int unit) {
    return PassLine{
        zTerm(l, oneUnit(unit)), {}, fraction(numberPower(unit), sum), values.z(l, unit), {TermRef::Z, l, unit}};
  });
}

void describePrediction(const PassValues& values, PassText& text) {
  const int l = values.outputLayer();
  text.title = tr("Prediction: the output of the network");
  text.symbols = {equation(letters(QStringLiteral("ŷ")), ofLayer(zLetter(), l))};
  appendLines(text.lines, values.outputs(), values.mostLines, [&values, l](int k) {
    return PassLine{
        yhatTerm(l, values.outputIndex(k)), zTerm(l, oneUnit(k)), {}, values.yhat(k), {TermRef::Yhat, l, k}};
  });
}

}  // namespace backscope
