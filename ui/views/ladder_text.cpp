#include "ui/views/ladder_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/text/notation.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

QString translated(const char* text) { return QCoreApplication::translate("DeltaRatio", text); }

struct Words {
  const char* caption;
  const char* heading;
  const char* brief;
  const char* statement;
};

/// In the order of DeltaSize.
constexpr std::array<Words, 4> kDeltaWords{
    {{QT_TRANSLATE_NOOP("DeltaRatio", "mean |δ⁽ˡ⁾| over units and batch, by iteration"),
      QT_TRANSLATE_NOOP("DeltaRatio", "now: mean |δ⁽ˡ⁾| over units and examples"),
      QT_TRANSLATE_NOOP("DeltaRatio", "now: mean |δ⁽ˡ⁾|"),
      QT_TRANSLATE_NOOP("DeltaRatio", "mean |δ| over units and examples: %1")},
     {QT_TRANSLATE_NOOP("DeltaRatio", "root mean square of δ⁽ˡ⁾ over units and batch, by iteration"),
      QT_TRANSLATE_NOOP("DeltaRatio", "now: root mean square of δ⁽ˡ⁾ over units and examples"),
      QT_TRANSLATE_NOOP("DeltaRatio", "now: rms δ⁽ˡ⁾"),
      QT_TRANSLATE_NOOP("DeltaRatio", "root mean square of δ over units and examples: %1")},
     {QT_TRANSLATE_NOOP("DeltaRatio", "largest |δ⁽ˡ⁾| of all units and the batch, by iteration"),
      QT_TRANSLATE_NOOP("DeltaRatio", "now: largest |δ⁽ˡ⁾| of all units and examples"),
      QT_TRANSLATE_NOOP("DeltaRatio", "now: max |δ⁽ˡ⁾|"),
      QT_TRANSLATE_NOOP("DeltaRatio", "largest |δ| of all units and examples: %1")},
     {QT_TRANSLATE_NOOP("DeltaRatio", "‖δ⁽ˡ⁾‖₂ of an example, root mean square over the batch, by iteration"),
      QT_TRANSLATE_NOOP("DeltaRatio", "now: ‖δ⁽ˡ⁾‖₂, root mean square over examples"),
      QT_TRANSLATE_NOOP("DeltaRatio", "now: ‖δ⁽ˡ⁾‖₂"),
      QT_TRANSLATE_NOOP("DeltaRatio", "length of δ, root mean square over examples: %1")}}};

constexpr std::array<Words, 4> kGradientWords{
    {{QT_TRANSLATE_NOOP("DeltaRatio", "mean |∂L/∂w| over a layer’s weights, L of the batch, by iteration"),
      QT_TRANSLATE_NOOP("DeltaRatio", "next batch: mean |∂L/∂w| over a layer’s weights"),
      QT_TRANSLATE_NOOP("DeltaRatio", "next: mean |∂L/∂w|"),
      QT_TRANSLATE_NOOP("DeltaRatio", "mean |∂L/∂w| over the layer’s weights, next batch: %1")},
     {QT_TRANSLATE_NOOP("DeltaRatio", "root mean square of ∂L/∂w over a layer’s weights, L of the batch, by iteration"),
      QT_TRANSLATE_NOOP("DeltaRatio", "next batch: root mean square of ∂L/∂w over a layer’s weights"),
      QT_TRANSLATE_NOOP("DeltaRatio", "next: rms ∂L/∂w"),
      QT_TRANSLATE_NOOP("DeltaRatio", "root mean square of ∂L/∂w over the layer’s weights, next batch: %1")},
     {QT_TRANSLATE_NOOP("DeltaRatio", "largest |∂L/∂w| of a layer’s weights, L of the batch, by iteration"),
      QT_TRANSLATE_NOOP("DeltaRatio", "next batch: largest |∂L/∂w| of a layer’s weights"),
      QT_TRANSLATE_NOOP("DeltaRatio", "next: max |∂L/∂w|"),
      QT_TRANSLATE_NOOP("DeltaRatio", "largest |∂L/∂w| of the layer’s weights, next batch: %1")},
     {QT_TRANSLATE_NOOP("DeltaRatio", "‖∂L/∂W⁽ˡ⁾‖₂ of all weights of a layer, L of the batch, by iteration"),
      QT_TRANSLATE_NOOP("DeltaRatio", "next batch: ‖∂L/∂W⁽ˡ⁾‖₂ of all weights of a layer"),
      QT_TRANSLATE_NOOP("DeltaRatio", "next: ‖∂L/∂W⁽ˡ⁾‖₂"),
      QT_TRANSLATE_NOOP("DeltaRatio", "length of ∂L/∂W, next batch: %1")}}};

