#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/passes/example_trace.h"
#include "core/training/pass_step.h"
#include "core/training/trainer.h"

namespace backscope {

/// One example's passes at one place of the run: all of its numbers, and which of them have been computed there.
struct PassInstant {
  int example = 0;  ///< its index in the data; −1 for one that is not in it
  int exampleInBatch = 0;
  int batchSize = 0;
  bool isAlone = false;    ///< apart from the run: a batch by itself, whose update is shown but not made
  std::vector<int> batch;  ///< the indices of the run's batch that this is about
  std::vector<PassStep> steps;
  int done = 0;                           ///< so many of the steps have been taken
  Parameters parameters{Architecture{}};  ///< θ that the passes use: that from before the update
  ExampleTrace trace;
  std::vector<double> sum;  ///< of θ's shape: the gradients of the batch's examples up to and with this one
  // Of the batch's last example alone, and where its update does not diverge:
  std::optional<UpdatePreview> update;
  OptimizerState optimizer;  ///< from before the update
  double lossAfter = 0;      ///< ℓ of the same example with the new θ

  std::span<const PassStep> taken() const { return std::span(steps).first(static_cast<std::size_t>(done)); }
  /// The step taken last; nothing at the very start.
  const PassStep* last() const { return done == 0 ? nullptr : &steps[static_cast<std::size_t>(done - 1)]; }
};

/// The steps of the trainer's present example; with the update where it is its batch's last.
std::vector<PassStep> stepsOfPresent(const Trainer& trainer);

/// The passes of the trainer's present example, of which `done` steps are taken. The trainer is left as it was.
PassInstant makeInstant(Trainer& trainer, int done);

}  // namespace backscope
