#include "ui/views/symmetry_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "core/analysis/plateau.h"
#include "core/analysis/unit_groups.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

/// Of (h − l)²: below it Σℓ is as good as 0.
constexpr double kLearnedShare = 0.01;

QString tr(const char* text) { return QCoreApplication::translate("SymmetryView", text); }

/// The shape of the network that is left when equal units are counted once.
QString reducedShape(const Architecture& architecture, const std::vector<int>& different) {
  QStringList units{QString::number(architecture.inputs)};
  for (const int count : different) units.append(QString::number(count));
  units.append(QString::number(architecture.outputs()));
  return units.join(QLatin1Char('-'));
}

/// ×1.0139; more digits the closer it is to 1.
QString factorText(const GrowthFit& fit) {
  const int decimals = std::clamp(2 - static_cast<int>(std::floor(std::log10(fit.factor() - 1))), 3, 9);
  return QChar(0x00D7) + QString::number(fit.factor(), 'f', decimals);
}

/// On one line.
QString iterationText(std::int64_t iteration) {
  constexpr QChar kThinSpace(0x2009);
  constexpr QChar kNarrowNoBreakSpace(0x202f);
  return formatCount(iteration).replace(kThinSpace, kNarrowNoBreakSpace);
}

QString fittedText(const GrowthFit& fit, bool isPast) {
  const QString growth = isPast ? tr("The distance grew %1 an iteration and doubled every %2")
                                : tr("The distance grows %1 an iteration and doubles every %2");
  const QString range = tr("(fitted from iteration %1 to %2, from %3 to %4)");
  return tr("%1 %2.").arg(
      growth.arg(factorText(fit), formatTwoDigits(fit.doubling())),
      range.arg(iterationText(fit.first), iterationText(fit.last), formatTwoDigits(fit.from), formatTwoDigits(fit.to)));
}

/// The last value that was measured up to an iteration.
const SeriesBucket* lastUpTo(const Series& series, std::int64_t iteration) {
  const auto above = std::ranges::upper_bound(series.buckets(), iteration, {}, &SeriesBucket::last);
  return above == series.buckets().begin() ? nullptr : &*std::prev(above);
}

/// The first value that was measured from an iteration on.
const SeriesBucket* firstFrom(const Series& series, std::int64_t iteration) {
  const auto from = std::ranges::lower_bound(series.buckets(), iteration, {}, &SeriesBucket::last);
  return from == series.buckets().end() ? nullptr : &*from;
}

/// Whether the distance has fallen behind the line.
bool isOver(const GrowthFit& fit, const Series& distance, std::int64_t iteration) {
  const SeriesBucket* now = lastUpTo(distance, iteration);
  if (now == nullptr) return false;
  const double since = static_cast<double>(now->last - fit.last);
  return now->latest < 0.5 * fit.to * std::exp(fit.rate * since);
}

/// Without a growth: the value behind the last change, and now.
QString standingText(const Snapshot& snapshot, const Series& distance) {
  const std::vector<std::int64_t>& edits = snapshot.series->edits;
  const auto edit = std::ranges::upper_bound(edits, snapshot.iteration);
  const std::int64_t since = edit == edits.begin() ? 0 : *std::prev(edit);
  const SeriesBucket* then = firstFrom(distance, since);
  const SeriesBucket* now = lastUpTo(distance, snapshot.iteration);
  if (then == nullptr || now == nullptr) return {};
  if (then->last >= now->last) return tr("The distance is %1.").arg(formatTwoDigits(now->latest));
  return tr("No exponential growth is seen since iteration %1: the distance was %2 and is %3.")
      .arg(iterationText(since), formatTwoDigits(then->latest), formatTwoDigits(now->latest));
}

/// As a fraction of the two usual codings: 4/3 or 1/3.
QString levelText(double level, double unit) {
  for (const int share : {2, 3, 4}) {
    if (std::abs(level * share - unit) > 1e-12 * unit) continue;
    const int whole = static_cast<int>(std::lround(unit));
    if (unit != whole || (whole != 1 && whole != 4)) break;
    if (whole % share == 0) return QString::number(whole / share);
    return QStringLiteral("%1/%2").arg(whole).arg(share);
  }
  return formatNumber(level);
}

QString nameOf(const CornersPlateau& plateau, double unit) {
  const QString level = levelText(plateau.level, unit);
  if (plateau.alike == 4)
    return tr("all four corners get the same output, the mean of the targets: Σℓ\u00a0=\u00a0%1").arg(level);
  if (plateau.alike == 3)
    return tr("three corners get the same output, which is the best that one unit can do: Σℓ\u00a0=\u00a0%1")
        .arg(level);
  return tr("two corners of different classes get the same output: Σℓ\u00a0=\u00a0%1").arg(level);
}

