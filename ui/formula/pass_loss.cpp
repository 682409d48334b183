#include <QCoreApplication>

#include "ui/formula/pass_values.h"
#include "ui/text/notation.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("pass_formula", text); }

Formula half() { return upright(QStringLiteral("½")); }
Formula one() { return upright(QStringLiteral("1")); }
Formula negative(Formula formula) { return row({operatorSign(QStringLiteral("−")), std::move(formula)}); }
Formula logarithm(Formula argument) { return row({upright(QStringLiteral("ln")), product(), std::move(argument)}); }
Formula squareBrackets(Formula inside) { return brackets(std::move(inside), QStringLiteral("[]")); }

/// y and ŷ of an output, in symbols or as numbers.
struct OutputPair {
  Formula y;
  Formula yhat;
};

OutputPair symbolPair(const PassValues& values, const UnitIndex& k) {
  return {yTerm(values.outputLayer(), k), yhatTerm(values.outputLayer(), k)};
}

OutputPair numberPair(const PassValues& values, int k) {
  const int l = values.outputLayer();
  return {number(values.y(k), {TermRef::Y, l, k}), factor(values.yhat(k), {TermRef::Yhat, l, k})};
}

/// (y − ŷ)
Formula errorOf(const OutputPair& pair) { return brackets(minus(pair.y, pair.yhat)); }

bool isSoftmax(const PassValues& values) {
  return values.network().activationOf(values.outputLayer()) == Activation::Softmax;
}

/// What ℓ adds up over the outputs.
Formula lossPart(const PassValues& values, const OutputPair& pair) {
  if (values.session.loss == Loss::Square) return squared(errorOf(pair));
  Formula first = row({pair.y, product(), logarithm(pair.yhat)});
  if (isSoftmax(values)) return first;
  const Formula second = row({brackets(minus(one(), pair.y)), product(), logarithm(brackets(minus(one(), pair.yhat)))});
  return sumOf({first, second});
}

/// ½ Σ or −Σ of the part that stands for all of them, or of the numbers' parts added up.
Formula lossAround(const PassValues& values, Formula sum, bool isSingle) {
  const bool isSquare = values.session.loss == Loss::Square;
  const Formula sign = isSquare ? half() : operatorSign(QStringLiteral("−"));
  const Formula gap = isSquare ? product() : row({});
  const bool staysOpen = isSingle && (isSquare || isSoftmax(values));
  return row({sign, gap, staysOpen ? std::move(sum) : squareBrackets(std::move(sum))});
}

QString lossNote(const PassValues& values) {
  if (values.session.loss != Loss::Square)
    return tr("With cross-entropy the output's slope cancels, so that δ = ŷ − y.");
  return values.network().activationOf(values.outputLayer()) == Activation::Identity
             ? tr("The ½ makes δ = −(y − ŷ); the notes write the loss without it.")
             : tr("The ½ makes ∂ℓ/∂ŷ = −(y − ŷ); the notes write the loss without it.");
}

Formula jacobianDeltaSymbols(const PassValues& values, const UnitIndex& k) {
  const UnitIndex m = everyUnit(QStringLiteral("m"));
  const Formula derivative = fraction(indexed(letters(QStringLiteral("∂ŷ")), letters(m.letter), row({})),
                                      row({letters(QStringLiteral("∂")), aTerm(values.step.layer, k)}));
  return row({operatorSign(QStringLiteral("−")), sumOver(letters(m.letter)), errorOf(symbolPair(values, m)), product(),
              derivative});
}

bool hasSlope(const PassValues& values) {
  return values.session.loss == Loss::Square &&
         values.network().activationOf(values.outputLayer()) != Activation::Identity;
}

