#pragma once

#include <functional>
#include <memory>

#include "core/engine/command.h"
#include "core/engine/snapshot.h"

namespace backscope {

/// The worker thread. Commands go down by value, const snapshots come up; of undelivered snapshots only the newest is
/// kept. It looks for commands between chunks of at most 8 ms. While paused with nothing to do it sleeps. The runs of a
/// comparison are trained on further threads beside it, as far as there are cores, and asleep like it.
class Engine {
 public:
  /// `wake` is called on the worker thread when a snapshot lies ready and none did before; it must be cheap and must
  /// not block.
  Engine(Session session, std::uint64_t generation, std::function<void()> wake);
  /// Stops within one chunk and joins.
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// For the run of this number, of those that are compared; 0: the present one. A command for a run that is not there
  /// is not done.
  void post(Command command, int run = 0);
  /// The newest undelivered snapshot, or nullptr.
  std::shared_ptr<const Snapshot> takeSnapshot();

 private:
  struct Impl;
  std::unique_ptr<Impl> m;
};

}  // namespace backscope
