#pragma once

#include <chrono>
#include <utility>

#include "core/engine/run_group.h"

namespace backscope::test {

/// Runs without the engine's thread: everything that was commanded is done when a call returns.
class LoneRuns {
 public:
  explicit LoneRuns(const Session& session) : m_runs(session, 1) {
    SnapshotNeeds none;
    none.boundaryResolution = none.unitMapResolution = 0;
    send(SetNeeds{none, none});
  }

  /// Does it, and what follows from it, unless it begins to train.
  void post(Command command, int run = 0) {
    send(std::move(command), run);
    while (m_runs.hasWork()) work();
  }
  /// Does it alone.
  void send(Command command, int run = 0) {
    PostedCommand posted{std::move(command), run};
    m_runs.apply(posted);
  }
  /// Trains at full speed up to this iteration of the present run, or somewhat further.
  void trainTo(std::int64_t iteration) {
    send(Train{});
    while (shown()->iteration < iteration) work();
    post(Pause{});
  }
  void work() {
    m_runs.work(std::chrono::milliseconds(1), [] { return false; });
  }
  RunGroup& group() { return m_runs; }

  std::shared_ptr<const Snapshot> shown() { return m_runs.makeSnapshot(SnapshotDetail::Quick); }
  /// The run of this number.
  std::shared_ptr<const Snapshot> shown(int run) {
    const std::shared_ptr<const Snapshot> whole = shown();
    if (whole->run == run) return whole;
    for (const std::shared_ptr<const Snapshot>& other : whole->others)
      if (other->run == run) return other;
    return nullptr;
  }
  Session captured(int run = 0) {
    Session session;
    send(Capture{[&session](Session captured) { session = std::move(captured); }}, run);
    return session;
  }

 private:
  RunGroup m_runs;
};

}  // namespace backscope::test
