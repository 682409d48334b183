#include <QCoreApplication>
#include <cmath>

#include "core/training/update_rule.h"
#include "ui/formula/pass_values.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("pass_formula", text); }

/// The weight that the update is shown for, and its numbers before and after it.
struct ShownWeight {
  int layer = 1;
  int j = 0;
  int i = 0;
  std::size_t index = 0;  ///< in θ
  bool isFrozen = false;
};

/// That of the largest gradient in the batch so far; a frozen one only where all of them are.
ShownWeight shownWeight(const PassValues& values) {
  const ParameterLayout& layout = values.instant.parameters.layout();
  const FrozenPlaces& frozen = values.session.training.frozen;
  ShownWeight shown{.isFrozen = true};
  double largest = -1;
  for (int l = 1; l <= values.outputLayer(); ++l) {
    const int inputs = values.network().unitsOf(l - 1);
    for (int k = 0; k < values.network().unitsOf(l) * inputs; ++k) {
      const std::size_t index = layout.weightOffset(l) + static_cast<std::size_t>(k);
      const double size = std::abs(values.instant.sum[index]);
      const bool isFree = !isFrozen(frozen, index);
      const bool isBetter = isFree == shown.isFrozen ? isFree : size > largest;
      if (!isBetter) continue;
      largest = size;
      shown = {l, k / inputs, k % inputs, index, !isFree};
    }
  }
  return shown;
}

Formula arrow(const Formula& left, const Formula& right) {
  return row({left, operatorSign(QStringLiteral("←")), right});
}

/// What the lines of an update are made of: the shown weight's letters and numbers.
class UpdateLines {
 public:
  explicit UpdateLines(const PassValues& values)
      : m_values(values),
        m_shown(shownWeight(values)),
        m_rule(updateRule(values.session.training, values.instant.optimizer.steps + 1)) {}

  QString name() const { return plainText(w()); }
  bool isFrozen() const { return m_shown.isFrozen; }
  Formula w() const { return term(QStringLiteral("w"), TermRef::Weight); }
  Formula g() const { return term(QStringLiteral("g"), TermRef::BatchMean); }
  Formula m() const { return term(QStringLiteral("m"), TermRef::FirstMoment); }
  Formula v() const { return term(QStringLiteral("v"), TermRef::SecondMoment); }
  Formula mHat() const { return term(QStringLiteral("m\u0302"), TermRef::FirstMoment); }
  Formula vHat() const { return term(QStringLiteral("v\u0302"), TermRef::SecondMoment); }
  Formula sum() const { return term(QStringLiteral("S"), TermRef::BatchSum); }
  Formula gradient() const { return weightGradientTerm(m_shown.layer, oneUnit(m_shown.j), oneUnit(m_shown.i)); }
  Formula term(const QString& letter, TermRef::Quantity quantity) const {
    return ofWeight(letter, quantity, m_shown.layer, m_shown.j, m_shown.i);
  }
  TermRef ref(TermRef::Quantity quantity) const { return {quantity, m_shown.layer, m_shown.j, m_shown.i}; }
  Formula show(double value, TermRef::Quantity quantity) const { return factor(value, ref(quantity)); }

  const UpdateRule& rule() const { return m_rule; }
  const UpdatePreview& update() const { return *m_values.instant.update; }
  double at(const std::vector<double>& array) const { return array.empty() ? 0 : array[m_shown.index]; }
  double weight() const { return at(m_values.instant.parameters.theta()); }
  double sumValue() const { return at(m_values.instant.sum); }
  double exampleGradient() const { return m_values.layer(m_shown.layer).dW(m_shown.j, m_shown.i); }
  double sign() const { return weight() > 0 ? 1 : weight() < 0 ? -1 : 0; }
  /// With the penalties' share, in the kernels' order of operations.
  double gradientValue() const { return (at(update().gradient) + m_rule.l2 * weight()) + m_rule.l1 * sign(); }

  PassLine line(const Formula& left, const Formula& numbers, double value, TermRef::Quantity quantity) const {
    return {left, {}, numbers, value, ref(quantity)};
  }

 private:
  const PassValues& m_values;
  ShownWeight m_shown;
  UpdateRule m_rule;
};

Formula lowered(const char* letter, const char* index) {
  return indexed(letters(QString::fromUtf8(letter)), upright(QLatin1String(index)), row({}));
}

