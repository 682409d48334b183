#include "ui/formula/matrix_terms.h"
#include "ui/formula/pass_values.h"
#include "ui/text/notation.h"

namespace backscope {

namespace {

Formula negative(Formula formula) { return row({operatorSign(QStringLiteral("−")), std::move(formula)}); }
Formula function(Formula argument) { return row({letters(QStringLiteral("h")), std::move(argument)}); }
Formula beside(Formula one, Formula other) { return row({std::move(one), product(), std::move(other)}); }

/// The numbers of the values' layer as columns, rows and matrices, each a term.
class LayerNumbers {
 public:
  explicit LayerNumbers(const PassValues& values) : m_values(values) {}

  Formula a(int l) const { return column(l, TermRef::A, &PassValues::a); }
  Formula z(int l) const { return column(l, outputOf(l), &PassValues::z); }
  Formula slope(int l) const { return column(l, TermRef::Slope, &PassValues::slope); }
  Formula delta(int l) const { return column(l, TermRef::Delta, &PassValues::delta); }
  Formula b(int l) const { return column(l, TermRef::Bias, &PassValues::b); }
  Formula zRow(int l) const {
    return rowOf(units(l), [&](int i) { return number(m_values.z(l, i), {outputOf(l), l, i}); });
  }
  Formula y() const {
    return columnOf(units(output()), [&](int k) { return number(m_values.y(k), {TermRef::Y, output(), k}); });
  }
  Formula yhat() const {
    return columnOf(units(output()), [&](int k) { return number(m_values.yhat(k), {TermRef::Yhat, output(), k}); });
  }
  Formula weights(int l) const {
    return matrixOf(units(l), units(l - 1), [&](int j, int i) { return weight(l, j, i); });
  }
  Formula weightRow(int l, int j) const {
    return rowOf(units(l - 1), [&](int i) { return weight(l, j, i); });
  }
  Formula weightsTransposed(int l) const {
    return matrixOf(units(l - 1), units(l), [&](int i, int j) { return weight(l, j, i); });
  }
  /// Row i of W^(l)ᵀ: the weights that leave unit i.
  Formula transposedRow(int l, int i) const {
    return rowOf(units(l), [&](int j) { return weight(l, j, i); });
  }
  Formula gradients(int l) const {
    return matrixOf(units(l), units(l - 1), [&](int j, int i) { return gradient(l, j, i); });
  }
  Formula gradientRow(int l, int j) const {
    return rowOf(units(l - 1), [&](int i) { return gradient(l, j, i); });
  }
  Formula backSums(int l) const {
    return columnOf(units(l), [&](int j) { return number(backSum(m_values, l, j), {TermRef::BackSum, l, j}); });
  }

 private:
  int units(int l) const { return m_values.network().unitsOf(l); }
  int output() const { return m_values.outputLayer(); }
  static TermRef::Quantity outputOf(int l) { return l == 0 ? TermRef::X : TermRef::Z; }
  Formula column(int l, TermRef::Quantity quantity, double (PassValues::*value)(int, int) const) const {
    return columnOf(units(l), [&](int j) { return number((m_values.*value)(l, j), {quantity, l, j}); });
  }
  Formula weight(int l, int j, int i) const { return number(m_values.w(l, j, i), {TermRef::Weight, l, j, i}); }
  Formula gradient(int l, int j, int i) const {
    return number(m_values.layer(l).dW(j, i), {TermRef::WeightGradient, l, j, i});
  }

