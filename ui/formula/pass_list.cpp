#include "ui/formula/pass_list.h"

#include <QCoreApplication>

#include "ui/formula/matrix_terms.h"
#include "ui/formula/pass_terms.h"
#include "ui/text/notation.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("pass_list", text); }

Formula relation(Formula left, const QString& sign, Formula right) {
  return row({std::move(left), operatorSign(sign), std::move(right)});
}
Formula equals(Formula left, Formula right) { return relation(std::move(left), QStringLiteral("="), std::move(right)); }
Formula becomes(Formula left, Formula right) {
  return relation(std::move(left), QStringLiteral("←"), std::move(right));
}
Formula letter(const char16_t* text) { return letters(QString::fromUtf16(text)); }
Formula lowered(const char16_t* text, const char16_t* index) { return indexed(letter(text), letter(index), row({})); }
Formula beside(Formula one, Formula other) { return row({std::move(one), product(), std::move(other)}); }
Formula negative(Formula formula) { return row({operatorSign(QStringLiteral("−")), std::move(formula)}); }
Formula error() { return brackets(minus(letter(u"y"), letter(u"ŷ"))); }

bool isSoftmax(const Session& session) {
  return session.network.activationOf(session.network.outputLayer()) == Activation::Softmax;
}

Formula lossRow(const Session& session) {
  const bool isSingle = session.network.outputs() == 1;
  if (session.loss == Loss::Square) {
    const bool isNorm = notation().isMatrixForm && !isSingle;
    const Formula square =
        squared(isNorm ? brackets(minus(letter(u"y"), letter(u"ŷ")), QStringLiteral("‖‖")) : error());
    const Formula sum = isSingle || isNorm ? square : row({sumOver({}), square});
    return equals(letter(u"ℓ"), row({upright(QStringLiteral("½")), sum}));
  }
  const Formula logarithm = row({upright(QStringLiteral("ln")), product(), letter(u"ŷ")});
  const Formula first = beside(letter(u"y"), logarithm);
  if (isSoftmax(session)) return equals(letter(u"ℓ"), negative(row({sumOver({}), first})));
  const auto oneMinus = [](Formula formula) {
    return brackets(minus(upright(QStringLiteral("1")), std::move(formula)));
  };
  const Formula second =
      row({oneMinus(letter(u"y")), product(), upright(QStringLiteral("ln")), product(), oneMinus(letter(u"ŷ"))});
  const Formula inside = brackets(sumOf({first, second}), QStringLiteral("[]"));
  return equals(letter(u"ℓ"), negative(isSingle ? inside : row({sumOver({}), inside})));
}

Formula slope(int layer) { return row({letters(QStringLiteral("h′")), brackets(ofLayer(aLetter(), layer))}); }

Formula outputDeltaRow(const Session& session, int layer) {
  const Formula delta = ofLayer(QStringLiteral("δ"), layer);
  if (session.loss == Loss::CrossEntropy) return equals(delta, minus(letter(u"ŷ"), letter(u"y")));
  if (isSoftmax(session)) {
    const Formula jacobian = row(
        {letters(QStringLiteral("∂ŷ")), upright(QStringLiteral("/")), ofLayer(QStringLiteral("∂") + aLetter(), layer)});
    return equals(delta, negative(row({sumOver({}), error(), product(), jacobian})));
  }
  const bool isLinear = session.network.activationOf(layer) == Activation::Identity;
  return equals(delta, negative(isLinear                  ? error()
                                : notation().isMatrixForm ? elementwise(error(), slopeVector(layer))
                                                          : beside(error(), slope(layer))));
}

Formula hiddenDeltaRow(int layer) {
  if (notation().isMatrixForm) {
    const Formula sums = row({weightMatrixTransposed(layer + 1), product(), deltaVector(layer + 1)});
    return equals(deltaVector(layer), elementwise(slopeVector(layer), brackets(sums)));
  }
  return equals(ofLayer(QStringLiteral("δ"), layer),
                row({slope(layer), product(), sumOver({}), ofLayer(QStringLiteral("w"), layer + 1), product(),
                     ofLayer(QStringLiteral("δ"), layer + 1)}));
}

