#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "app/background_run.h"

namespace backscope {

/// Answers questions on a thread of its own, behind everything else: always the newest, and each with several answers,
/// from rough to fine. The thread sleeps where there is no question.
template <class Question, class Answer>
class NewestRun {
 public:
  /// What the work on a question is told, and tells.
  struct Talk {
    std::function<bool()> isStopped;      ///< nobody wants an answer to it any more
    std::function<bool()> isLate;         ///< so, or there is a newer question
    std::function<void(Answer)> receive;  ///< a finer one takes the place of one that was not taken yet
  };
  using Work = std::function<void(const Question& question, const Talk& talk)>;

  /// `wake` is called on the other thread, once until the answer is taken.
  NewestRun(Work work, std::function<void()> wake)
      : m_work(std::move(work)), m_wake(std::move(wake)), m_thread([this] { run(); }) {}
  /// Waits for what the thread is at until it next looks whether it is stopped.
  ~NewestRun() {
    const std::lock_guard lock(m_mutex);
    m_isOver = true;
    ++m_serial;
    m_changed.notify_all();
  }
  NewestRun(const NewestRun&) = delete;
  NewestRun& operator=(const NewestRun&) = delete;

  /// The present question, where it is only `outdated`, may still get its first answer; else it is stopped at once.
  void ask(Question question, bool outdated) {
    const std::lock_guard lock(m_mutex);
    if (!outdated) stopPresent();
    m_next = std::move(question);
    m_isAsked = true;
    m_changed.notify_all();
  }
  /// Nobody wants an answer any more.
  void rest() {
    const std::lock_guard lock(m_mutex);
    stopPresent();
    m_next.reset();
    m_isAsked = false;
  }
  /// The newest one; nothing where it has been taken, or its question was stopped since.
  std::optional<Answer> take() {
    const std::lock_guard lock(m_mutex);
    m_isAwake = false;
    return std::exchange(m_answer, std::nullopt);
  }

 private:
  void stopPresent() {
    ++m_serial;
    m_answer.reset();
  }
  void run() {
    standBack();
    for (;;) {
      std::unique_lock lock(m_mutex);
      m_changed.wait(lock, [this] { return m_isOver || m_next; });
      if (m_isOver) return;
      const Question question = *std::exchange(m_next, std::nullopt);
      m_isAsked = false;
      const std::uint64_t serial = m_serial;
      lock.unlock();
      m_work(question, talkAbout(serial));
    }
  }
  Talk talkAbout(std::uint64_t serial) {
    return {[this, serial] { return m_serial != serial; }, [this, serial] { return m_isAsked || m_serial != serial; },
            [this, serial](Answer answer) {
              const std::lock_guard lock(m_mutex);
              if (m_serial != serial) return;
              m_answer = std::move(answer);
              if (!std::exchange(m_isAwake, true)) m_wake();
            }};
  }

  const Work m_work;
  const std::function<void()> m_wake;
  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::optional<Question> m_next;
  std::optional<Answer> m_answer;
  std::atomic<bool> m_isAsked = false;      ///< there is a next one
  std::atomic<std::uint64_t> m_serial = 0;  ///< another one where the questions from before are stopped
  bool m_isAwake = false;
  bool m_isOver = false;
  std::jthread m_thread;  // last: it uses all of the above
};

}  // namespace backscope
