#include "ui/text/divergence_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/text/problem_text.h"

namespace backscope {

namespace {

QString translated(const char* text) { return QCoreApplication::translate("DivergenceOrigin", text); }

QString times(double factor) { return QStringLiteral("×") + formatTwoDigits(factor); }

/// 2⁻ᵏ as 1/8, or 5.4·10⁻²⁰.
QString shareText(double share) {
  constexpr double kLeastFraction = 1.0 / 1024;
  return share >= kLeastFraction ? QStringLiteral("1/%1").arg(std::lround(1 / share)) : formatTwoDigits(share);
}

/// One of the ways through the layers.
struct Way {
  double mean = 1;     ///< the geometric mean of its factors
  int most = 0;        ///< the layer of the largest
  double largest = 1;  ///< and that
};

/// Layer l's factor at index l - 1.
Way wayOf(const std::vector<double>& factors) {
  Way way;
  double decades = 0;
  int known = 0;
  for (std::size_t l = 0; l < factors.size(); ++l) {
    if (std::isnan(factors[l])) continue;
    decades += std::log10(factors[l]);
    ++known;
    if (way.most != 0 && factors[l] <= way.largest) continue;
    way.most = static_cast<int>(l) + 1;
    way.largest = factors[l];
  }
  if (known > 0) way.mean = std::pow(10, decades / known);
  return way;
}

QString downInWords(const DivergenceOrigin& origin) {
  const Way way = wayOf(origin.down);
  return translated(
             "At iteration %1 δ grew %2 from layer %3 down to layer %4: %5 a layer in the mean, most into layer %6 "
             "(%7).")
      .arg(formatCount(origin.begin), times(origin.downFactor()))
      .arg(layerNumber(static_cast<int>(origin.down.size()) + 1))
      .arg(layerNumber(1))
      .arg(times(way.mean))
      .arg(layerNumber(way.most))
      .arg(times(way.largest));
}

QString upInWords(const DivergenceOrigin& origin) {
  const Way way = wayOf(origin.up);
  return translated(
             "At iteration %1 |%2| grew %3 from layer %4 up to layer %5: %6 a layer in the mean, most in layer %7 "
             "(%8).")
      .arg(formatCount(origin.begin), zLetter(), times(origin.upFactor()))
      .arg(layerNumber(0))
      .arg(layerNumber(static_cast<int>(origin.up.size())))
      .arg(times(way.mean))
      .arg(layerNumber(way.most))
      .arg(times(way.largest));
}

QString growthInWords(const DivergenceOrigin& origin) {
  if (std::isnan(origin.lossGrowth))
    return origin.begin < origin.end
               ? translated("The update after iteration %1 was enough.").arg(formatCount(origin.begin))
               : QString();
  return translated("From iteration %1 on the loss grew %2 an update in the mean.")
      .arg(formatCount(origin.begin), times(origin.lossGrowth));
}

QString stepInWords(const DivergenceOrigin& origin) {
  if (!origin.loweringShare || *origin.loweringShare >= 1) return {};
  return translated(
             "The first update took the loss of its batch from %1 to %2, which %3 of it would have lowered: the steps "
             "are too long.")
      .arg(formatTwoDigits(origin.lossBefore), formatTwoDigits(origin.lossAfter), shareText(*origin.loweringShare));
}

QString movedInWords(const DivergenceOrigin& origin) {
  if (!(origin.movedBy > 1)) return {};
  return translated("The next update changed the weights of layer %1 by %2 times their size.")
      .arg(layerNumber(origin.movedLayer))
      .arg(formatTwoDigits(origin.movedBy));
}

QString grownInWords(const DivergenceOrigin& origin) {
  if (origin.grownLayer == 0) return {};
  return translated("The weights of layer %1 grew most, %2.")
      .arg(layerNumber(origin.grownLayer))
      .arg(times(origin.grownBy));
}

QString adviceFor(const DivergenceOrigin& origin) {
  switch (origin.cause()) {
    case DivergenceOrigin::Cause::Layers:
      return translated("Lower the scale of the start, then reset (R).");
    case DivergenceOrigin::Cause::Step:
      return translated("Lower the learning rate, then reset (R).");
    case DivergenceOrigin::Cause::Unknown:
      break;
  }
  return translated("Lower the learning rate or the scale of the start, then reset (R).");
}

}  // namespace

QString describe(const DivergenceOrigin& origin) {
  QStringList sentences;
  switch (origin.cause()) {
    case DivergenceOrigin::Cause::Layers:
      sentences = {origin.downFactor() >= origin.upFactor() ? downInWords(origin) : upInWords(origin),
                   movedInWords(origin)};
      break;
    case DivergenceOrigin::Cause::Step:
      sentences = {growthInWords(origin), stepInWords(origin), grownInWords(origin)};
      break;
    case DivergenceOrigin::Cause::Unknown:
      sentences = {growthInWords(origin), grownInWords(origin)};
      break;
  }
  sentences.removeAll(QString());
  return sentences.join(QLatin1Char(' '));
}

QString describe(const Divergence& divergence, const DivergenceOrigin* origin) {
  const QString story = origin != nullptr ? describe(*origin) : QString();
  return story.isEmpty() ? describe(divergence) : translated("%1. %2").arg(describe(divergence), story);
}

QString explainDivergence(const Divergence& divergence, const DivergenceOrigin* origin) {
  const QString told = describe(divergence, origin);
  return QStringList{told.endsWith(QLatin1Char('.')) ? told : told + QLatin1Char('.'),
                     adviceFor(origin != nullptr ? *origin : DivergenceOrigin())}
      .join(QLatin1Char(' '));
}

}  // namespace backscope