constexpr Words kUpdateWords{
    QT_TRANSLATE_NOOP("DeltaRatio", "‖ΔW⁽ˡ⁾‖₂ / ‖W⁽ˡ⁾‖₂: what an update changes of a layer’s weights, by iteration"),
    QT_TRANSLATE_NOOP("DeltaRatio", "next update: ‖ΔW⁽ˡ⁾‖₂ / ‖W⁽ˡ⁾‖₂"),
    QT_TRANSLATE_NOOP("DeltaRatio", "next: ‖ΔW⁽ˡ⁾‖ / ‖W⁽ˡ⁾‖"),
    QT_TRANSLATE_NOOP("DeltaRatio", "relative change of the weights by the next update: %1")};

const Words& wordsOf(LadderChoice choice) {
  const auto size = static_cast<std::size_t>(choice.size);
  if (choice.quantity == LadderQuantity::Update) return kUpdateWords;
  return choice.quantity == LadderQuantity::Delta ? kDeltaWords[size] : kGradientWords[size];
}

/// Two significant digits of a percentage, however small: 0.0032 %.
QString shortPercent(double share) {
  const double percent = share * 100;
  if (percent < 1e-4) return formatTwoDigits(percent) + QStringLiteral(" %");
  const int decimals = std::clamp(1 - static_cast<int>(std::floor(std::log10(percent))), 0, 6);
  return QString::number(percent, 'f', decimals) + QStringLiteral(" %");
}

QString readingOfDeltas(double first, double last) {
  if (std::isnan(first) || std::isnan(last))
    return translated("The δ are not numbers any more (NaN): the weights have grown beyond what can be computed with.");
  if (std::isinf(first) || std::isinf(last))
    return translated("The δ have grown beyond all numbers (∞): the weights are too large to learn on.");
  if (last == 0 && first == 0) return translated("Every δ of both layers is exactly 0: nothing is left to learn from.");
  if (last == 0) return translated("The output's δ is exactly 0.");
  if (first == 0) return translated("Nothing of the output's δ reaches layer %1.").arg(layerNumber(1));
  const double ratio = first / last;
  if (formatTwoDigits(ratio) == formatTwoDigits(1))
    return translated("Layer %1 receives as much δ as the output.").arg(layerNumber(1));
  if (ratio < 1)
    return translated("Layer %1 receives %2 of the output's δ.").arg(layerNumber(1)).arg(shortPercent(ratio));
  return translated("Layer %1 receives %2 times the output's δ.").arg(layerNumber(1)).arg(formatTwoDigits(ratio));
}

QString readingOfGradients(double first, double last) {
  if (!std::isfinite(first) || !std::isfinite(last))
    return translated("The gradients have grown beyond all numbers: the weights are too large to learn on.");
  if (last == 0 && first == 0) return translated("Both gradients are exactly 0: nothing is left to learn from.");
  if (last == 0) return translated("The gradient of the output's weights is exactly 0.");
  if (first == 0) return translated("The gradient of layer %1's weights is exactly 0.").arg(layerNumber(1));
  const double ratio = first / last;
  if (ratio < 1)
    return translated("The gradient of layer %1's weights is %2 of that of the output's.")
        .arg(layerNumber(1))
        .arg(shortPercent(ratio));
  return translated("The gradient of layer %1's weights is %2 times that of the output's.")
      .arg(layerNumber(1))
      .arg(formatTwoDigits(ratio));
}

QString readingOfUpdates(double first, double last) {
  if (!std::isfinite(first))
    return translated("What an update changes of layer %1's weights can't be told: they are 0, or it would diverge.")
        .arg(layerNumber(1));
  if (first == 0) return translated("The next update leaves layer %1's weights as they are.").arg(layerNumber(1));
  if (!std::isfinite(last))
    return translated("The next update changes layer %1's weights by %2.").arg(layerNumber(1)).arg(shortPercent(first));
  return translated("The next update changes layer %1's weights by %2, the output's by %3.")
      .arg(layerNumber(1))
      .arg(shortPercent(first), last == 0 ? QStringLiteral("0") : shortPercent(last));
}

