#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/analysis/gradient_spread.h"
#include "core/training/pass_cursor.h"
#include "tests/support/sample_snapshot.h"

namespace backscope::test {

/// The sample session with batches of this size, after so many unit steps, with the gradients of these places in θ;
/// the traced example may be a typed one.
inline std::shared_ptr<Snapshot> gradientSnapshot(int steps, const IndexRange& range, int batchSize = 10,
                                                  const std::optional<TypedExample>& typed = {},
                                                  std::vector<LayerSpec> layers = sampleLayers(2, 3,
                                                                                               Activation::Tanh)) {
  Session session = sampleSession(std::move(layers));
  session.training.batchSize = batchSize;
  PassCursor cursor(session);
  for (int k = 0; k < steps; ++k) cursor.advance(StepSize::Unit);
  const Trainer& trainer = cursor.trainer();
  SnapshotContext context;
  context.step = cursor.step();
  PassInstant instant = cursor.instant();
  context.spread = std::make_shared<const GradientSpread>(
      spreadGradients(instant.parameters, session.loss, trainer.data(), instant.batch, range));
  if (typed) {
    Trainer lone = loneTrainer(trainer, *typed);
    instant = makeInstant(lone, 0);
    instant.example = -1;
    instant.isAlone = true;
    context.chosen.typed = typed;
  }
  context.pass = std::make_shared<const PassInstant>(std::move(instant));
  return std::make_shared<Snapshot>(*makeSnapshot(trainer, sampleNeeds(trainer), context));
}

}  // namespace backscope::test
