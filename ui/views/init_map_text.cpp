#include "ui/views/init_map_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/text/number_format.h"
#include "ui/text/problem_text.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("init_map", text); }

QString scoreWords(const CellOutcome& outcome) {
  const QString loss = formatNumber(outcome.train.loss);
  if (!outcome.train.accuracy) return tr("loss %1").arg(loss);
  return tr("loss %1, accuracy %2").arg(loss, formatPercent(*outcome.train.accuracy));
}

QString neededWords(const CellOutcome& outcome) {
  if (outcome.needed) return tr("needed %1 iterations").arg(formatCount(*outcome.needed));
  return tr("not solved after %1 iterations").arg(formatCount(outcome.iteration));
}

}  // namespace

QStringList mapRowsNames() { return {tr("scale and seed"), tr("scale and depth"), tr("scale and learning rate")}; }

QStringList mapColorNames() {
  return {tr("loss reached"), tr("δ ratio at the start"), tr("δ ratio at the end"), tr("iterations needed")};
}

QStringList mapLegendNames() { return {tr("loss"), tr("δ ratio"), tr("δ ratio"), tr("iterations")}; }

QString mapHeading(MapRows rows) {
  switch (rows) {
    case MapRows::Seed:
      return tr("↑ seed, → scale");
    case MapRows::Depth:
      return tr("↑ depth, → scale");
    case MapRows::LearningRate:
      return tr("↑ rate, → scale");
  }
  return {};
}

QString legendNumber(MapColor color, const MapScale& scale, double share) {
  const double value = std::pow(10.0, scale.low + share * (scale.high - scale.low));
  const QString number = color == MapColor::Needed ? formatCount(std::llround(value)) : formatTwoDigits(value);
  if (share == 1 && scale.isHighCut) return tr("≥ %1").arg(number);
  return share == 0 && scale.isLowCut ? tr("≤ %1").arg(number) : number;
}

QString cellName(const InitMap& map, std::size_t cell) {
  const QString scale = formatTwoDigits(map.scales[cell % map.scales.size()]);
  const double row = map.rows[cell / map.scales.size()];
  switch (map.choice.rows) {
    case MapRows::Seed:
      return tr("scale %1, seed %2").arg(scale, formatShort(row));
    case MapRows::Depth:
      return row == 1 ? tr("scale %1, 1 hidden layer").arg(scale)
                      : tr("scale %1, %2 hidden layers").arg(scale, formatShort(row));
    case MapRows::LearningRate:
      return tr("scale %1, learning rate %2").arg(scale, formatTwoDigits(row));
  }
  return {};
}

QString cellWords(const InitMap& map, std::size_t cell, bool isPresent) {
  const QString name = isPresent ? tr("%1 (nearest to the settings)").arg(cellName(map, cell)) : cellName(map, cell);
  const std::optional<CellOutcome>& outcome = map.cells[cell];
  if (!outcome) return tr("%1: not trained yet.").arg(name);
  QStringList parts;
  if (outcome->divergence) parts.append(describe(*outcome->divergence));
  parts.append(scoreWords(*outcome));
  parts.append(tr("δ\u00a0ratio %1 at the start, %2 at the end")
                   .arg(formatTwoDigits(outcome->startRatio), formatTwoDigits(outcome->endRatio)));
  if (!outcome->divergence || outcome->needed) parts.append(neededWords(*outcome));
  return tr("%1: %2.").arg(name, parts.join(QLatin1String("; ")));
}

QString mapProgress(const InitMap& map) {
  const auto done = std::ranges::count_if(map.cells, [](const auto& cell) { return cell.has_value(); });
  const auto diverged =
      std::ranges::count_if(map.cells, [](const auto& cell) { return cell && cell->divergence.has_value(); });
  const QString runs = tr("%1 of %2 runs are done").arg(done).arg(map.cells.size());
  return diverged == 0 ? tr("%1.").arg(runs) : tr("%1, %2 diverged.").arg(runs).arg(diverged);
}

}  // namespace backscope
