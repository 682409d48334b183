#pragma once

#include <functional>
#include <span>
#include <vector>

#include "core/analysis/depth_scale.h"

namespace backscope {

/// How a scale of depth is measured; the numbers don't depend on it.
struct DepthPlan {
  int jobs = 1;  ///< threads, the caller's among them
  /// Called first on each of them; may be empty.
  std::function<void()> onThread{};
};

using ReceiveDepth = std::function<void(std::size_t cell, const DepthCell& measured)>;

/// Measures these cells of the base (see depthBase()) in their order, on several threads. Returns when all are done, or
/// soon after isStopped() became true. receive() is called as soon as a cell is done, on any of the threads, but on one
/// at a time; a cell that was stopped is not received.
void runDepths(const Session& base, std::span<const std::size_t> cells, const DepthPlan& plan,
               const std::function<bool()>& isStopped, const ReceiveDepth& receive);

/// All cells, those first that are nearest to this network: its own activation, from its depth outwards, then the
/// others in the same way.
std::vector<std::size_t> depthOrder(const Architecture& network);

}  // namespace backscope
