#include "ui/views/slope_text.h"

#include <QCoreApplication>

#include "ui/panels/choice_names.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("SlopeView", text); }

QString capitalized(QString text) {
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

/// What is saturated and dead.
QString shareWords(const SlopeSample& sample) {
  const QString share = formatPercent(sample.saturatedValues);
  if (sample.part.unit) {
    if (sample.deadUnits > 0) return tr("%1 of its values saturated, the unit is dead").arg(share);
    if (sample.saturatedUnits > 0) return tr("%1 of its values saturated, and so the unit").arg(share);
    return tr("%1 of its values saturated").arg(share);
  }
  const QString units = QString::number(sample.units);
  if (sample.deadUnits > 0)
    return tr("%1 of the values saturated, %2 of %3 units dead").arg(share, QString::number(sample.deadUnits), units);
  if (sample.saturatedUnits > 0)
    return tr("%1 of the values and %2 of %3 units saturated")
        .arg(share, QString::number(sample.saturatedUnits), units);
  return tr("%1 of the values saturated").arg(share);
}

}  // namespace

QString partWords(const Architecture& architecture, const LayerPart& part) {
  const QString activation = screenName(architecture.activationOf(part.layer));
  const bool isOutput = part.layer == architecture.outputLayer();
  const QString layer = isOutput ? tr("output layer") : tr("layer %1").arg(layerNumber(part.layer));
  if (!part.unit) return tr("%1, %2").arg(layer, activation);
  return tr("%1, unit %2, %3").arg(layer, QString::number(*part.unit + 1), activation);
}

QString slopeSentence(const Architecture& architecture, const SlopeSample& sample) {
  const QString share = shareWords(sample);
  const QString name = capitalized(partWords(architecture, sample.part));
  if (sample.slopeLow == sample.slopeHigh)
    return tr("%1: %2; h′ %3 throughout.").arg(name, share, formatTwoDigits(sample.slopeLow));
  return tr("%1: %2; h′ from %3 to %4, mean %5.")
      .arg(name, share, formatTwoDigits(sample.slopeLow), formatTwoDigits(sample.slopeHigh),
           formatTwoDigits(sample.slopeMean));
}

QString noCurveSentence(const Architecture& architecture, const LayerPart& part) {
  if (isElementwise(architecture.activationOf(part.layer))) return {};
  return tr("Softmax acts on the whole layer: each output depends on every %1 of the layer, so there is no "
            "curve h(%1) of one of them, and no slope h′(%1).")
      .arg(aLetter());
}

QString dotsNote(const SlopeSample& sample) {
  if (sample.shownExamples == sample.examples) return tr("%1 examples").arg(formatCount(sample.examples));
  return tr("%1 of %2 examples").arg(formatCount(sample.shownExamples), formatCount(sample.examples));
}

QStringList dotLines(const SlopeDot& dot) {
  return {tr("n = %1, unit %2").arg(dot.example).arg(dot.unit + 1), tr("%1 = %2").arg(aLetter(), formatNumber(dot.a)),
          tr("h(%1) = %2").arg(aLetter(), formatNumber(dot.z)),
          tr("h′(%1) = %2").arg(aLetter(), formatNumber(dot.slope))};
}

}  // namespace backscope