/// δ_k of softmax with the square loss: every output depends on a_k.
void describeJacobianDelta(const PassValues& values, PassText& text) {
  const auto [kind, l, k] = values.step;
  text.symbols = {outputDeltaSymbols(values, oneUnit(k))};
  std::vector<Formula> parts;
  parts.reserve(static_cast<std::size_t>(values.outputs()));
  for (int other = 0; other < values.outputs(); ++other) {
    const OutputPair pair = numberPair(values, other);
    const Formula own = numberPair(values, k).yhat;
    const Formula jacobian =
        other == k ? times(own, brackets(minus(one(), own))) : brackets(negative(times(pair.yhat, own)));
    parts.push_back(times(errorOf(pair), jacobian));
  }
  text.lines.push_back({deltaTerm(l, oneUnit(k)),
                        {},
                        negative(squareBrackets(sumOf(std::move(parts)))),
                        values.delta(l, k),
                        {TermRef::Delta, l, k}});
  text.note +=
      u' ' +
      tr("Softmax: the derivative of an output by its own %1 is ŷ (1 − ŷ), by another's minus the product of both "
         "outputs.")
          .arg(aLetter());
}

}  // namespace

Formula outputDeltaSymbols(const PassValues& values, const UnitIndex& k) {
  const int l = values.step.layer;
  const bool isSquare = values.session.loss == Loss::Square;
  if (isSquare && isSoftmax(values)) return equation(deltaTerm(l, k), jacobianDeltaSymbols(values, k));
  const OutputPair pair = symbolPair(values, values.outputs() == 1 ? noIndex() : k);
  const Formula right = isSquare ? negative(errorOf(pair)) : minus(pair.yhat, pair.y);
  return equation(deltaTerm(l, k), hasSlope(values) ? times(right, slopeTerm(l, k)) : right);
}

void describeLoss(const PassValues& values, PassText& text) {
  text.title = tr("Loss of the example");
  const bool isSingle = values.outputs() == 1;
  const Formula part = lossPart(values, symbolPair(values, values.everyOutput(QStringLiteral("k"))));
  const bool isSquare = values.session.loss == Loss::Square;
  const bool isBracketed = !isSquare && !isSoftmax(values);
  const Formula sigma = isSingle ? row({}) : sumOver(letters(QStringLiteral("k")));
  const Formula symbols = row({isSquare ? half() : operatorSign(QStringLiteral("−")), isSquare ? product() : row({}),
                               sigma, isBracketed ? squareBrackets(part) : part});
  text.symbols = {equation(lossTerm(), symbols)};
  std::vector<Formula> parts;
  parts.reserve(static_cast<std::size_t>(values.outputs()));
  for (int k = 0; k < values.outputs(); ++k) parts.push_back(lossPart(values, numberPair(values, k)));
  text.lines.push_back({lossTerm(),
                        {},
                        lossAround(values, sumOf(std::move(parts)), isSingle),
                        values.instant.trace.loss,
                        {TermRef::Loss}});
  text.note = lossNote(values);
}

void describeOutputDelta(const PassValues& values, PassText& text) {
  const auto [kind, l, k] = values.step;
  text.title = tr("Delta of output %1: how ℓ changes with %2").arg(k + 1).arg(aLetter());
  text.note = lossNote(values);
  const bool isSquare = values.session.loss == Loss::Square;
  if (isSquare && isSoftmax(values)) {
    describeJacobianDelta(values, text);
    return;
  }
  const OutputPair numbers = numberPair(values, k);
  Formula worked = isSquare
                       ? negative(errorOf(numbers))
                       : minus(number(values.yhat(k), {TermRef::Yhat, l, k}), factor(values.y(k), {TermRef::Y, l, k}));
  if (hasSlope(values)) {
    const double slope = values.slope(l, k);
    worked = times(worked, factor(slope, {TermRef::Slope, l, k}));
    text.lines.push_back(slopeLine(values, l, k));
    text.finding = slopeFinding(slope);
    text.note = QStringList{text.note, slopeNote(values, l, k)}.join(u' ').trimmed();
  }
  text.symbols = {outputDeltaSymbols(values, oneUnit(k))};
  text.lines.push_back({deltaTerm(l, oneUnit(k)), {}, worked, values.delta(l, k), {TermRef::Delta, l, k}});
}

}  // namespace backscope
