#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace backscope {

/// Threads that do a job together with the one that calls them, and sleep in between.
class Crew {
 public:
  /// So many beside the caller.
  explicit Crew(int helpers);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  int helpers() const { return static_cast<int>(m_threads.size()); }
  /// Calls `job` on the caller's thread and on every helper's at once; returns once all of them have come back from it.
  void run(const std::function<void()>& job);

 private:
  void help(const std::stop_token& stop);

  std::mutex m_mutex;
  std::condition_variable_any m_called;
  std::condition_variable m_done;
  const std::function<void()>* m_job = nullptr;
  std::uint64_t m_calls = 0;
  int m_atWork = 0;
  std::vector<std::jthread> m_threads;  // last: they use all of the above
};

}  // namespace backscope
