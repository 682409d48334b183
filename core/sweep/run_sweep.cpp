#include "core/sweep/run_sweep.h"

#include <cassert>
#include <mutex>
#include <optional>

#include "core/parallel/share_cells.h"

namespace backscope {
namespace {

/// The examples of one cell after another, which are mostly the same.
class CellData {
 public:
  const Dataset& of(const Session& session) {
    const bool isSame = m_session && m_session->data == session.data &&
                        m_session->network.inputs == session.network.inputs &&
                        m_session->network.layers.back() == session.network.layers.back();
    if (!isSame) m_data = makeDataset(session);
    if (!isSame) m_session = session;
    return m_data;
  }

 private:
  std::optional<Session> m_session;  ///< whose they are
  Dataset m_data;
};

}  // namespace

void forEachCell(const SweepGrid& grid, std::span<const std::size_t> cells, const SweepPlan& plan,
                 const std::function<bool()>& isStopped, const SessionWork& work) {
  std::mutex receiving;
  const auto makeWork = [&]() -> CellWork {
    if (plan.onThread) plan.onThread();
    return [&, data = CellData()](std::size_t k) mutable {
      const Result<Session> session = grid.session(cells[k]);
      assert(session);
      const std::function<void()> receive = work(cells[k], session.value(), data.of(session.value()));
      if (!receive) return false;
      const std::lock_guard lock(receiving);
      receive();
      return true;
    };
  };
  shareCells(cells.size(), plan.jobs, isStopped, makeWork);
}

void runSweep(const SweepGrid& grid, std::span<const std::size_t> cells, const SweepPlan& plan,
              const std::function<bool()>& isStopped, const ReceiveCell& receive) {
  const SessionWork work = [&](std::size_t cell, const Session& session, const Dataset& data) -> std::function<void()> {
    const std::optional<CellOutcome> outcome = runCell(session, data, plan.cell, isStopped);
    if (!outcome) return {};
    return [&receive, cell, done = *outcome] { receive(cell, done); };
  };
  forEachCell(grid, cells, plan, isStopped, work);
}

}  // namespace backscope
