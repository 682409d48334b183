#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "core/engine/engine.h"

namespace backscope::test {

/// An engine with somebody who waits for what it says. Waiting gives up after 20 s by throwing.
class EngineDriver {
 public:
  explicit EngineDriver(Session session, std::uint64_t generation = 1)
      : m_engine(std::move(session), generation, [this] { wake(); }) {}

  void post(Command command, int run = 0) { m_engine.post(std::move(command), run); }
  std::shared_ptr<const Snapshot> take() { return m_engine.takeSnapshot(); }
  int wakes() const { return m_wakes.load(); }

  /// Takes snapshots as they come, up to one that is as wanted.
  std::shared_ptr<const Snapshot> waitFor(const std::function<bool(const Snapshot&)>& wanted) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
      if (auto snapshot = take(); snapshot && wanted(*snapshot)) return snapshot;
      std::unique_lock lock(m_mutex);
      if (!m_woken.wait_until(lock, deadline, [this] { return m_isAwake; }))
        throw std::runtime_error("no such snapshot came");
      m_isAwake = false;
    }
  }

  /// Goes these steps and waits for the last.
  std::shared_ptr<const Snapshot> step(StepSize size, int count, std::int64_t iteration) {
    post(Step{size, count});
    return waitFor([iteration](const Snapshot& snapshot) { return snapshot.iteration >= iteration; });
  }

  /// The session as it stands once all earlier commands were taken.
  Session capture(int run = 0) {
    auto promise = std::make_shared<std::promise<Session>>();
    std::future<Session> future = promise->get_future();
    post(Capture{[promise](Session session) { promise->set_value(std::move(session)); }}, run);
    if (future.wait_for(kPatience) != std::future_status::ready) throw std::runtime_error("no session came");
    return future.get();
  }

 private:
  static constexpr std::chrono::seconds kPatience{60};

  void wake() {
    ++m_wakes;
    const std::lock_guard lock(m_mutex);
    m_isAwake = true;
    m_woken.notify_all();
  }

  std::mutex m_mutex;
  std::condition_variable m_woken;
  bool m_isAwake = false;
  std::atomic<int> m_wakes = 0;
  Engine m_engine;  // last: its thread uses all of the above
};

}  // namespace backscope::test
