#pragma once

#include "core/session/session.h"
#include "tests/support/random_network.h"

namespace backscope::test {

/// A small session with points, any network, loss, optimizer, penalty and batch size; of every third one some
/// parameters are frozen.
inline Session drawSession(Random& random) {
  const RandomCase drawn = drawCase(random, 3, 4, 12);
  Session session;
  session.network = drawn.parameters.architecture();
  session.loss = drawn.loss;
  session.parameters = drawn.parameters.theta();
  session.data.source = PointList{drawn.data.x, drawn.data.y};
  TrainingSettings& training = session.training;
  training.optimizer.kind = kOptimizers[static_cast<std::size_t>(drawInt(random, 0, 2))];
  training.optimizer.learningRate = 1e-3;
  training.optimizer.momentum = drawInt(random, 0, 1) * 0.9;
  training.optimizer.nesterov = drawInt(random, 0, 1) == 1;
  training.batchSize = drawInt(random, 1, 5);
  training.shuffle = drawInt(random, 0, 1) == 1;
  training.l1 = drawInt(random, 0, 1) * 1e-3;
  training.l2 = drawInt(random, 0, 1) * 1e-3;
  training.seed = random.bits();
  const bool hasFrozen = drawInt(random, 0, 2) == 0;
  for (std::size_t p = 0; hasFrozen && p < session.parameters->size(); ++p)
    if (drawInt(random, 0, 3) == 0) training.frozen.push_back(p);
  return session;
}

}  // namespace backscope::test
