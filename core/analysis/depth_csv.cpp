#include "core/analysis/depth_csv.h"

#include <cmath>

#include "core/session/json_text.h"

namespace backscope {
namespace {

constexpr std::string_view kColumns =
    "activation,hidden_layers,seeds,mean_log10_ratio,low,high,zeros,overflowed,silent,predicted_log10_ratio\n";

std::string number(double value) { return std::isnan(value) ? std::string() : allDigits(value); }

std::string headOf(const Session& base) {
  const InitializationSettings& start = base.initialization;
  std::string text = "# backscope depth 1: log10 of rms delta^(1) / rms delta^(L+1) at the start\n";
  text += "# units " + std::to_string(base.network.layers.front().units);
  text.append(", initialization ").append(nameOf(start.scheme));
  text += ", scale " + allDigits(start.scale) + ", bias " + allDigits(start.bias);
  text += ", first seed " + std::to_string(start.seed) + '\n';
  text += "# the mean over the seeds that are no exact zero; low, high: all but a tenth of them lie above, below\n";
  return text.append(kColumns);
}

}  // namespace

std::string depthCsv(const Session& base, std::span<const std::optional<DepthCell>> cells) {
  std::string text = headOf(base);
  for (std::size_t k = 0; k < cells.size(); ++k) {
    if (!cells[k]) continue;
    const DepthCell& cell = *cells[k];
    text.append(nameOf(activationOfDepthCell(k))).append(",") += std::to_string(depthOfDepthCell(k));
    text += ',' + std::to_string(kDepthSeeds);
    for (const double value : {cell.mean, cell.low, cell.high}) text += ',' + number(value);
    for (const int count : {cell.zeros, cell.overflowed, cell.silent}) text += ',' + std::to_string(count);
    text += ',' + number(cell.predicted) + '\n';
  }
  return text;
}

}  // namespace backscope
