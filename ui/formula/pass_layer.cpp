#include <QCoreApplication>

#include "ui/formula/pass_values.h"
#include "ui/text/notation.h"

namespace backscope {

namespace {

constexpr std::size_t kMostLines = 12;

QString tr(const char* text) { return QCoreApplication::translate("pass_formula", text); }

QString titleOf(const PassStep& step) {
  switch (step.kind) {
    case PassStepKind::Unit:
      return tr("Layer %1: pre-activations and outputs").arg(layerNumber(step.layer));
    case PassStepKind::PreActivation:
      return tr("Layer %1: pre-activations").arg(layerNumber(step.layer));
    case PassStepKind::OutputDelta:
      return tr("Deltas of the outputs: how ℓ changes with %1").arg(aLetter());
    case PassStepKind::HiddenDelta:
      return tr("Deltas of layer %1").arg(layerNumber(step.layer));
    default:
      return tr("Gradients of the weights into layer %1").arg(layerNumber(step.layer));
  }
}

std::vector<Formula> symbolsOf(const PassValues& values) {
  switch (values.step.kind) {
    case PassStepKind::Unit:
    case PassStepKind::PreActivation:
      return unitSymbols(values, everyUnit(QStringLiteral("j")));
    case PassStepKind::OutputDelta:
      return {outputDeltaSymbols(values, everyUnit(QStringLiteral("k")))};
    case PassStepKind::HiddenDelta:
      return {hiddenDeltaSymbols(values, everyUnit(QStringLiteral("j")))};
    default:
      return gradientSymbols(values, everyUnit(QStringLiteral("j")));
  }
}

/// Of a δ the product alone: what its factors are is each unit's own step.
void appendOwnLines(const PassStep& step, PassText& unit, std::vector<PassLine>& lines) {
  const bool isDelta = step.kind == PassStepKind::OutputDelta || step.kind == PassStepKind::HiddenDelta;
  const auto first = isDelta ? std::prev(unit.lines.end()) : unit.lines.begin();
  lines.insert(lines.end(), first, unit.lines.end());
}

}  // namespace

void describeLayer(const PassValues& values, std::span<const PassStep> acting, PassText& text) {
  for (const PassStep& step : acting) {
    PassText unit;
    describeStep({values.instant, values.session, step}, unit);
    appendOwnLines(step, unit, text.lines);
    text.note = unit.note;
  }
  if (text.lines.size() > kMostLines) {
    text.lines.resize(kMostLines);
    text.lines.push_back({upright(QStringLiteral("…")), {}, {}, std::nullopt, {}});
  }
  text.title = titleOf(values.step);
  text.symbols = symbolsOf(values);
}

}  // namespace backscope
