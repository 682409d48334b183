#include "core/engine/crew.h"

namespace backscope {

Crew::Crew(int helpers) {
  for (int k = 0; k < helpers; ++k) m_threads.emplace_back([this](const std::stop_token& stop) { help(stop); });
}

Crew::~Crew() = default;

void Crew::help(const std::stop_token& stop) {
  std::unique_lock lock(m_mutex);
  for (std::uint64_t seen = 0;; seen = m_calls) {
    if (!m_called.wait(lock, stop, [&] { return m_calls != seen; })) return;
    const std::function<void()>& job = *m_job;
    lock.unlock();
    job();
    lock.lock();
    if (--m_atWork == 0) m_done.notify_one();
  }
}

void Crew::run(const std::function<void()>& job) {
  {
    const std::lock_guard lock(m_mutex);
    m_job = &job;
    m_atWork = helpers();
    ++m_calls;
  }
  m_called.notify_all();
  job();
  std::unique_lock lock(m_mutex);
  m_done.wait(lock, [this] { return m_atWork == 0; });
}

}  // namespace backscope
