#include "ui/text/place_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/text/curvature_text.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("place_text", text); }

/// Further ones are only counted.
constexpr std::size_t kMostReasons = 4;

QString headlineOf(EndsKind kind) {
  switch (kind) {
    case EndsKind::NotCritical:
      return tr("Not a critical point");
    case EndsKind::Saddle:
      return tr("Saddle");
    case EndsKind::NoneAbove:
      return tr("No minimum");
    case EndsKind::NoneBelow:
      break;
  }
  return tr("Critical point");
}

QString endsText(const PlaceSpectrum& place) {
  return tr("With %1 weights and biases only the ends of the spectrum are measured, by Lanczos’ method; equal "
            "eigenvalues are found as one.")
      .arg(formatCount(static_cast<qint64>(place.parameters)));
}

}  // namespace

QString placeHeadline(const PlaceSpectrum& place) {
  if (!place.isFinite()) return tr("No second derivatives");
  if (place.ends) return headlineOf(place.ends->kind());
  switch (place.curvature.kind()) {
    case PlaceKind::NotCritical:
      return tr("Not a critical point");
    case PlaceKind::StrictMinimum:
      return tr("Strict minimum");
    case PlaceKind::StrictMaximum:
      return tr("Strict maximum");
    case PlaceKind::Saddle:
      return tr("Saddle of index %1").arg(place.curvature.negative);
    case PlaceKind::Degenerate:
      break;
  }
  return tr("Degenerate");
}

QString placeSentences(const PlaceSpectrum& place) {
  if (!place.isFinite()) return tr("The second derivatives of L are not finite numbers here.");
  if (place.ends) return placeInWords(*place.ends) + QLatin1Char(' ') + endsText(place);
  QString sentences = placeInWords(place.curvature);
  const int zero = place.curvature.zero;
  if (zero > 0) sentences += tr(" An eigenvalue up to %1 counts as 0.").arg(formatTwoDigits(place.curvature.zeroBelow));
  return sentences;
}

QString gradientText(const PlaceSpectrum& place) {
  const QString norm = formatTwoDigits(place.curvature.gradient.norm());
  const QString loss = formatNumber(place.curvature.loss);
  if (!place.isCritical()) return tr("‖∇L‖ = %1, L = %2").arg(norm, loss);
  return tr("‖∇L‖ = %1 (counts as 0 up to %2), L = %3").arg(norm, formatTwoDigits(place.curvature.criticalBelow), loss);
}

QString flatText(const PlaceSpectrum& place) {
  if (!place.isWhole() || !place.isFinite() || place.curvature.zero == 0) return {};
  QStringList lines{zerosInWords(place.curvature, place.flat)};
  const std::vector<ReasonInWords> reasons = reasonsInWords(place.flat);
  for (std::size_t k = 0; k < std::min(kMostReasons, reasons.size()); ++k)
    lines.append(QStringLiteral("%1 · %2").arg(formatCount(reasons[k].count), reasons[k].sentence));
  if (reasons.size() > kMostReasons)
    lines.append(tr("And %1 reasons more.").arg(formatCount(static_cast<qint64>(reasons.size() - kMostReasons))));
  return lines.join(QLatin1Char('\n'));
}

QString stableRateText(const PlaceSpectrum& place, const OptimizerSettings& optimizer, bool isPlain) {
  if (!place.isFinite()) return {};
  const double most = place.curvature.largestStableRate();
  if (!std::isfinite(most)) return tr("No eigenvalue is above 0: no direction sets a limit to the learning rate here.");
  const QString limit = tr("λmax = %1, so 2/λmax = %2").arg(formatNumber(place.curvature.largest()), formatShort(most));
  const QString rate = formatShort(optimizer.learningRate);
  if (!isPlain)
    return tr("%1. It limits the rate of plain gradient descent on all examples; this run trains otherwise, with %2.")
        .arg(limit, rate);
  return optimizer.learningRate > most
             ? tr("%1: with the present rate %2 gradient descent leaves along the stiffest direction.").arg(limit, rate)
             : tr("%1: the present rate %2 lies below, steps of gradient descent do not grow here.").arg(limit, rate);
}

}  // namespace backscope
