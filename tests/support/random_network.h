#pragma once

#include <numeric>

#include "core/data/dataset.h"
#include "core/math/random.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// A network, a loss and a batch drawn at random, every combination that is allowed.
struct RandomCase {
  Parameters parameters{Architecture{}};
  Loss loss = Loss::Square;
  Dataset data;
  std::vector<int> batch;
};

inline int drawInt(Random& random, int low, int high) {
  return low + static_cast<int>(random.bits() % static_cast<std::uint64_t>(high - low + 1));
}

inline Architecture drawArchitecture(Random& random, int maxHiddenLayers, int maxUnits) {
  Architecture architecture;
  architecture.inputs = drawInt(random, 1, 4);
  architecture.bias = drawInt(random, 0, 3) != 0;
  architecture.layers.clear();
  const int hidden = drawInt(random, 0, maxHiddenLayers);
  for (int l = 0; l < hidden; ++l)
    architecture.layers.push_back(
        {drawInt(random, 1, maxUnits), kActivations[static_cast<std::size_t>(drawInt(random, 0, 9))]});
  const auto output = kActivations[static_cast<std::size_t>(drawInt(random, 0, 10))];
  architecture.layers.push_back({drawInt(random, output == Activation::Softmax ? 2 : 1, 3), output});
  return architecture;
}

inline RandomCase drawCase(Random& random, int maxHiddenLayers, int maxUnits, int maxBatch) {
  RandomCase drawn;
  const Architecture architecture = drawArchitecture(random, maxHiddenLayers, maxUnits);
  drawn.parameters = Parameters(architecture);
  for (double& theta : drawn.parameters.theta()) theta = random.normal();
  const Activation output = architecture.activationOf(architecture.outputLayer());
  drawn.loss = fits(Loss::CrossEntropy, output) && drawInt(random, 0, 1) == 1 ? Loss::CrossEntropy : Loss::Square;
  drawn.data.inputs = architecture.inputs;
  drawn.data.outputs = architecture.outputs();
  const int count = drawInt(random, 1, maxBatch);
  for (int n = 0; n < count; ++n) {
    for (int i = 0; i < architecture.inputs; ++i) drawn.data.x.push_back(random.normal());
    const int chosen = drawInt(random, 0, architecture.outputs() - 1);
    for (int k = 0; k < architecture.outputs(); ++k)
      drawn.data.y.push_back(drawn.loss == Loss::Square ? random.normal() : k == chosen ? 1.0 : 0.0);
  }
  drawn.batch.resize(static_cast<std::size_t>(count));
  std::iota(drawn.batch.begin(), drawn.batch.end(), 0);
  drawn.data.train = drawn.batch;
  return drawn;
}

}  // namespace backscope
