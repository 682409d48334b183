#pragma once

#include <algorithm>
#include <array>
#include <span>

#include "core/passes/workspace.h"

namespace backscope {

/// Runs both passes, without the gradient, over the examples in blocks, and calls receive(network, count, stride) after
/// each: the network's arrays then hold a, z, h′ and δ of `count` examples.
template <class Receive>
void passBlocks(const Parameters& parameters, Loss loss, const Dataset& data, std::span<const int> examples,
                const Receive& receive) {
  const BatchKernels& kernels = batchKernels();
  Workspace workspace(parameters.architecture(), loss);
  const KernelNetwork& network = workspace.network();
  std::array<double, kBlock> losses{};
  for (std::size_t begin = 0; begin < examples.size(); begin += kBlock) {
    const std::span<const int> block = examples.subspan(begin, std::min<std::size_t>(kBlock, examples.size() - begin));
    const int count = static_cast<int>(block.size());
    const int stride = strideFor(count, kBlock);
    workspace.gather(data, block, stride, stride);
    kernels.forward(network, parameters.theta().data(), stride);
    kernels.outputDelta(network, count, stride, losses.data());
    kernels.hiddenDeltas(network, parameters.theta().data(), stride);
    receive(network, count, stride);
  }
}

}  // namespace backscope
