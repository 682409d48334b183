#include "core/training/pass_instant.h"

#include <span>

#include "core/passes/gradient_check.h"

namespace backscope {

std::vector<PassStep> stepsOfPresent(const Trainer& trainer) {
  const bool endsBatch = trainer.exampleInBatch() + 1 == static_cast<std::int64_t>(trainer.batch().size());
  return passSteps(trainer.session().network, trainer.session().training, endsBatch);
}

PassInstant makeInstant(Trainer& trainer, int done) {
  const Dataset& data = trainer.data();
  const Session& session = trainer.session();
  const std::span<const int> batch = trainer.batch();
  const auto place = static_cast<std::size_t>(trainer.exampleInBatch());
  const int example = batch[place];
  PassInstant instant;
  instant.example = example;
  instant.exampleInBatch = static_cast<int>(place);
  instant.batchSize = static_cast<int>(batch.size());
  instant.batch.assign(batch.begin(), batch.end());
  instant.steps = stepsOfPresent(trainer);
  instant.done = done;
  instant.parameters = trainer.parameters();
  instant.trace = traceExample(instant.parameters, session.loss, data.inputOf(example), data.targetOf(example));
  instant.optimizer = trainer.optimizer();
  instant.sum = batchGradient(instant.parameters, session.loss, data, batch.first(place + 1)).theta();
  for (double& gradient : instant.sum) gradient *= static_cast<double>(place + 1);
  if (place + 1 < batch.size()) return instant;
  instant.update = trainer.previewUpdate();
  if (instant.update)
    instant.lossAfter = traceExample(Parameters(session.network, instant.update->theta), session.loss,
                                     data.inputOf(example), data.targetOf(example))
                            .loss;
  return instant;
}

}  // namespace backscope
