#include "ui/formula/pass_formula.h"

#include <QStringList>

#include "ui/formula/pass_values.h"
#include "ui/text/notation.h"

namespace backscope {

void describeStep(const PassValues& values, PassText& text) {
  switch (values.step.kind) {
    case PassStepKind::Input:
      return describeInput(values, text);
    case PassStepKind::Unit:
      return describeUnit(values, text);
    case PassStepKind::PreActivation:
      return describePreActivation(values, text);
    case PassStepKind::Softmax:
      return describeSoftmax(values, text);
    case PassStepKind::Prediction:
      return describePrediction(values, text);
    case PassStepKind::Loss:
      return describeLoss(values, text);
    case PassStepKind::OutputDelta:
      return describeOutputDelta(values, text);
    case PassStepKind::HiddenDelta:
      return describeHiddenDelta(values, text);
    case PassStepKind::WeightGradient:
      return describeWeightGradient(values, text);
    default:
      return describeUpdate(values, text);
  }
}

namespace {

void append(std::vector<Formula>& parts, const Formula& side) {
  if (side.isEmpty()) return;
  if (!parts.empty()) parts.push_back(operatorSign(QStringLiteral("=")));
  parts.push_back(side);
}

}  // namespace

Formula equation(const Formula& left, const Formula& right) {
  return row({left, operatorSign(QStringLiteral("=")), right});
}

PassText passTextFor(const PassInstant& instant, const Session& session, StepSize size, int mostLines) {
  PassText text;
  const PassStep* last = instant.last();
  if (last == nullptr) return text;
  text.phase = phaseOf(last->kind);
  const PassValues values{instant, session, *last, mostLines};
  const std::span<const PassStep> acting = actingSteps(instant.taken(), size);
  if (acting.size() > 1)
    describeLayer(values, acting, text);
  else
    describeStep(values, text);
  if (notation().isMatrixForm) writeAsMatrices(values, acting, text);
  return text;
}

Formula workedFormula(const PassLine& line) {
  std::vector<Formula> parts;
  append(parts, line.left);
  append(parts, line.right);
  append(parts, line.numbers);
  if (line.value) append(parts, strong(number(*line.value, line.subject)));
  return row(std::move(parts));
}

QString plainText(const PassText& text) {
  QStringList lines{text.title};
  for (const Formula& formula : text.symbols) lines.append(plainText(formula));
  for (const PassLine& line : text.lines) lines.append(plainText(workedFormula(line)));
  lines.append(text.finding);
  lines.append(text.note);
  for (const PassLine& line : text.lossChange) lines.append(plainText(workedFormula(line)));
  lines.removeAll(QString());
  return lines.join(QLatin1Char('\n'));
}

}  // namespace backscope
