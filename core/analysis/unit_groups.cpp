#include "core/analysis/unit_groups.h"

#include <cstddef>

namespace backscope {

namespace {

bool areEqual(const Parameters& parameters, int l, int j, int k) {
  const Eigen::Map<const RowMatrix> W = parameters.W(l);
  const Eigen::Map<const RowMatrix> outgoing = parameters.W(l + 1);
  for (Eigen::Index i = 0; i < W.cols(); ++i)
    if (W(j, i) != W(k, i)) return false;
  if (parameters.architecture().bias && parameters.b(l)[j] != parameters.b(l)[k]) return false;
  for (Eigen::Index m = 0; m < outgoing.rows(); ++m)
    if (outgoing(m, j) != outgoing(m, k)) return false;
  return true;
}

}  // namespace

std::vector<int> equalUnits(const Parameters& parameters, int l) {
  const int units = parameters.architecture().unitsOf(l);
  std::vector<int> first(static_cast<std::size_t>(units));
  for (int j = 0; j < units; ++j) {
    int k = 0;
    // Only a unit that equals none before it can be the first one.
    while (k < j && (first[static_cast<std::size_t>(k)] != k || !areEqual(parameters, l, j, k))) ++k;
    first[static_cast<std::size_t>(j)] = k;
  }
  return first;
}

int differentUnits(const Parameters& parameters, int l) {
  const std::vector<int> first = equalUnits(parameters, l);
  int count = 0;
  for (std::size_t j = 0; j < first.size(); ++j)
    if (first[j] == static_cast<int>(j)) ++count;
  return count;
}

std::vector<int> differentUnits(const Parameters& parameters) {
  std::vector<int> counts;
  for (int l = 1; l < parameters.architecture().outputLayer(); ++l) counts.push_back(differentUnits(parameters, l));
  return counts;
}

}  // namespace backscope