/// Above the index of the base, where it has one: β_1^t.
Formula power(const Formula& base, const Formula& exponent) {
  return base.kind == Formula::Kind::Indexed ? indexed(base.parts[0], base.parts[1], exponent)
                                             : indexed(base, row({}), exponent);
}
Formula oneMinus(const Formula& formula) { return minus(upright(QStringLiteral("1")), formula); }

void describeSum(const PassValues& values, const UpdateLines& lines, PassText& text) {
  text.title = tr("Batch: the gradient of example %1 of %2 is added up")
                   .arg(values.instant.exampleInBatch + 1)
                   .arg(values.instant.batchSize);
  const bool isFirst = values.instant.exampleInBatch == 0;
  text.symbols = {isFirst ? arrow(lines.sum(), lines.gradient())
                          : arrow(lines.sum(), sumOf({lines.sum(), lines.gradient()}))};
  const Formula added = lines.show(lines.exampleGradient(), TermRef::WeightGradient);
  const Formula numbers = isFirst ? Formula{} : sumOf({upright(QStringLiteral("…")), added});
  text.lines = {lines.line(lines.sum(), numbers, lines.sumValue(), TermRef::BatchSum)};
}

void describeMean(const PassValues& values, const UpdateLines& lines, PassText& text) {
  const Formula count = upright(QString::number(values.instant.batchSize));
  text.title = values.instant.batchSize == 1
                   ? tr("Batch: the mean gradient of its one example")
                   : tr("Batch: the mean gradient of its %1 examples").arg(values.instant.batchSize);
  text.symbols = {equation(lines.g(), fraction(lines.sum(), letters(QStringLiteral("n"))))};
  text.lines = {lines.line(lines.g(), fraction(number(lines.sumValue(), lines.ref(TermRef::BatchSum)), count),
                           lines.at(lines.update().gradient), TermRef::BatchMean)};
}

void describePenalty(const UpdateLines& lines, PassText& text) {
  std::vector<Formula> symbols{lines.g()};
  std::vector<Formula> numbers{lines.show(lines.at(lines.update().gradient), TermRef::BatchMean)};
  if (lines.rule().l2 != 0) {
    symbols.push_back(row({lowered("λ", "2"), product(), lines.w()}));
    numbers.push_back(times(number(lines.rule().l2), lines.show(lines.weight(), TermRef::Weight)));
  }
  if (lines.rule().l1 != 0) {
    symbols.push_back(row({lowered("λ", "1"), product(), upright(QStringLiteral("sign")), brackets(lines.w())}));
    numbers.push_back(times(number(lines.rule().l1), factor(lines.sign())));
  }
  text.title = tr("Penalty: weights are drawn towards zero");
  text.symbols = {arrow(lines.g(), sumOf(std::move(symbols)))};
  text.lines = {lines.line(lines.g(), sumOf(std::move(numbers)), lines.gradientValue(), TermRef::BatchMean)};
  text.note = tr("Biases are not penalised.");
}

/// letter ← rate · letter + (1 − rate) · added
void describeAverage(const Formula& rate, double rateValue, const PassLine& before, const Formula& symbol,
                     const Formula& added, PassText& text) {
  const Formula old = factor(*before.value, before.subject);
  text.symbols = {arrow(
      before.left, sumOf({row({rate, product(), before.left}), row({brackets(oneMinus(rate)), product(), symbol})}))};
  text.lines.front().numbers =
      sumOf({times(number(rateValue), old), times(brackets(oneMinus(number(rateValue))), added)});
}

void describeFirstMoment(const PassValues& values, const UpdateLines& lines, PassText& text) {
  const PassLine before = lines.line(lines.m(), {}, lines.at(values.instant.optimizer.mean), TermRef::FirstMoment);
  const Formula g = lines.show(lines.gradientValue(), TermRef::BatchMean);
  text.lines = {lines.line(lines.m(), {}, lines.at(lines.update().mean), TermRef::FirstMoment)};
  if (lines.rule().kind == UpdateRule::Kind::Adam) {
    text.title = tr("Adam: the running average of g");
    describeAverage(lowered("β", "1"), lines.rule().momentum, before, lines.g(), g, text);
    return;
  }
  text.title = tr("Momentum: the gradients so far, fading");
  text.symbols = {arrow(lines.m(), sumOf({row({letters(QStringLiteral("μ")), product(), lines.m()}), lines.g()}))};
  text.lines.front().numbers = sumOf({times(number(lines.rule().momentum), factor(*before.value, before.subject)), g});
}

