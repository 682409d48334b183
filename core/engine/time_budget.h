#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace backscope {

/// Tells when a time is used up; looks at the clock only about every 100 µs, however short an update is.
class TimeBudget {
 public:
  using Clock = std::chrono::steady_clock;

  explicit TimeBudget(Clock::time_point end) : m_end(end) {}

  /// To be asked after each update; true where now() and isUsedUp() are new.
  bool looks() {
    if (++m_sinceLook < m_untilLook) return false;
    const Clock::time_point looked = Clock::now();
    if (looked - m_now < kLookAtClock)
      m_untilLook = std::min<std::int64_t>(2 * m_untilLook, 4096);
    else if (looked - m_now > 2 * kLookAtClock)
      m_untilLook = std::max<std::int64_t>(m_untilLook / 2, 1);
    m_now = looked;
    m_sinceLook = 0;
    return true;
  }
  Clock::time_point now() const { return m_now; }
  bool isUsedUp() const { return m_now >= m_end; }

 private:
  static constexpr std::chrono::microseconds kLookAtClock{100};

  Clock::time_point m_now = Clock::now();
  Clock::time_point m_end;
  std::int64_t m_untilLook = 1;
  std::int64_t m_sinceLook = 0;
};

}  // namespace backscope
