#pragma once

#include <span>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"
#include "core/passes/workspace.h"

namespace backscope {

/// A value counts as saturated where |h′(a)| is below this share of the activation's largest slope.
inline constexpr double kSaturatedSlopeShare = 0.05;
/// A unit counts as saturated where at least this share of the examples is.
inline constexpr double kSaturatedExamplesShare = 0.95;

/// Saturated: |h′(a)| < 0.05 sup |h′| on at least 95 % of the examples. Dead: h′(a) = 0 exactly on every one, so that
/// nothing reaches its weights.
enum class UnitState { Fine, Saturated, Dead };

/// What a unit's slopes are over some examples.
struct UnitHealth {
  double saturated = 0;  ///< share of the examples at which |h′(a)| < 0.05 sup |h′|
  UnitState state = UnitState::Fine;
  bool operator==(const UnitHealth&) const = default;
};

/// Whether δ passes through the slopes of this layer: not of an output under cross-entropy, where
/// δ^(L+1) = ŷ − y whatever h′ is, so that its saturation costs nothing.
bool passesSlopes(const Architecture& architecture, Loss loss, int layer);

/// Counts over the examples of one layer.
class HealthCounts {
 public:
  explicit HealthCounts(int units)
      : m_saturated(static_cast<std::size_t>(units)), m_dead(static_cast<std::size_t>(units)) {}

  void clear();
  /// The first `count` columns of a block whose forward pass is done.
  void add(const KernelLayer& layer, int count, int stride);
  /// Of all (unit, example) pairs.
  double saturatedShare() const;
  /// Of one unit, counted from 0.
  UnitHealth of(std::size_t unit) const;
  /// Of all of them.
  std::vector<UnitHealth> all() const;

 private:
  std::vector<int> m_saturated;  ///< by unit, the examples at which it is
  std::vector<int> m_dead;       ///< by unit, the examples at which its slope is exactly 0
  int m_examples = 0;
};

/// Measures the states of all units by forward passes. Allocates once, and nothing while it measures.
class HealthMeter {
 public:
  HealthMeter(const Architecture& architecture, Loss loss);

  /// The first training examples are measured: all of them up to 2,048 in small networks; at least 64, and fewer than
  /// all where passes over them would take more than a few hundred thousand multiply-adds.
  std::size_t examplesOf(const Dataset& data) const;
  /// Unit after unit, layer after layer from 1 on; Fine in layers where passesSlopes() is false. Valid until the next
  /// call.
  std::span<const UnitState> measure(const Parameters& parameters, const Dataset& data);

 private:
  Workspace m_workspace;
  std::size_t m_mostExamples;
  std::vector<bool> m_passesSlopes;  ///< by layer
  std::vector<HealthCounts> m_counts;
  std::vector<UnitState> m_states;
};

}  // namespace backscope
