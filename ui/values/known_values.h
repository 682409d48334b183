#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/formula/formula.h"
#include "ui/views/network_layout.h"

namespace backscope {

/// A number of one example at an instant.
struct KnownValue {
  enum class State {
    None,    ///< there is no such number here
    ToCome,  ///< its step has not been taken
    Known
  };
  State state = State::None;
  double value = 0;
  bool acts = false;  ///< the step taken last computed it
};

/// The numbers of the example that a snapshot shows: those of its passes as far as they have come, or, where it has no
/// passes, all of its trace.
class KnownValues {
 public:
  KnownValues() = default;
  /// What acts is what the last step of this size computed.
  explicit KnownValues(std::shared_ptr<const Snapshot> snapshot, StepSize size = StepSize::Unit);

  /// Of one unit or weight: A, Z, Slope, Delta; Weight, Bias, WeightGradient, BiasGradient, and NewWeight, by which the
  /// last line of the update has changed it. A weight or bias is the present one, after an update the new one.
  KnownValue of(const TermRef& term) const;
  /// Of a weight or bias, as it stands: training leaves it alone.
  bool isFrozen(const TermRef& term) const;
  /// Of the step taken last.
  PassPhase phase() const;
  /// The unit that the step taken last is about, and the weights into or out of it that it uses; nothing where it is
  /// about all of them, and without passes.
  std::optional<NetworkItem> actingUnit() const;
  std::optional<NetworkItem> actingWeight() const;
  const std::shared_ptr<const Snapshot>& snapshot() const { return m_snapshot; }

 private:
  /// The steps that compute a unit's numbers.
  struct UnitSteps {
    int a = kNever;
    int z = kNever;
    int delta = kNever;
    int gradient = kNever;
  };
  static constexpr int kNever = 1 << 30;

  void readStep(const PassStep& step, int place);
  KnownValue taken(int step, double value) const;
  KnownValue ofUnit(const TermRef& term, const UnitSteps& steps) const;
  KnownValue ofParameter(const TermRef& term, const UnitSteps& steps) const;
  std::size_t placeOf(const TermRef& term) const;
  KnownValue changeOf(std::size_t index) const;
  /// The first of the steps that act; nothing before the first step, and without passes.
  const PassStep* actingStep() const;

  std::shared_ptr<const Snapshot> m_snapshot;
  std::vector<std::vector<UnitSteps>> m_steps;  ///< of layers 0…L+1
  int m_update = kNever;
  int m_firstActing = 0;  ///< in the passes' steps; the last one taken is the last that acts
};

}  // namespace backscope
