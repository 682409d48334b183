#include "ui/formula/pass_formula.h"

#include <QStringList>

#include "ui/formula/pass_values.h"

namespace backscope {

namespace {

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

void append(std::vector<Formula>& parts, const Formula& side) {
  if (side.isEmpty()) return;
  if (!parts.empty()) parts.push_back(operatorSign(QStringLiteral("=")));
  parts.push_back(side);
}

}  // namespace

Formula equation(const Formula& left, const Formula& right) {
  return row({left, operatorSign(QStringLiteral("=")), right});
}

PassText passTextFor(const PassInstant& instant, const Session& session, int mostLines) {
  PassText text;
  const PassStep* last = instant.last();
  if (last == nullptr) return text;
  text.phase = phaseOf(last->kind);
  describeStep({instant, session, *last, mostLines}, text);
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
