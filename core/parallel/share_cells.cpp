#include "core/parallel/share_cells.h"

#include <atomic>
#include <thread>
#include <vector>

namespace backscope {

void shareCells(std::size_t count, int jobs, const std::function<bool()>& isStopped,
                const std::function<CellWork()>& makeWork) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    const CellWork workOn = makeWork();
    for (std::size_t k = next++; k < count && !isStopped(); k = next++)
      if (!workOn(k)) return;
  };
  std::vector<std::jthread> others;
  for (int k = 1; k < jobs; ++k) others.emplace_back(work);
  work();
}

}  // namespace backscope