std::vector<double> outputsOf(const Snapshot& snapshot) {
  std::vector<double> yhat;
  if (static_cast<int>(snapshot.yhat.size()) < snapshot.data->count()) return yhat;
  for (const int n : snapshot.data->train) yhat.push_back(snapshot.yhat[static_cast<std::size_t>(n)]);
  return yhat;
}

/// What one unit in every layer can't do better than, where that is all there is.
QString boundText(const Snapshot& snapshot, double unit) {
  const std::vector<int> different = differentUnits(snapshot.parameters);
  const bool isOne = !different.empty() && std::ranges::all_of(different, [](int count) { return count == 1; });
  if (!isOne) return {};
  const std::optional<double> least = leastLossOfOneUnit(snapshot.session->network, snapshot.session->loss, unit);
  if (!least) return {};
  return tr("One unit can’t get below Σℓ\u00a0=\u00a0%1.")
      .arg(snapshot.session->loss == Loss::Square ? levelText(*least, unit) : formatNumber(*least));
}

QString cornersText(const Snapshot& snapshot, double unit, bool isFlat) {
  const QString sum = formatNumber(4 * snapshot.train.loss);
  std::optional<CornersPlateau> plateau;
  if (isFlat && snapshot.session->loss == Loss::Square) plateau = cornersPlateau(*snapshot.data, outputsOf(snapshot));
  const bool isLearned = 4 * snapshot.train.loss < kLearnedShare * unit;
  const QString now = isLearned ? tr("XOR is learned: Σℓ\u00a0=\u00a0%1.").arg(sum)
                      : plateau ? tr("Plateau, now at Σℓ\u00a0=\u00a0%1: %2.").arg(sum, nameOf(*plateau, unit))
                      : isFlat  ? tr("The loss stands still at Σℓ\u00a0=\u00a0%1.").arg(sum)
                                : tr("Now Σℓ\u00a0=\u00a0%1.").arg(sum);
  return QStringList{now, boundText(snapshot, unit)}.join(QLatin1Char(' ')).trimmed();
}

}  // namespace

QString differentUnitsText(const Parameters& parameters) {
  const Architecture& architecture = parameters.architecture();
  const std::vector<int> different = differentUnits(parameters);
  if (different.empty()) return tr("There is no hidden layer.");
  QStringList layers;
  bool areAll = true;
  for (std::size_t l = 0; l < different.size(); ++l) {
    const int layer = static_cast<int>(l) + 1;
    const int all = architecture.unitsOf(layer);
    areAll = areAll && different[l] == all;
    layers.append(tr("%1 of %2 in layer %3").arg(different[l]).arg(all).arg(layerNumber(layer)));
  }
  QString counts = tr("Different units: %1.").arg(layers.join(QStringLiteral(", ")));
  if (areAll) return counts;
  return tr("%1 The network can do no more than %2.").arg(counts, reducedShape(architecture, different));
}

std::optional<GrowthFit> growthOf(const Snapshot& snapshot, int layer) {
  const auto l = static_cast<std::size_t>(layer - 1);
  if (!snapshot.series || l >= snapshot.series->weightDistance.size()) return std::nullopt;
  return latestGrowth(snapshot.series->weightDistance[l], snapshot.series->edits, snapshot.iteration);
}

QString growthText(const Snapshot& snapshot, int layer) {
  const Architecture& architecture = snapshot.parameters.architecture();
  if (layer < 1 || layer > architecture.hiddenLayers()) return {};
  if (architecture.unitsOf(layer) == 1) return tr("One unit alone has no other to be compared with.");
  if (differentUnits(snapshot.parameters, layer) == 1)
    return tr("The distance is exactly 0: equal units get equal gradients, and stay equal.");
  const auto l = static_cast<std::size_t>(layer - 1);
  if (!snapshot.series || l >= snapshot.series->weightDistance.size()) return {};
  const Series& distance = snapshot.series->weightDistance[l];
  const std::optional<GrowthFit> fit = growthOf(snapshot, layer);
  if (!fit) return standingText(snapshot, distance);
  return fittedText(*fit, isOver(*fit, distance, snapshot.iteration));
}

QString plateauText(const Snapshot& snapshot) {
  const std::optional<std::int64_t> flat =
      snapshot.series ? flatSince(snapshot.series->trainLoss, snapshot.iteration) : std::nullopt;
  if (const std::optional<double> unit = xorCornersUnit(*snapshot.data))
    return cornersText(snapshot, *unit, flat.has_value());
  const QString loss = formatNumber(snapshot.train.loss);
  if (flat) return tr("The loss stands still since iteration %1: L\u00a0=\u00a0%2.").arg(iterationText(*flat), loss);
  return tr("The loss moves: L\u00a0=\u00a0%1.").arg(loss);
}

}  // namespace backscope
