#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/evaluator.h"
#include "core/session/session.h"
#include "core/training/divergence.h"
#include "core/training/model_change.h"
#include "core/training/optimizer.h"

namespace backscope {

/// What one update saw, measured with the weights from before it.
struct BatchReport {
  double loss = 0;                ///< mean ℓ over the batch
  std::vector<double> deltaMean;  ///< mean |δ^(l)| over units and examples of the batch, l = 1…L+1 at index l - 1
};

/// Where a run stands between two updates: what is needed to go on with the same bits.
struct TrainerState {
  std::int64_t iteration = 0;
  std::int64_t epoch = 0;
  std::int64_t position = 0;
  std::vector<double> theta;
  OptimizerState optimizer;
  bool operator==(const TrainerState&) const = default;
};

/// The numbers of the update that ends the present batch, all of θ's shape; arrays that the optimizer does not use are
/// empty.
struct UpdatePreview {
  std::vector<double> gradient;    ///< the mean over the batch, without the penalty's share
  std::vector<double> theta;       ///< after the update
  std::vector<double> mean;        ///< m after it
  std::vector<double> meanSquare;  ///< v after it
};

/// The one owner of a changing model: θ, the optimizer's state and the place in the data.
///
/// An update leaves frozen parameters as they are, to the bit, under every optimizer and penalty, and their averages
/// empty: what is released goes on like a parameter at its start. The gradient is that of all of θ.
/// The same session gives the same bits, however the steps are cut up. An update allocates nothing.
/// The order of epoch e is a function of (seed, e) alone, so a place in the run needs no more than RunState.
class Trainer {
 public:
  /// The session must be valid (as read, or checked with checkSession).
  explicit Trainer(Session session);
  /// The same for someone who has the session's data already, as makeDataset() gives them.
  Trainer(Session session, Dataset data);
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
  const OptimizerState& optimizer() const;
  /// The indices in the data of the present batch's examples.
  std::span<const int> batch() const;
  /// Right after an update, what it was made of: its batch's examples, and θ before it. Valid until anything else is
  /// done with the trainer.
  std::span<const int> updatedBatch() const;
  std::span<const double> thetaBefore() const;
  /// Whether thetaBefore() still is, and the update from there led to the present θ.
  bool knowsUpdate() const;

  /// One update: the rest of the present batch. False where training has diverged.
  bool stepBatch(BatchReport* report = nullptr);
  /// The same; of what it saw, only the loss.
  bool stepBatch(double& loss);
  /// One example further; the update happens with the last of its batch. False where training has diverged.
  bool stepExample(BatchReport* report = nullptr);
  /// Up to the end of the epoch.
  bool stepEpoch(BatchReport* report = nullptr);
  /// The index in the data of the example that stepExample() takes next.
  int nextExample() const;

  /// What the update of the present batch would write; changes nothing. Nothing where it would diverge.
  std::optional<UpdatePreview> previewUpdate() const;
  /// To an example of the present batch, 0…its size − 1, as stepExample() leads there.
  void moveToExample(std::int64_t exampleInBatch);

  TrainerState state() const;
  /// To a state of this session's, as it stood with the present training settings. Clears a divergence.
  void restore(const TrainerState& state);
  /// Back to the start: same weights, iteration 0.
  void reset();
  /// Applies at once. Another optimizer starts from empty averages.
  void setTraining(const TrainingSettings& settings);
  /// Changes one parameter of θ (an index of ParameterLayout); the value must be finite. Clears a divergence.
  void setParameter(std::size_t index, double value);
  /// The same for several, for the optimizer's averages, and for what is frozen.
  void change(const ModelChange& change);

  Score scoreTrain() const;
  /// Nothing without a test set.
  std::optional<Score> scoreTest() const;
  /// λ₂/2 Σ w² + λ₁ Σ |w| over the weights.
  double penalty() const;

  /// Another one that goes on from here with the same bits.
  Trainer copy() const;
  /// The session as it stands now, to be saved: θ with all digits and the state.
  Session capture() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> m;
};

}  // namespace backscope