Formula gradientRow(int layer) {
  if (notation().isMatrixForm) {
    const Formula matrix =
        row({letters(QStringLiteral("∂ℓ")), upright(QStringLiteral("/")), ofLayer(QStringLiteral("∂W"), layer)});
    return equals(matrix, beside(deltaVector(layer), zVectorTransposed(layer - 1)));
  }
  const Formula derivative =
      row({letters(QStringLiteral("∂ℓ")), upright(QStringLiteral("/")), ofLayer(QStringLiteral("∂w"), layer)});
  return equals(derivative, beside(ofLayer(QStringLiteral("δ"), layer), ofLayer(zLetter(), layer - 1)));
}

Formula penaltyRow(const TrainingSettings& training) {
  std::vector<Formula> parts{letter(u"g")};
  if (training.l2 != 0) parts.push_back(beside(lowered(u"λ", u"2"), letter(u"w")));
  if (training.l1 != 0)
    parts.push_back(row({lowered(u"λ", u"1"), product(), upright(QStringLiteral("sign")), brackets(letter(u"w"))}));
  return becomes(letter(u"g"), sumOf(std::move(parts)));
}

/// average ← rate · average + (1 − rate) · added
Formula averageRow(const Formula& average, const Formula& rate, const Formula& added) {
  const Formula rest = brackets(minus(upright(QStringLiteral("1")), rate));
  return becomes(average, sumOf({beside(rate, average), beside(rest, added)}));
}

Formula firstMomentRow(const OptimizerSettings& optimizer) {
  if (optimizer.kind == OptimizerKind::Adam) return averageRow(letter(u"m"), lowered(u"β", u"1"), letter(u"g"));
  return becomes(letter(u"m"), sumOf({beside(letter(u"μ"), letter(u"m")), letter(u"g")}));
}

Formula secondMomentRow(const OptimizerSettings& optimizer) {
  const bool isAdam = optimizer.kind == OptimizerKind::Adam;
  return averageRow(letter(u"v"), isAdam ? lowered(u"β", u"2") : letter(u"ρ"), squared(letter(u"g")));
}

/// On one line: with a slash in place of a fraction.
Formula overRoot(Formula above, Formula below) {
  return row({std::move(above), upright(QStringLiteral("/")), brackets(sumOf({root(std::move(below)), letter(u"ε")}))});
}

Formula newParametersRow(const OptimizerSettings& optimizer) {
  Formula direction = letter(u"g");
  if (optimizer.kind == OptimizerKind::Adam) direction = overRoot(letter(u"m\u0302"), letter(u"v\u0302"));
  if (optimizer.kind == OptimizerKind::RmsProp) direction = overRoot(letter(u"g"), letter(u"v"));
  if (optimizer.kind == OptimizerKind::Sgd && optimizer.momentum != 0)
    direction = optimizer.nesterov ? brackets(sumOf({letter(u"g"), beside(letter(u"μ"), letter(u"m"))})) : letter(u"m");
  return becomes(letter(u"w"), minus(letter(u"w"), beside(letter(u"η"), direction)));
}

/// W z + b
Formula preActivation(const Session& session, int layer) {
  const Formula weighted = beside(weightMatrix(layer), zVector(layer - 1));
  return session.network.bias ? sumOf({weighted, biasVector(layer)}) : weighted;
}

Formula preActivationRow(const Session& session, int layer) {
  return notation().isMatrixForm ? equals(aVector(layer), preActivation(session, layer)) : ofLayer(aLetter(), layer);
}

Formula unitsRow(const Session& session, int layer) {
  if (notation().isMatrixForm) {
    const bool isCopy = session.network.activationOf(layer) == Activation::Identity;
    const Formula inside = preActivation(session, layer);
    return equals(zVector(layer), isCopy ? inside : row({letters(QStringLiteral("h")), brackets(inside)}));
  }
  return row({ofLayer(aLetter(), layer), upright(QStringLiteral(", ")), ofLayer(zLetter(), layer)});
}

