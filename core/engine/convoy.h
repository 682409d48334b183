#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <vector>

#include "core/engine/run_loop.h"

namespace backscope {

/// Leads runs to one time of their clock. Any number of threads may help: each takes the run that is farthest behind
/// for a slice of time, so that three runs take two cores hardly longer than one and a half.
class Convoy {
 public:
  using Clock = RunLoop::Clock;

  /// Until `end`, whoever has arrived by then.
  Convoy(const std::vector<RunLoop*>& runs, RunClock clock, std::int64_t time, Clock::time_point end);

  /// Returns where nothing is left to take.
  void lead();

 private:
  struct Member {
    RunLoop* run = nullptr;
    std::int64_t time = -1;  ///< before all others where it is not known yet where to go from
    bool isTaken = false;
    bool isThere = false;
  };

  Member* takeNext();
  void giveBack(Member& member);

  RunClock m_clock;
  std::int64_t m_time;
  Clock::time_point m_end;
  std::mutex m_mutex;
  std::vector<Member> m_members;
};

}  // namespace backscope
