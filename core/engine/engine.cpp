#include "core/engine/engine.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "core/engine/command_queue.h"
#include "core/engine/run_group.h"
#include "core/engine/snapshot_box.h"

namespace backscope {
namespace {

using Clock = std::chrono::steady_clock;

/// The worker looks at its queue at least this often while it trains.
constexpr std::chrono::milliseconds kChunk{4};
/// Snapshots of a running model are at least a frame apart …
constexpr std::chrono::milliseconds kFrame{16};
/// … and so far apart that making them takes no more than one part in this many of the time, but while that keeps them
/// no further apart than kLongestWait …
constexpr int kSnapshotShare = 12;
constexpr std::chrono::milliseconds kLongestWait{200};
/// … except that the model gets half of the time.
constexpr int kLargestShare = 2;
/// Runs of a comparison are shown together, unless one is behind for longer than this.
constexpr std::chrono::milliseconds kLongestApart{150};

}  // namespace

struct Engine::Impl {
  Impl(Session session, std::uint64_t generation, std::function<void()> wakeView)
      : runs(std::move(session), generation), wake(std::move(wakeView)) {}

  void run(const std::stop_token& stop);
  void applyCommands();
  void publishIfDue(const std::function<bool()>& interrupted);
  void publish(SnapshotDetail detail, const std::function<bool()>& interrupted = {});

  CommandQueue queue;
  SnapshotBox box;
  RunGroup runs;
  std::function<void()> wake;
  Clock::time_point nextSnapshot{};
  Clock::time_point wereTogether{};  ///< the runs, when it was asked last, or were shown apart
  bool isCoarse = false;             ///< the last snapshot was
  std::jthread thread;               // last: it uses all of the above
};

void Engine::Impl::applyCommands() {
  if (!queue.hasCommands()) return;
  if (runs.isTogether()) wereTogether = Clock::now();
  for (PostedCommand& posted : queue.takeAll()) runs.apply(posted);
  // What the user did shows at once.
  nextSnapshot = {};
}

void Engine::Impl::publish(SnapshotDetail detail, const std::function<bool()>& interrupted) {
  const Clock::time_point begin = Clock::now();
  std::shared_ptr<const Snapshot> snapshot = runs.makeSnapshot(detail, interrupted);
  if (!snapshot) return;
  isCoarse = snapshot->isCoarse;
  if (box.put(std::move(snapshot))) wake();
  const Clock::duration cost = Clock::now() - begin;
  const Clock::duration wait =
      std::max(std::min<Clock::duration>(kSnapshotShare * cost, kLongestWait), kLargestShare * cost);
  nextSnapshot = begin + std::max<Clock::duration>(kFrame, wait);
}

void Engine::Impl::publishIfDue(const std::function<bool()>& interrupted) {
  if (!runs.hasWork()) {
    if (runs.hasNews()) publish(SnapshotDetail::Quick);
    // Nothing moves any more: time for what a quick snapshot left out, unless there is something else to do.
    if (isCoarse) publish(SnapshotDetail::Whole, interrupted);
    return;
  }
  const Clock::time_point now = Clock::now();
  if (runs.isTogether())
    wereTogether = now;
  else if (now - wereTogether < kLongestApart)
    return;
  if (!runs.hasNews()) return;
  const auto due = runs.nextStepTime();
  const bool resting = due && *due > now;
  // While it trains at full speed, a frame that nobody has fetched yet need not be made anew.
  if (now >= nextSnapshot && (resting || box.isEmpty())) {
    publish(SnapshotDetail::Quick);
    wereTogether = Clock::now();
  }
}

void Engine::Impl::run(const std::stop_token& stop) {
  const std::function<bool()> interrupted = [&] { return queue.hasCommands() || stop.stop_requested(); };
  while (!stop.stop_requested()) {
    applyCommands();
    publishIfDue(interrupted);
    if (!runs.hasWork()) {
      queue.wait(stop, std::nullopt);
      continue;
    }
    if (const auto due = runs.nextStepTime(); due && *due > Clock::now())
      queue.wait(stop, runs.hasNews() ? std::min(*due, nextSnapshot) : *due);
    else
      runs.work(kChunk, interrupted);
  }
}

Engine::Engine(Session session, std::uint64_t generation, std::function<void()> wake)
    : m(std::make_unique<Impl>(std::move(session), generation, std::move(wake))) {
  m->thread = std::jthread([impl = m.get()](const std::stop_token& stop) { impl->run(stop); });
}

Engine::~Engine() = default;

void Engine::post(Command command, int run) { m->queue.post({std::move(command), run}); }

std::shared_ptr<const Snapshot> Engine::takeSnapshot() { return m->box.take(); }

}  // namespace backscope
