#include "ui/compare/output_difference_map.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace backscope {

namespace {

using Maps = std::vector<std::vector<float>>;

bool canBeCompared(const InputGrid& first, const InputGrid& second) {
  return first.resolution > 0 && first.resolution == second.resolution && first.rows == second.rows &&
         first.plane == second.plane && !first.maps.empty() && !second.maps.empty() && !first.maps.back().empty() &&
         first.maps.back().size() == second.maps.back().size();
}

/// Outputs of both in one coding of the classes.
class CommonCoding {
 public:
  CommonCoding(const Dataset& first, const Dataset& second)
      : m_isMixed(first.coding != second.coding && first.classes() > 0 && second.classes() > 0) {}
  double operator()(double yhat, const Dataset& data) const {
    return m_isMixed && data.coding == TargetCoding::ZeroOne ? 2 * yhat - 1 : yhat;
  }

 private:
  bool m_isMixed;
};

void readOutputs(const Maps& maps, std::size_t cell, std::vector<double>& yhat) {
  for (std::size_t k = 0; k < maps.size(); ++k) yhat[k] = static_cast<double>(maps[k][cell]);
}

/// −1 where it is not a number.
int answerOf(const Dataset& data, std::span<const double> yhat) {
  const bool isNumber = std::ranges::none_of(yhat, [](double v) { return std::isnan(v); });
  return isNumber ? data.classFor(yhat) : -1;
}

std::optional<int> examplesApart(const Snapshot& first, const Snapshot& second) {
  const auto outputs = static_cast<std::size_t>(first.data->outputs);
  if (first.data->classes() == 0 || first.yhat.empty() || first.yhat.size() != second.yhat.size()) return std::nullopt;
  int apart = 0;
  for (std::size_t i = 0; i + outputs <= first.yhat.size(); i += outputs)
    if (answerOf(*first.data, {first.yhat.data() + i, outputs}) !=
        answerOf(*second.data, {second.yhat.data() + i, outputs}))
      ++apart;
  return apart;
}

}  // namespace

OutputDifferenceMap compareOutputs(const Snapshot& first, const Snapshot& second, int output) {
  OutputDifferenceMap map;
  if (!canBeCompared(first.boundary, second.boundary) || first.data->outputs != second.data->outputs) return map;
  map.rows = first.boundary.rows;
  map.columns = first.boundary.resolution;
  const Maps& firstMaps = first.boundary.maps.back();
  const Maps& secondMaps = second.boundary.maps.back();
  const CommonCoding common(*first.data, *second.data);
  const bool isClassification = first.data->classes() > 0;
  std::vector<double> yhat(firstMaps.size());
  std::vector<double> other(secondMaps.size());
  int apart = 0;
  map.values.reserve(firstMaps.front().size());
  for (std::size_t cell = 0; cell < firstMaps.front().size(); ++cell) {
    readOutputs(firstMaps, cell, yhat);
    readOutputs(secondMaps, cell, other);
    const int answer = isClassification ? answerOf(*first.data, yhat) : -1;
    if (isClassification && answer != answerOf(*second.data, other)) ++apart;
    const int shown = yhat.size() == 1 ? 0 : isClassification ? std::max(0, answer) : output;
    const auto k = static_cast<std::size_t>(shown);
    const double value = common(yhat[k], *first.data) - common(other[k], *second.data);
    map.values.push_back(static_cast<float>(value));
    if (std::isfinite(value)) map.reach = std::max(map.reach, std::abs(value));
  }
  if (isClassification) map.planeShare = static_cast<double>(apart) / static_cast<double>(map.values.size());
  map.examples = examplesApart(first, second);
  return map;
}

double roundReach(double reach) {
  if (!(reach > 0) || !std::isfinite(reach)) return 1;
  const double decade = std::pow(10.0, std::floor(std::log10(reach)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (reach <= factor * decade * (1 + 1e-9)) return factor * decade;
  return 10 * decade;
}

}  // namespace backscope
