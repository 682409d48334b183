#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "core/passes/evaluator.h"
#include "core/session/session.h"
#include "core/training/divergence.h"

namespace backscope {

/// How far each cell of a sweep is trained.
struct CellPlan {
  std::int64_t iterations = 2000;
  /// The mean loss of an epoch with which a cell counts as solved; nothing: solvedLoss() of its own data.
  std::optional<double> target;
  bool operator==(const CellPlan&) const = default;
};

/// What a short run came to. One that diverged is measured with its last good weights, as everywhere.
struct CellOutcome {
  std::int64_t iteration = 0;  ///< updates made
  Score train;
  std::optional<Score> test;
  double startRatio = 0;  ///< rms δ^(1) / rms δ^(L+1) over the training set, at the start …
  double endRatio = 0;    ///< … and at the end; NaN where both are 0
  /// Iterations until the end of the first epoch whose mean loss was at most the target. It is the mean over what the
  /// epoch learned from, each example measured with the weights of its own moment: that costs nothing, where the whole
  /// set after every epoch would cost as much as training.
  std::optional<std::int64_t> needed;
  std::optional<Divergence> divergence;
};

/// A tenth of the loss that the best constant answer has on the training set: for the square loss that of the targets'
/// mean, for cross-entropy that of the classes' shares. Below every plateau on which a network answers alike for all.
double solvedLoss(const Dataset& data, Loss loss, Activation output);

/// rms δ^(1) / rms δ^(L+1), over units and examples of the training set.
double deltaRatio(const Parameters& parameters, Loss loss, const Dataset& data);

/// Trains this session exactly as it would be trained anywhere; `data` are its own, as makeDataset() gives them.
/// Nothing where isStopped() became true, which is asked before every update.
std::optional<CellOutcome> runCell(const Session& session, const Dataset& data, const CellPlan& plan,
                                   const std::function<bool()>& isStopped);

}  // namespace backscope
