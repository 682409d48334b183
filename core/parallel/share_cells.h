#pragma once

#include <cstddef>
#include <functional>

namespace backscope {

/// What one thread does with the k-th cell; false ends it.
using CellWork = std::function<bool(std::size_t k)>;

/// Shares the cells 0…count − 1, in this order, among `jobs` threads, the caller's among them. Each makes itself its
/// work first, and asks isStopped() before every cell. Returns when all of them have ended.
void shareCells(std::size_t count, int jobs, const std::function<bool()>& isStopped,
                const std::function<CellWork()>& makeWork);

}  // namespace backscope
