#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "core/engine/command.h"

namespace backscope {

/// Commands on their way to the worker, in order.
class CommandQueue {
 public:
  using Clock = std::chrono::steady_clock;

  void post(PostedCommand command) {
    {
      const std::lock_guard lock(m_mutex);
      m_commands.push_back(std::move(command));
      m_waiting.store(true, std::memory_order_relaxed);
    }
    m_posted.notify_one();
  }

  /// Whether something was posted; cheap enough to ask between two steps.
  bool hasCommands() const { return m_waiting.load(std::memory_order_relaxed); }

  std::vector<PostedCommand> takeAll() {
    const std::lock_guard lock(m_mutex);
    m_waiting.store(false, std::memory_order_relaxed);
    return std::exchange(m_commands, {});
  }

  /// Sleeps until something is posted, the stop is asked for or, where given, the time has come.
  void wait(const std::stop_token& stop, std::optional<Clock::time_point> until) {
    std::unique_lock lock(m_mutex);
    const auto posted = [this] { return !m_commands.empty(); };
    if (until)
      m_posted.wait_until(lock, stop, *until, posted);
    else
      m_posted.wait(lock, stop, posted);
  }

 private:
  std::mutex m_mutex;
  std::condition_variable_any m_posted;
  std::vector<PostedCommand> m_commands;
  std::atomic<bool> m_waiting = false;
};

}  // namespace backscope
