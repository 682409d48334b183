#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "core/engine/make_snapshot.h"
#include "core/session/session.h"
#include "core/training/trainer.h"

namespace backscope::test {

/// XOR quadrants, 400 points of which 120 are held out, and this network; the output decides the coding.
inline Session sampleSession(std::vector<LayerSpec> layers = {{4, Activation::Tanh},
                                                              {2, Activation::Tanh},
                                                              {1, Activation::Tanh}},
                             Generator generator = Generator::Xor) {
  Session session;
  session.title = "sample";
  session.network = {.inputs = 2, .bias = true, .layers = std::move(layers)};
  session.initialization.seed = 3;
  session.data.source = GeneratorSettings{.generator = generator, .count = 400, .noise = 0.1, .seed = 1};
  session.data.testFraction = 0.3;
  session.training.optimizer.learningRate = 0.03;
  return session;
}

inline std::vector<LayerSpec> sampleLayers(int hiddenLayers, int units, Activation activation,
                                           LayerSpec output = {1, Activation::Tanh}) {
  std::vector<LayerSpec> layers(static_cast<std::size_t>(hiddenLayers), LayerSpec{units, activation});
  layers.push_back(output);
  return layers;
}

/// The needs of a window that shows everything.
inline SnapshotNeeds sampleNeeds(const Trainer& trainer) {
  SnapshotNeeds needs;
  needs.plane = planeFor(trainer.session(), trainer.data());
  needs.histogramBins = 40;
  return needs;
}

/// Trains for `updates` batches, keeping the series as the engine does, and takes a snapshot.
inline std::shared_ptr<const Snapshot> sampleSnapshot(Trainer& trainer, int updates, const SnapshotNeeds& needs) {
  auto series = std::make_shared<RunSeries>();
  series->delta.resize(trainer.session().network.layers.size());
  std::int64_t scoredEpoch = -1;
  for (int i = 0; i < updates; ++i) {
    if (trainer.epoch() != scoredEpoch) {
      scoredEpoch = trainer.epoch();
      series->trainLoss.append(trainer.iteration(), trainer.scoreTrain().loss);
      if (const std::optional<Score> test = trainer.scoreTest())
        series->testLoss.append(trainer.iteration(), test->loss);
    }
    BatchReport report;
    if (!trainer.stepBatch(&report)) break;
    series->batchLoss.append(trainer.iteration(), report.loss);
    for (std::size_t l = 0; l < series->delta.size(); ++l)
      series->delta[l].append(trainer.iteration(), report.deltaMean[l]);
  }
  SnapshotContext context;
  context.series = std::move(series);
  return makeSnapshot(trainer, needs, context);
}

inline std::shared_ptr<const Snapshot> sampleSnapshot(const Session& session = sampleSession(), int updates = 600) {
  Trainer trainer(session);
  return sampleSnapshot(trainer, updates, sampleNeeds(trainer));
}

}  // namespace backscope::test
