#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/evaluator.h"
#include "core/session/session.h"
#include "core/training/divergence.h"

namespace backscope {

/// What one update saw, measured with the weights from before it.
struct BatchReport {
  double loss = 0;                ///< mean ℓ over the batch
  std::vector<double> deltaMean;  ///< mean |δ^(l)| over units and examples of the batch, l = 1…L+1 at index l - 1
};

/// The one owner of a changing model: θ, the optimizer's state and the place in the data.
///
/// The same session gives the same bits, however the steps are cut up. An update allocates nothing.
/// The order of epoch e is a function of (seed, e) alone, so a place in the run needs no more than RunState.
class Trainer {
 public:
  /// The session must be valid (as read, or checked with checkSession).
  explicit Trainer(Session session);
  ~Trainer();
  Trainer(Trainer&&) noexcept;
  Trainer& operator=(Trainer&&) noexcept;

  const Session& session() const;
  const Dataset& data() const;
  const Parameters& parameters() const;
  std::int64_t iteration() const;
  std::int64_t epoch() const;
  /// Examples of this epoch that θ contains.
  std::int64_t position() const;
  /// Examples of the present batch stepped through but not yet in θ.
  std::int64_t exampleInBatch() const;
  const std::optional<Divergence>& divergence() const;

  /// One update: the rest of the present batch. False where training has diverged.
  bool stepBatch(BatchReport* report = nullptr);
  /// One example further; the update happens with the last of its batch. False where training has diverged.
  bool stepExample(BatchReport* report = nullptr);
  /// Up to the end of the epoch.
  bool stepEpoch(BatchReport* report = nullptr);
  /// The index in the data of the example that stepExample() takes next.
  int nextExample() const;

  /// Back to the start: same weights, iteration 0.
  void reset();
  /// Applies at once. Another optimizer starts from empty averages.
  void setTraining(const TrainingSettings& settings);
  /// Changes one parameter of θ (an index of ParameterLayout); the value must be finite. Clears a divergence.
  void setParameter(std::size_t index, double value);

  Score scoreTrain() const;
  /// Nothing without a test set.
  std::optional<Score> scoreTest() const;
  /// λ₂/2 Σ w² + λ₁ Σ |w| over the weights.
  double penalty() const;

  /// The session as it stands now, to be saved: θ with all digits and the state.
  Session capture() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> m;
};

}  // namespace backscope
