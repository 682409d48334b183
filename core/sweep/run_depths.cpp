#include "core/sweep/run_depths.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <numeric>
#include <tuple>

#include "core/parallel/share_cells.h"

namespace backscope {

void runDepths(const Session& base, std::span<const std::size_t> cells, const DepthPlan& plan,
               const std::function<bool()>& isStopped, const ReceiveDepth& receive) {
  const Dataset examples = depthData(base);
  std::mutex receiving;
  const auto makeWork = [&]() -> CellWork {
    if (plan.onThread) plan.onThread();
    return [&](std::size_t k) {
      const std::optional<DepthCell> measured = measureDepth(base, examples, cells[k], isStopped);
      if (!measured) return false;
      const std::lock_guard lock(receiving);
      receive(cells[k], *measured);
      return true;
    };
  };
  shareCells(cells.size(), plan.jobs, isStopped, makeWork);
}

std::vector<std::size_t> depthOrder(const Architecture& network) {
  std::vector<std::size_t> cells(kDepthCells);
  std::iota(cells.begin(), cells.end(), std::size_t{0});
  std::ranges::sort(cells, {}, [&](std::size_t cell) {
    const bool isOther = activationOfDepthCell(cell) != network.activationOf(1);
    return std::tuple(isOther, std::abs(depthOfDepthCell(cell) - network.hiddenLayers()), cell);
  });
  return cells;
}

}  // namespace backscope
