#include "core/sweep/run_sweep.h"

#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>
#include <vector>

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

void runSweep(const SweepGrid& grid, std::span<const std::size_t> cells, const SweepPlan& plan,
              const std::function<bool()>& isStopped, const ReceiveCell& receive) {
  std::atomic<std::size_t> next = 0;
  std::mutex receiving;
  const auto work = [&] {
    if (plan.onThread) plan.onThread();
    CellData data;
    for (std::size_t k = next++; k < cells.size() && !isStopped(); k = next++) {
      const Result<Session> session = grid.session(cells[k]);
      assert(session);
      const std::optional<CellOutcome> outcome =
          runCell(session.value(), data.of(session.value()), plan.cell, isStopped);
      if (!outcome) return;
      const std::lock_guard lock(receiving);
      receive(cells[k], *outcome);
    }
  };
  std::vector<std::jthread> others;
  for (int k = 1; k < plan.jobs; ++k) others.emplace_back(work);
  work();
}

}  // namespace backscope
