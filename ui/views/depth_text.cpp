#include "ui/views/depth_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <cmath>

#include "ui/panels/choice_names.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("depth", text); }

/// Beyond these a ratio's own digits would be lost.
constexpr double kDoubleDecades = 300;
/// A change of a layer that is no more than this, 2 %, is none.
constexpr double kSteady = 0.0086;

QString startWords(const Session& base) {
  const InitializationSettings& start = base.initialization;
  const QString scheme = screenName(start.scheme);
  const int units = base.network.layers.front().units;
  const QString width = units == 1 ? tr("1 unit a layer") : tr("%1 units a layer").arg(units);
  if (!start.layers.empty()) return tr("%1, %2, layers of their own").arg(scheme, width);
  return start.scale == 1 ? tr("%1, %2").arg(scheme, width)
                          : tr("%1 × %2, %3").arg(scheme, formatShort(start.scale), width);
}

QString trendWords(Activation activation, double decades) {
  const QString name = screenName(activation);
  const double factor = std::pow(10.0, std::abs(decades));
  if (std::abs(decades) <= kSteady) return tr("%1 keeps δ from layer to layer").arg(name);
  const QString times = ratioText(std::abs(decades));
  if (decades < 0 && factor < 2) return tr("%1 keeps %2 of δ a layer").arg(name, formatPercent(1 / factor));
  return decades < 0 ? tr("%1 loses a factor %2 a layer").arg(name, times)
                     : tr("%1 gains a factor %2 a layer").arg(name, times);
}

/// The activation, but for identity, whose line is the most level.
std::optional<Activation> steadiest(const DepthPicture& picture) {
  std::optional<Activation> best;
  double least = HUGE_VAL;
  for (std::size_t k = 1; k < kDepthActivations; ++k) {
    const std::optional<DepthTrend> trend = depthTrend(picture.row(kActivations[k]));
    if (!trend || trend->depths < kMaxHiddenLayers || std::abs(trend->decades) >= least) continue;
    least = std::abs(trend->decades);
    best = kActivations[k];
  }
  return best;
}

QString countWords(const DepthCell& cell) {
  QStringList parts;
  if (cell.zeros > 0) parts.append(tr("%1 of %2 starts exactly 0").arg(cell.zeros).arg(kDepthSeeds));
  if (cell.overflowed > 0) parts.append(tr("%1 of %2 too large for a number").arg(cell.overflowed).arg(kDepthSeeds));
  if (cell.silent > 0) parts.append(tr("%1 of %2 without a δ at the output").arg(cell.silent).arg(kDepthSeeds));
  return parts.join(tr(", "));
}

/// "with ReLU, δ of the first layer is exactly 0 in most starts from 5 layers on"; empty where it is not.
QString zeroWords(const DepthPicture& picture, Activation activation) {
  const std::span<const std::optional<DepthCell>> cells = picture.row(activation);
  for (std::size_t k = 0; k < cells.size(); ++k)
    if (cells[k] && isMostlyZero(*cells[k]))
      return k == 0 ? tr("with %1, δ of the first layer is exactly 0 in most starts").arg(screenName(activation))
                    : tr("with %1, δ of the first layer is exactly 0 in most starts from %2 layers on")
                          .arg(screenName(activation))
                          .arg(k + 1);
  return {};
}

}  // namespace

QString ratioText(double decades) {
  if (std::abs(decades) < kDoubleDecades || !std::isfinite(decades)) return formatTwoDigits(std::pow(10.0, decades));
  const double power = std::floor(decades);
  return tr("%1·%2").arg(formatTwoDigits(std::pow(10.0, decades - power)), formatPowerOfTen(static_cast<int>(power)));
}

QString hereText(double decades) { return tr("here: %1").arg(ratioText(decades)); }

QString cellRatioText(const std::optional<DepthCell>& cell) {
  if (!cell) return QStringLiteral("…");
  if (isMostlyZero(*cell)) return QStringLiteral("0");
  if (cell->counted > 0) return ratioText(cell->mean);
  return cell->overflowed > 0 ? QStringLiteral("∞") : QStringLiteral("–");
}

QStringList depthHeadings() {
  return {tr("↑ rms δ of layer %1 over the output’s, → hidden layers").arg(layerNumber(1)),
          tr("↑ δ ratio, → hidden layers"), tr("δ ratio")};
}

QString depthLabelHeading(int depth) { return depth == 1 ? tr("1 layer") : tr("%1 layers").arg(depth); }

QString depthSentence(const DepthPicture& picture, Activation activation) {
  const QString start = startWords(picture.base);
  const std::optional<DepthTrend> trend = depthTrend(picture.row(activation));
  QStringList parts;
  if (trend) parts.append(trendWords(activation, trend->decades));
  if (const QString zeros = zeroWords(picture, activation); !zeros.isEmpty()) parts.append(zeros);
  if (parts.isEmpty()) return tr("%1.").arg(start);
  const QString own = tr("%1: %2").arg(start, parts.join(tr(", ")));
  const std::optional<Activation> best = steadiest(picture);
  if (!picture.isComplete() || !best) return tr("%1.").arg(own);
  if (best == activation) return tr("%1, the steadiest nonlinear one.").arg(own);
  return tr("%1; the steadiest nonlinear one is %2 (×\u00a0%3).")
      .arg(own, screenName(*best), ratioText(depthTrend(picture.row(*best))->decades));
}

QString depthWords(const DepthPicture& picture, const DepthPlace& place) {
  const QString name = tr("%1, %2").arg(
      screenName(place.activation), place.depth == 1 ? tr("1 hidden layer") : tr("%1 hidden layers").arg(place.depth));
  const std::optional<DepthCell>& cell = picture.at(place);
  if (!cell) return tr("%1: not measured yet.").arg(name);
  QStringList parts;
  if (cell->counted > 0)
    parts.append(tr("%1 (%2 … %3)").arg(ratioText(cell->mean), ratioText(cell->low), ratioText(cell->high)));
  if (const QString counts = countWords(*cell); !counts.isEmpty()) parts.append(counts);
  if (!std::isnan(cell->predicted)) parts.append(tr("if wide %1").arg(ratioText(cell->predicted)));
  return tr("%1: %2.").arg(name, parts.join(tr(", ")));
}

QString depthMethod(const DepthPicture& picture) {
  return tr("The root mean square of δ in layer %1 over that of the output, before any training, for up to %2 training "
            "examples. A point is the geometric mean of %3 starts (seeds %4 and the next), exact zeros left out; where "
            "most are zeros, it stands at 0. The band holds the middle 80 % of them. A thin line is what a wide "
            "network would have. What a layer loses is the slope of a straight line, by least squares, through the "
            "points "
            "at which half of the starts count.")
      .arg(layerNumber(1))
      .arg(formatCount(kDepthExamples))
      .arg(kDepthSeeds)
      .arg(picture.base.initialization.seed);
}

}  // namespace backscope