void describeSecondMoment(const PassValues& values, const UpdateLines& lines, PassText& text) {
  const bool isAdam = lines.rule().kind == UpdateRule::Kind::Adam;
  const PassLine before =
      lines.line(lines.v(), {}, lines.at(values.instant.optimizer.meanSquare), TermRef::SecondMoment);
  text.title = isAdam ? tr("Adam: the running average of g²") : tr("RMSprop: the running average of g²");
  text.lines = {lines.line(lines.v(), {}, lines.at(lines.update().meanSquare), TermRef::SecondMoment)};
  describeAverage(isAdam ? lowered("β", "2") : letters(QStringLiteral("ρ")), lines.rule().decay, before,
                  squared(lines.g()), squared(lines.show(lines.gradientValue(), TermRef::BatchMean)), text);
}

/// adam's averages begin at zero, which the corrections make up for.
void addCorrections(const PassValues& values, const UpdateLines& lines, PassText& text) {
  const UpdateRule& rule = lines.rule();
  const Formula t = upright(QString::number(values.instant.optimizer.steps + 1));
  const auto add = [&](const Formula& hat, const Formula& average, const Formula& rate, double rateValue, double value,
                       double correction, TermRef::Quantity quantity) {
    text.symbols.push_back(equation(hat, fraction(average, oneMinus(power(rate, letters(QStringLiteral("t")))))));
    text.lines.push_back(lines.line(hat,
                                    fraction(number(value, lines.ref(quantity)), oneMinus(power(number(rateValue), t))),
                                    value / correction, quantity));
  };
  add(lines.mHat(), lines.m(), lowered("β", "1"), rule.momentum, lines.at(lines.update().mean), rule.meanCorrection,
      TermRef::FirstMoment);
  add(lines.vHat(), lines.v(), lowered("β", "2"), rule.decay, lines.at(lines.update().meanSquare),
      rule.squareCorrection, TermRef::SecondMoment);
}

/// What stands behind η, in symbols or in numbers: g, m, g + μ m, or the first over the root of the second.
Formula direction(UpdateRule::Kind kind, const Formula& first, const Formula& second, const Formula& constant) {
  if (kind == UpdateRule::Kind::Momentum) return first;
  if (kind == UpdateRule::Kind::Nesterov) return brackets(sumOf({first, times(constant, second)}));
  return fraction(first, sumOf({root(second), constant}));
}

Formula directionSymbols(const UpdateLines& lines, bool hasMomentum) {
  switch (lines.rule().kind) {
    case UpdateRule::Kind::Momentum:
      return hasMomentum ? lines.m() : lines.g();
    case UpdateRule::Kind::Nesterov:
      return hasMomentum ? direction(UpdateRule::Kind::Nesterov, lines.g(), lines.m(), letters(QStringLiteral("μ")))
                         : lines.g();
    case UpdateRule::Kind::RmsProp:
      return direction(UpdateRule::Kind::RmsProp, lines.g(), lines.v(), letters(QStringLiteral("ε")));
    case UpdateRule::Kind::Adam:
      return direction(UpdateRule::Kind::Adam, lines.mHat(), lines.vHat(), letters(QStringLiteral("ε")));
  }
  return {};
}

Formula directionNumbers(const UpdateLines& lines, bool hasMomentum) {
  const UpdateRule& rule = lines.rule();
  const Formula g = lines.show(lines.gradientValue(), TermRef::BatchMean);
  const Formula m = lines.show(lines.at(lines.update().mean), TermRef::FirstMoment);
  const double mean = lines.at(lines.update().mean) / rule.meanCorrection;
  const double square = lines.at(lines.update().meanSquare) / rule.squareCorrection;
  switch (rule.kind) {
    case UpdateRule::Kind::Momentum:
      return hasMomentum ? m : g;
    case UpdateRule::Kind::Nesterov:
      return hasMomentum ? direction(rule.kind, g, m, number(rule.momentum)) : g;
    case UpdateRule::Kind::RmsProp:
      return direction(rule.kind, number(lines.gradientValue(), lines.ref(TermRef::BatchMean)),
                       number(square, lines.ref(TermRef::SecondMoment)), number(rule.epsilon));
    case UpdateRule::Kind::Adam:
      return direction(rule.kind, number(mean, lines.ref(TermRef::FirstMoment)),
                       number(square, lines.ref(TermRef::SecondMoment)), number(rule.epsilon));
  }
  return {};
}

