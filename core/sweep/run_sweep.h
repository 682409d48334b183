#pragma once

#include <functional>
#include <span>

#include "core/sweep/cell_outcome.h"
#include "core/sweep/sweep_grid.h"

namespace backscope {

/// How a sweep is run; what it gives depends on the cells' plan alone.
struct SweepPlan {
  CellPlan cell;
  int jobs = 1;  ///< threads, the caller's among them
  /// Called first on each of them, to give it its priority, say; may be empty.
  std::function<void()> onThread{};
};

using ReceiveCell = std::function<void(std::size_t cell, const CellOutcome& outcome)>;

/// Trains these cells of the grid, which must be possible ones (see findProblem()), on several threads. Returns when
/// all are done, or soon after isStopped() became true, which every thread asks before each update. receive() is called
/// as soon as a cell is done, on any of the threads, but on one at a time; a cell that was stopped is not received.
void runSweep(const SweepGrid& grid, std::span<const std::size_t> cells, const SweepPlan& plan,
              const std::function<bool()>& isStopped, const ReceiveCell& receive);

/// One cell's work on one of the threads, with the cell's session and its examples. What it returns is called with no
/// other at the same time; nothing where the work was stopped.
using SessionWork = std::function<std::function<void()>(std::size_t cell, const Session& session, const Dataset& data)>;

/// The same for another kind of work on the cells: `jobs` threads take them in their order.
void forEachCell(const SweepGrid& grid, std::span<const std::size_t> cells, const SweepPlan& plan,
                 const std::function<bool()>& isStopped, const SessionWork& work);

}  // namespace backscope