QString ratioMarkup(double first, double last, int layers, LadderQuantity quantity) {
  const QString letter = ladderLetter(quantity);
  if (quantity == LadderQuantity::Update) {
    if (!std::isfinite(first)) return {};
    return QStringLiteral("%1 / %2 = %3")
        .arg(layerMarkup(letter, 1), layerMarkup(QStringLiteral("W"), 1), twoDigitsMarkup(first));
  }
  if (!(last > 0) || !std::isfinite(first) || !std::isfinite(last)) return {};
  const QString form =
      quantity == LadderQuantity::Delta ? QStringLiteral("%1 / %2 = %3") : QStringLiteral("(%1) / (%2) = %3");
  return form.arg(layerMarkup(letter, 1), layerMarkup(letter, layers), twoDigitsMarkup(first / last));
}

}  // namespace

LadderWords ladderWords(LadderChoice choice) {
  const Words& words = wordsOf(choice);
  return {translated(words.caption), translated(words.heading), translated(words.brief), translated(words.statement)};
}

QString deltaSizeName(DeltaSize size) {
  switch (size) {
    case DeltaSize::Mean:
      return translated("mean |δ|");
    case DeltaSize::Rms:
      return translated("rms δ");
    case DeltaSize::Largest:
      return translated("max |δ|");
    case DeltaSize::Length:
      break;
  }
  return translated("‖δ‖₂");
}

QString exampleHeading(DeltaSize size) {
  return translated("now, of single examples: %1 over a layer’s units").arg(deltaSizeName(size));
}

QString briefExampleHeading(DeltaSize size) { return translated("by example: %1").arg(deltaSizeName(size)); }

QString exampleLegend() {
  return translated(
      "line: from the least example to the greatest; thick line: 5 to 95 % of them; box: 25 to 75 %; mark and number: "
      "the median; at the left how many are exactly 0");
}

QString ladderLetter(LadderQuantity quantity) {
  switch (quantity) {
    case LadderQuantity::Delta:
      return QStringLiteral("δ");
    case LadderQuantity::Gradient:
      return QStringLiteral("∂L/∂W");
    case LadderQuantity::Update:
      break;
  }
  return QStringLiteral("ΔW");
}

/// The smallest positive numbers, 2⁻¹⁴⁹ and 2⁻¹⁰⁷⁴, and the unit roundoffs, 2⁻²⁴ and 2⁻⁵³: what changes a weight by a
/// smaller share is lost in rounding (N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2002, §2.1).
std::vector<PlotLevel> ladderLevels(LadderQuantity quantity) {
  if (quantity == LadderQuantity::Update)
    return {{0x1p-24, translated("below 6.0·10⁻⁸ a float32 weight stays as it is")},
            {0x1p-53, translated("below 1.1·10⁻¹⁶ a float64 weight stays as it is")}};
  return {{0x1p-149, translated("below 1.4·10⁻⁴⁵ a float32 is 0")},
          {0x1p-1074, translated("below 4.9·10⁻³²⁴ a float64 is 0")}};
}

DeltaRatio deltaRatio(std::span<const double> sizes) { return ladderRatio(sizes, LadderQuantity::Delta); }

DeltaRatio ladderRatio(std::span<const double> values, LadderQuantity quantity) {
  if (values.empty()) return {};
  if (values.size() == 1 && quantity == LadderQuantity::Delta)
    return {QString(), translated("One layer: no other to compare its δ with.")};
  if (values.size() == 1) return {QString(), translated("One layer: no other to compare it with.")};
  const double first = values.front();
  const double last = values.back();
  const QString reading = quantity == LadderQuantity::Delta      ? readingOfDeltas(first, last)
                          : quantity == LadderQuantity::Gradient ? readingOfGradients(first, last)
                                                                 : readingOfUpdates(first, last);
  return {ratioMarkup(first, last, static_cast<int>(values.size()), quantity), reading};
}

}  // namespace backscope