void addLossChange(const PassValues& values, PassText& text) {
  const double before = values.instant.trace.loss;
  const double after = values.instant.lossAfter;
  const TermRef old{TermRef::Loss};
  const TermRef fresh{TermRef::NewLoss};
  text.lossChange = {{upright(tr("ℓ before")), {}, {}, before, old},
                     {upright(tr("ℓ after")), {}, {}, after, fresh},
                     {upright(tr("difference")),
                      {},
                      minus(number(after, fresh), factor(before, old)),
                      after - before,
                      {TermRef::LossDifference}}};
}

void describeNewParameters(const PassValues& values, const UpdateLines& lines, PassText& text) {
  const UpdateRule& rule = lines.rule();
  const bool isGradientDescent = rule.kind == UpdateRule::Kind::Momentum || rule.kind == UpdateRule::Kind::Nesterov;
  const bool hasMomentum = isGradientDescent && rule.momentum != 0;
  text.title = tr("Update: every weight and bias takes its step");
  if (rule.kind == UpdateRule::Kind::Adam) addCorrections(values, lines, text);
  const Formula eta = letters(QStringLiteral("η"));
  text.symbols.push_back(
      arrow(lines.w(), minus(lines.w(), row({eta, product(), directionSymbols(lines, hasMomentum)}))));
  const Formula step = times(number(rule.rate), directionNumbers(lines, hasMomentum));
  text.lines.push_back(lines.line(lines.w(), minus(lines.show(lines.weight(), TermRef::Weight), step),
                                  lines.at(lines.update().theta), TermRef::NewWeight));
  addLossChange(values, text);
}

/// Of a network that has no free weight: m ← 0, v ← 0, w ← w.
void describeFrozen(PassStepKind kind, const UpdateLines& lines, PassText& text) {
  const Formula zero = upright(QStringLiteral("0"));
  const auto stays = [&](const Formula& left, const Formula& right, double value, TermRef::Quantity quantity) {
    text.symbols = {arrow(left, right)};
    text.lines = {lines.line(left, {}, value, quantity)};
  };
  text.title = tr("Update: what is frozen stays as it is");
  if (kind == PassStepKind::FirstMoment) stays(lines.m(), zero, lines.at(lines.update().mean), TermRef::FirstMoment);
  if (kind == PassStepKind::SecondMoment)
    stays(lines.v(), zero, lines.at(lines.update().meanSquare), TermRef::SecondMoment);
  if (kind == PassStepKind::NewParameters)
    stays(lines.w(), lines.w(), lines.at(lines.update().theta), TermRef::NewWeight);
}

/// Whose numbers are shown, and what becomes of the others.
QString noteOn(const UpdateLines& lines, bool areSomeFrozen) {
  if (lines.isFrozen())
    return tr("Every weight is frozen: training leaves it as it is. Shown for %1.").arg(lines.name());
  if (areSomeFrozen)
    return tr("Shown for %1, the weight with the largest gradient of those that are not frozen; what is frozen stays "
              "as it is.")
        .arg(lines.name());
  return tr("Shown for %1, the weight with the largest gradient; all others go alike.").arg(lines.name());
}

}  // namespace

void describeUpdate(const PassValues& values, PassText& text) {
  const UpdateLines lines(values);
  const PassStepKind kind = values.step.kind;
  text.note = noteOn(lines, !values.session.training.frozen.empty());
  if (kind == PassStepKind::Sum) {
    describeSum(values, lines, text);
    return;
  }
  if (!values.instant.update) {
    text.title = tr("Update");
    text.note = tr("This update diverges: its numbers are not finite.");
    return;
  }
  if (kind == PassStepKind::Mean) describeMean(values, lines, text);
  if (kind == PassStepKind::Penalty) describePenalty(lines, text);
  if (kind > PassStepKind::Penalty && lines.isFrozen()) {
    describeFrozen(kind, lines, text);
    if (kind == PassStepKind::NewParameters) addLossChange(values, text);
    return;
  }
  if (kind == PassStepKind::FirstMoment) describeFirstMoment(values, lines, text);
  if (kind == PassStepKind::SecondMoment) describeSecondMoment(values, lines, text);
  if (kind == PassStepKind::NewParameters) describeNewParameters(values, lines, text);
}

}  // namespace backscope
