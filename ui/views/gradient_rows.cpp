#include "ui/views/gradient_rows.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/plots/plot_scale.h"
#include "ui/text/number_format.h"
#include "ui/views/gradient_items.h"
#include "ui/views/network_description.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("GradientView", text); }

double meanSizeOf(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += std::abs(value);
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

/// The axis is linear: so the mean is where the dots balance, and what cancels is seen as such.
double boundOf(const std::vector<GradientRow>& rows) {
  ValueExtent extent;
  for (const GradientRow& row : rows) {
    for (const double value : row.values) extent.include(std::abs(value));
    extent.include(std::abs(row.mean));
    if (row.apart) extent.include(std::abs(*row.apart));
  }
  return roundOutwards(extent, ValueAxis::Linear).high;
}

GradientRow rowOf(const Snapshot& snapshot, const NetworkItem& item, std::size_t index) {
  const GradientSpread& spread = *snapshot.spread;
  GradientRow row;
  row.item = item;
  row.markup = itemMarkup(snapshot.parameters.architecture(), item);
  for (std::size_t k = 0; k < spread.examples.size(); ++k) row.values.push_back(spread.at(k, index));
  row.mean = spread.mean[index - spread.parameters.begin];
  row.meanSize = meanSizeOf(row.values);
  return row;
}

}  // namespace

double GradientRow::cancelled() const {
  if (meanSize == 0) return 0;
  const double share = 1 - std::abs(mean) / meanSize;
  // The mean is over the whole batch, its size over the examples shown. NaN stays.
  return share < 0 ? 0 : share;
}

GradientRows gradientRows(const Snapshot& snapshot, const std::vector<NetworkItem>& items) {
  GradientRows all;
  if (!snapshot.spread) return all;
  const GradientSpread& spread = *snapshot.spread;
  all.batchSize = spread.batchSize;
  all.presentName = snapshot.typed ? tr("typed") : tr("n = %1").arg(snapshot.example);
  const auto at = std::find(spread.examples.begin(), spread.examples.end(), snapshot.example);
  if (at != spread.examples.end()) all.present = static_cast<std::size_t>(at - spread.examples.begin());
  for (const NetworkItem& item : items) {
    const std::size_t index = parameterIndex(snapshot.parameters.layout(), item);
    if (index < spread.parameters.begin || index >= spread.parameters.end) continue;
    all.rows.push_back(rowOf(snapshot, item, index));
    if (!all.present) all.rows.back().apart = gradientOf(snapshot.trace, item);
  }
  all.bound = boundOf(all.rows);
  return all;
}

QString cancellationText(const GradientRow& row) {
  if (!std::isfinite(row.mean) || !std::isfinite(row.meanSize))
    return tr("not numbers any more: the weights have grown beyond what can be computed with");
  if (row.meanSize == 0) return tr("exactly 0 for every example");
  if (row.values.size() == 1) return tr("%1 of the only example: nothing cancels").arg(formatNumber(row.mean));
  return tr("mean %1 of a mean size of %2: %3 cancels")
      .arg(formatNumber(row.mean), formatNumber(row.meanSize), formatPercent(row.cancelled()));
}

}  // namespace backscope
