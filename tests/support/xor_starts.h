#pragma once

#include "core/session/session.h"

namespace backscope::test {

/// 2-2-1 logistic on XOR in 0/1 coding, weights and biases from U(−1, 1), full batches, a rate of 1 on the sum of ℓ:
/// that is 4 on the mean of four examples.
inline Session xorStarts() {
  Session session;
  session.network.layers = {{2, Activation::Sigmoid}, {1, Activation::Sigmoid}};
  session.initialization.scheme = InitializationScheme::Uniform;
  session.initialization.drawsBias = true;
  session.data.source = PointList{{0, 0, 0, 1, 1, 0, 1, 1}, {0, 1, 1, 0}};
  session.training.optimizer.learningRate = 4;
  session.training.batchSize = 4;
  session.training.shuffle = false;
  return session;
}

}  // namespace backscope::test
