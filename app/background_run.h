#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace backscope {

/// All cores but the one that the window and the engine need most.
int spareCores();
/// Gives the thread that calls it a priority behind everything else.
void standBack();

/// Cells of a kind that are measured in the background. What has come is kept until it is asked for.
template <class Outcome>
class BackgroundRun {
 public:
  struct Cell {
    std::size_t index = 0;
    Outcome outcome;
  };
  struct News {
    std::vector<Cell> cells;
    bool isDone = false;
  };
  using Receive = std::function<void(std::size_t cell, const Outcome& outcome)>;
  using Work = std::function<void(const std::function<bool()>& isStopped, const Receive& receive)>;

  /// `work` is done on a thread of its own. `wake` is called on other threads, once until the news are taken, and after
  /// the end.
  BackgroundRun(Work work, std::function<void()> wake)
      : m_work(std::move(work)), m_wake(std::move(wake)), m_thread([this] { run(); }) {}
  /// Waits for what each thread is at.
  ~BackgroundRun() { cancel(); }
  BackgroundRun(const BackgroundRun&) = delete;
  BackgroundRun& operator=(const BackgroundRun&) = delete;

  void cancel() { m_isCancelled = true; }
  bool isCancelled() const { return m_isCancelled; }
  News takeNews() {
    const std::lock_guard lock(m_mutex);
    m_isAwake = false;
    return std::exchange(m_news, {});
  }

 private:
  void run() {
    m_work([this] { return m_isCancelled.load(); },
           [this](std::size_t cell, const Outcome& outcome) {
             tell([&](News& news) { news.cells.push_back({cell, outcome}); });
           });
    tell([](News& news) { news.isDone = true; });
  }
  void tell(const std::function<void(News&)>& what) {
    const std::lock_guard lock(m_mutex);
    what(m_news);
    if (!std::exchange(m_isAwake, true)) m_wake();
  }

  const Work m_work;
  const std::function<void()> m_wake;
  std::atomic<bool> m_isCancelled = false;
  std::mutex m_mutex;
  News m_news;
  bool m_isAwake = false;
  std::jthread m_thread;  // last: it uses all of the above
};

}  // namespace backscope