  const PassValues& m_values;
};

/// left = numbers = result, where the result is a column or a matrix.
PassLine line(const Formula& left, const Formula& numbers, const Formula& result) {
  const Formula worked = numbers.isEmpty() ? strong(result) : equation(numbers, strong(result));
  return {left, {}, worked, std::nullopt, left.term.value_or(TermRef{})};
}

/// W z + b; `bias` is empty where there is none.
Formula preActivation(Formula weights, Formula z, Formula bias) {
  Formula weighted = beside(std::move(weights), std::move(z));
  return bias.isEmpty() ? weighted : sumOf({std::move(weighted), std::move(bias)});
}

void writeForward(const PassValues& values, bool isWhole, PassText& text) {
  const int l = values.step.layer;
  const int j = values.step.unit;
  const LayerNumbers numbers(values);
  const bool isCopy = values.network().activationOf(l) == Activation::Identity;
  const bool hasBias = values.network().bias;
  const bool hasOutput = values.step.kind == PassStepKind::Unit;
  const Formula a = aVector(l);
  text.symbols = {equation(a, preActivation(weightMatrix(l), zVector(l - 1), hasBias ? biasVector(l) : Formula{}))};
  if (hasOutput) text.symbols.push_back(equation(zVector(l), isCopy ? a : function(brackets(a))));
  if (!isWhole) {
    const Formula bias = hasBias ? factor(values.b(l, j), {TermRef::Bias, l, j}) : Formula{};
    text.lines.front().numbers = preActivation(numbers.weightRow(l, j), numbers.z(l - 1), bias);
    return;
  }
  text.lines = {
      line(a, preActivation(numbers.weights(l), numbers.z(l - 1), hasBias ? numbers.b(l) : Formula{}), numbers.a(l))};
  if (hasOutput) text.lines.push_back(line(zVector(l), isCopy ? a : function(numbers.a(l)), numbers.z(l)));
}

/// −(y − ŷ) ⊙ h′(a), or ŷ − y; `slope` is empty where there is none.
Formula outputDelta(const PassValues& values, Formula y, Formula yhat, Formula slope) {
  if (values.session.loss != Loss::Square) return minus(std::move(yhat), std::move(y));
  Formula error = negative(brackets(minus(std::move(y), std::move(yhat))));
  return slope.isEmpty() ? error : elementwise(std::move(error), std::move(slope));
}

void writeOutputDelta(const PassValues& values, bool isWhole, PassText& text) {
  const int l = values.step.layer;
  const Activation activation = values.network().activationOf(l);
  const bool isSquare = values.session.loss == Loss::Square;
  if (isSquare && activation == Activation::Softmax) return;
  const bool hasSlope = isSquare && activation != Activation::Identity;
  const LayerNumbers numbers(values);
  text.symbols = {equation(deltaVector(l), outputDelta(values, yTerm(l, noIndex()), yhatTerm(l, noIndex()),
                                                       hasSlope ? slopeVector(l) : Formula{}))};
  if (!isWhole || values.outputs() == 1) return;
  const Formula worked = outputDelta(values, numbers.y(), numbers.yhat(), hasSlope ? numbers.slope(l) : Formula{});
  text.lines = {line(deltaVector(l), worked, numbers.delta(l))};
}

void writeHiddenDelta(const PassValues& values, bool isWhole, PassText& text) {
  const int l = values.step.layer;
  const int j = values.step.unit;
  const LayerNumbers numbers(values);
  const Formula sums = beside(weightMatrixTransposed(l + 1), deltaVector(l + 1));
  text.symbols = {equation(deltaVector(l), elementwise(slopeVector(l), brackets(sums)))};
  if (!isWhole) {
    PassLine& sum = text.lines[1];  // the second factor
    sum.left = asTerm(indexed(brackets(sums), upright(QString::number(j + 1)), row({})), sum.subject);
    sum.numbers = beside(numbers.transposedRow(l + 1, j), numbers.delta(l + 1));
    return;
  }
  PassLine sum = line(sums, beside(numbers.weightsTransposed(l + 1), numbers.delta(l + 1)), numbers.backSums(l));
  sum.subject = {TermRef::BackSum, l};
  text.lines = {line(slopeVector(l), {}, numbers.slope(l)), std::move(sum),
                line(deltaVector(l), elementwise(numbers.slope(l), numbers.backSums(l)), numbers.delta(l))};
}

void writeGradient(const PassValues& values, bool isWhole, PassText& text) {
  const int l = values.step.layer;
  const int j = values.step.unit;
  const LayerNumbers numbers(values);
  const bool hasBias = values.network().bias;
  text.symbols = {equation(weightGradientMatrix(l), beside(deltaVector(l), zVectorTransposed(l - 1)))};
  if (hasBias) text.symbols.push_back(equation(biasGradientVector(l), deltaVector(l)));
  if (!isWhole) {
    const Formula left = indexed(brackets(weightGradientMatrix(l)), upright(QString::number(j + 1)), row({}));
    const Formula delta = factor(values.delta(l, j), {TermRef::Delta, l, j});
    PassLine product = line(left, beside(delta, numbers.zRow(l - 1)), numbers.gradientRow(l, j));
    product.subject = {TermRef::WeightGradient, l, j};
    text.lines.insert(text.lines.begin(), std::move(product));
    return;
  }
  text.lines = {line(weightGradientMatrix(l), beside(numbers.delta(l), numbers.zRow(l - 1)), numbers.gradients(l))};
  if (hasBias) text.lines.push_back(line(biasGradientVector(l), {}, numbers.delta(l)));
}

void writeLoss(const PassValues& values, PassText& text) {
  const int l = values.outputLayer();
  const Formula y = yTerm(l, noIndex());
  const Formula yhat = yhatTerm(l, noIndex());
  if (values.outputs() == 1) return;
  if (values.session.loss == Loss::Square) {
    const Formula norm = brackets(minus(y, yhat), QStringLiteral("‖‖"));
    text.symbols = {equation(lossTerm(), row({upright(QStringLiteral("½")), product(), squared(norm)}))};
  } else if (values.network().activationOf(l) == Activation::Softmax) {
    const Formula transposed = indexed(y, row({}), upright(QStringLiteral("T")));
    const Formula logarithm = row({upright(QStringLiteral("ln")), product(), yhat});
    text.symbols = {equation(lossTerm(), negative(beside(transposed, logarithm)))};
  }
}

}  // namespace

void writeAsMatrices(const PassValues& values, std::span<const PassStep> acting, PassText& text) {
  const int l = values.step.layer;
  // A layer of one unit is shown with its row, which is its whole matrix.
  const bool isWhole = acting.size() > 1 && static_cast<int>(acting.size()) == values.network().unitsOf(l);
  if (acting.size() > 1 && !isWhole) return;
  switch (values.step.kind) {
    case PassStepKind::Input:
      text.lines = {line(zVector(0), letters(QStringLiteral("x")), LayerNumbers(values).z(0))};
      return;
    case PassStepKind::Unit:
    case PassStepKind::PreActivation:
      return writeForward(values, isWhole, text);
    case PassStepKind::Softmax: {
      const Formula softmax = row({upright(QStringLiteral("softmax")), brackets(aVector(l))});
      text.symbols = {equation(zVector(l), softmax)};
      return;
    }
    case PassStepKind::Loss:
      return writeLoss(values, text);
    case PassStepKind::OutputDelta:
      return writeOutputDelta(values, isWhole, text);
    case PassStepKind::HiddenDelta:
      return writeHiddenDelta(values, isWhole, text);
    case PassStepKind::WeightGradient:
      return writeGradient(values, isWhole, text);
    default:
      return;
  }
}

}  // namespace backscope