Formula formulaOf(const PassStep& step, const Session& session) {
  const int l = step.layer;
  const OptimizerSettings& optimizer = session.training.optimizer;
  const auto z = [](int layer) { return ofLayer(zLetter(), layer); };
  const auto a = [](int layer) { return ofLayer(aLetter(), layer); };
  switch (step.kind) {
    case PassStepKind::Input:
      return equals(z(0), letter(u"x"));
    case PassStepKind::Unit:
      return unitsRow(session, l);
    case PassStepKind::PreActivation:
      return preActivationRow(session, l);
    case PassStepKind::Softmax:
      return equals(z(l), row({upright(QStringLiteral("softmax")), brackets(a(l))}));
    case PassStepKind::Prediction:
      return equals(letter(u"ŷ"), z(l));
    case PassStepKind::Loss:
      return lossRow(session);
    case PassStepKind::OutputDelta:
      return outputDeltaRow(session, l);
    case PassStepKind::HiddenDelta:
      return hiddenDeltaRow(l);
    case PassStepKind::WeightGradient:
      return gradientRow(l);
    case PassStepKind::Sum:
      return becomes(letter(u"S"), sumOf({letter(u"S"), letter(u"∂ℓ/∂w")}));
    case PassStepKind::Mean:
      return equals(letter(u"g"), row({letter(u"S"), upright(QStringLiteral("/")), letter(u"n")}));
    case PassStepKind::Penalty:
      return penaltyRow(session.training);
    case PassStepKind::FirstMoment:
      return firstMomentRow(optimizer);
    case PassStepKind::SecondMoment:
      return secondMomentRow(optimizer);
    case PassStepKind::NewParameters:
      return newParametersRow(optimizer);
  }
  return {};
}

PassRow::State stateOf(const PassRow& row, int done) {
  if (done <= row.firstStep) return PassRow::State::ToCome;
  return done <= row.endStep ? PassRow::State::Current : PassRow::State::Done;
}

QString stateName(PassRow::State state) {
  switch (state) {
    case PassRow::State::Done:
      return tr("done");
    case PassRow::State::Current:
      return tr("current");
    case PassRow::State::ToCome:
      return tr("to come");
  }
  return {};
}

}  // namespace

std::vector<PassRow> passRowsFor(const PassInstant& instant, const Session& session) {
  std::vector<PassRow> rows;
  const int count = static_cast<int>(instant.steps.size());
  for (int k = 0; k < count; ++k) {
    const PassStep& step = instant.steps[static_cast<std::size_t>(k)];
    const bool begins = rows.empty() || rows.back().kind != step.kind || rows.back().layer != step.layer;
    if (begins) {
      PassRow begun;
      begun.phase = phaseOf(step.kind);
      begun.kind = step.kind;
      begun.layer = step.layer;
      begun.formula = formulaOf(step, session);
      begun.firstStep = k;
      rows.push_back(std::move(begun));
    }
    rows.back().endStep = k + 1;
  }
  for (PassRow& each : rows) each.state = stateOf(each, instant.done);
  return rows;
}

int currentRow(const std::vector<PassRow>& rows) {
  for (std::size_t k = 0; k < rows.size(); ++k)
    if (rows[k].state == PassRow::State::Current) return static_cast<int>(k);
  return -1;
}

QString accessibleText(const PassRow& row) {
  return tr("%1, %2, %3").arg(plainText(row.formula), phaseName(row.phase), stateName(row.state));
}

QString phaseName(PassPhase phase) {
  switch (phase) {
    case PassPhase::Forward:
      return tr("forward");
    case PassPhase::Loss:
      return tr("loss");
    case PassPhase::Backward:
      return tr("backward");
    case PassPhase::Update:
      return tr("update");
  }
  return {};
}

QString progressText(const std::vector<PassRow>& rows) {
  const int current = currentRow(rows);
  if (current < 0) return {};
  const PassPhase phase = rows[static_cast<std::size_t>(current)].phase;
  int place = 0;
  int count = 0;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (rows[k].phase != phase) continue;
    ++count;
    if (static_cast<int>(k) == current) place = count;
  }
  return tr("%1 %2 of %3").arg(phaseName(phase)).arg(place).arg(count);
}

}  // namespace backscope
