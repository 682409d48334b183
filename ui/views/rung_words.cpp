#include "ui/views/rung_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/panels/choice_names.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

/// More would fill a line with numbers that are small anyway.
constexpr std::size_t kMostSingularValues = 6;
/// So much more δ in layer 1 than at the output is worth to be called growth.
constexpr double kManyfold = 10;

QString translated(const char* text) { return QCoreApplication::translate("DeltaRung", text); }

QString times(double factor) { return QStringLiteral("×") + formatTwoDigits(factor); }

/// "6 sigmoid layers", or "6 layers" where their activations differ.
QString layersInWords(const Architecture& network, int count) {
  const bool isOneKind = std::all_of(network.layers.begin(), network.layers.end() - 1, [&](const LayerSpec& layer) {
    return layer.activation == network.layers.front().activation;
  });
  const QString name = isOneKind ? screenName(network.layers.front().activation) : QString();
  return isOneKind ? translated("%1 %2 layers").arg(count).arg(name) : translated("%1 layers").arg(count);
}

/// Each rung's share where all had the same, so that the power of it is the product.
double geometricMean(const std::vector<DeltaRung>& rungs, double (DeltaRung::*factor)() const) {
  double decades = 0;
  for (const DeltaRung& rung : rungs) decades += std::log10((rung.*factor)());
  return std::pow(10, decades / static_cast<double>(rungs.size()));
}

QString slopesInWords(const std::vector<DeltaRung>& rungs, double slope) {
  double largest = 0;
  for (const DeltaRung& rung : rungs) largest = std::max(largest, rung.largestSlope);
  return translated("%1 each with their slopes (never above %2)").arg(formatTwoDigits(slope), formatShort(largest));
}

}  // namespace

QString blameOf(const Architecture& network, const std::vector<DeltaRung>& rungs) {
  if (rungs.empty()) return {};
  const double ratio = rungs.front().below / rungs.back().above;
  const double slope = geometricMean(rungs, &DeltaRung::slopeFactor);
  const double weights = geometricMean(rungs, &DeltaRung::weightFactor);
  if (!std::isfinite(ratio) || !std::isfinite(slope) || !std::isfinite(weights) || ratio == 0) return {};
  if (rungs.size() == 1)
    return translated(
               "Layer %1 receives %2 of the output’s δ: its slopes multiply it by %3 (never above %4), the weights "
               "above it by %5.")
        .arg(layerNumber(1))
        .arg(formatTwoDigits(ratio), formatTwoDigits(slope), formatShort(rungs.front().largestSlope),
             formatTwoDigits(weights));
  const auto most = std::ranges::max_element(rungs, {}, &DeltaRung::ratio);
  if (ratio >= kManyfold)
    return translated(
               "δ grows on its way down: layer %1 receives %2 times the output’s, for %3 multiply it by %4 and by %5 "
               "with their weights, most into layer %6 (%7).")
        .arg(layerNumber(1))
        .arg(formatTwoDigits(ratio), layersInWords(network, static_cast<int>(rungs.size())),
             slopesInWords(rungs, slope), formatTwoDigits(weights))
        .arg(layerNumber(static_cast<int>(most - rungs.begin()) + 1))
        .arg(times(most->ratio()));
  return translated("Layer %1 receives %2 of the output’s δ: %3 multiply it by %4 and by %5 with their weights.")
      .arg(layerNumber(1))
      .arg(formatTwoDigits(ratio), layersInWords(network, static_cast<int>(rungs.size())), slopesInWords(rungs, slope),
           formatTwoDigits(weights));
}

QString rungDefinition() {
  return translated(
      "u = Wᵀδ of the layer above; weights: |u| / |δ| above; slopes: |h′(a) u| / |u|; their product is the "
      "rung’s ratio");
}

QString rungInWords(int layer, const DeltaRung& rung, const std::vector<double>& singularValues) {
  QStringList values;
  for (std::size_t k = 0; k < singularValues.size() && k < kMostSingularValues; ++k)
    values.append(formatTwoDigits(singularValues[k]));
  if (singularValues.size() > kMostSingularValues) values.append(QStringLiteral("…"));
  return translated(
             "Into layer %1: weights %2, slopes %3. ‖δ‖₂ can’t grow by more than max h′ · ‖W‖₂ = %4 · %5 = %6. "
             "Singular values of diag(h′)Wᵀ for this example: %7.")
      .arg(layerNumber(layer))
      .arg(times(rung.weightFactor()), times(rung.slopeFactor()), formatShort(rung.largestSlope),
           formatTwoDigits(rung.weightNorm), formatTwoDigits(rung.bound()), values.join(QStringLiteral(", ")));
}

}  // namespace backscope
