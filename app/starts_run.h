#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/sweep/start_outcome.h"
#include "core/sweep/sweep_grid.h"

namespace backscope {

/// Many starts under way on threads of their own. One that is cancelled ends by itself.
class StartsRun {
 public:
  /// What is to be done, in this order.
  struct Task {
    std::vector<std::pair<std::size_t, std::string>> lines{};  ///< of a file, to be read
    std::vector<std::size_t> cells{};                          ///< to be trained
    std::int64_t iterations = 0;
  };
  struct News {
    std::vector<std::pair<std::size_t, StartOutcome>> outcomes;
    bool isDone = false;
  };

  /// `wake` is called on other threads, once until the news are taken, and after the end.
  StartsRun(SweepGrid grid, Task task, std::function<void()> wake);
  /// Waits for the update that each thread is at.
  ~StartsRun() { cancel(); }
  StartsRun(const StartsRun&) = delete;
  StartsRun& operator=(const StartsRun&) = delete;

  void cancel() { m_isCancelled = true; }
  bool isCancelled() const { return m_isCancelled; }
  News takeNews();

 private:
  void work();
  void readLines();
  void tell(const std::function<void(News&)>& what);

  const SweepGrid m_grid;
  const Task m_task;
  const std::function<void()> m_wake;
  std::atomic<bool> m_isCancelled = false;
  std::mutex m_mutex;
  News m_news;
  bool m_isAwake = false;
  std::jthread m_thread;  // last: it uses all of the above
};

}  // namespace backscope
