#include "core/training/symmetry_change.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace backscope {
namespace {

/// 0 and −0 are two values, which undo has to tell apart.
bool isSame(double one, double other) {
  return std::bit_cast<std::uint64_t>(one) == std::bit_cast<std::uint64_t>(other);
}

std::vector<ValueAt> differences(const std::vector<double>& before, const std::vector<double>& after) {
  std::vector<ValueAt> values;
  for (std::size_t index = 0; index < before.size(); ++index)
    if (!isSame(before[index], after[index])) values.push_back({index, after[index]});
  return values;
}

/// Of an average that the optimizer may not have.
template <class Apply>
std::vector<ValueAt> changeOf(const std::vector<double>& average, const Architecture& architecture, Apply apply) {
  if (average.empty()) return {};
  Parameters array(architecture, average);
  apply(array);
  return differences(average, array.theta());
}

/// Units that go elsewhere take their locks with them.
std::vector<FrozenAt> frozenChangeOf(const FrozenPlaces& frozen, const Architecture& architecture,
                                     const Symmetry& symmetry) {
  const bool isMove = symmetry.kind == Symmetry::Kind::Move || symmetry.kind == Symmetry::Kind::Swap;
  if (frozen.empty() || !isMove) return {};
  Parameters locks(architecture);
  for (const std::size_t index : frozen) locks.theta()[index] = 1;
  const std::vector<double> before = locks.theta();
  applyTo(locks, symmetry);
  std::vector<FrozenAt> changes;
  for (const ValueAt& at : differences(before, locks.theta())) changes.push_back({at.index, at.value != 0});
  return changes;
}

bool isFinite(const std::vector<ValueAt>& values) {
  return std::ranges::all_of(values, [](const ValueAt& value) { return std::isfinite(value.value); });
}

}  // namespace

std::optional<ModelChange> changeBy(const Symmetry& symmetry, const Parameters& parameters,
                                    const OptimizerState& optimizer, const FrozenPlaces& frozen) {
  const Architecture& architecture = parameters.architecture();
  const ModelChange change{
      changeOf(parameters.theta(), architecture, [&](Parameters& theta) { applyTo(theta, symmetry); }),
      changeOf(optimizer.mean, architecture, [&](Parameters& mean) { applyToGradient(mean, symmetry); }),
      changeOf(optimizer.meanSquare, architecture, [&](Parameters& squares) { applyToSquares(squares, symmetry); }),
      frozenChangeOf(frozen, architecture, symmetry)};
  if (!isFinite(change.theta) || !isFinite(change.mean) || !isFinite(change.meanSquare)) return std::nullopt;
  return change;
}

}  // namespace backscope
