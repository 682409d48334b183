#include "core/engine/convoy.h"

#include <algorithm>

namespace backscope {
namespace {

constexpr std::chrono::microseconds kSlice{250};

}  // namespace

Convoy::Convoy(const std::vector<RunLoop*>& runs, RunClock clock, std::int64_t time, Clock::time_point end)
    : m_clock(clock), m_time(time), m_end(end) {
  for (RunLoop* run : runs) m_members.push_back({.run = run});
}

Convoy::Member* Convoy::takeNext() {
  const std::lock_guard lock(m_mutex);
  Member* next = nullptr;
  for (Member& member : m_members)
    if (!member.isTaken && !member.isThere && (next == nullptr || member.time < next->time)) next = &member;
  if (next != nullptr) next->isTaken = true;
  return next;
}

void Convoy::giveBack(Member& member) {
  const std::lock_guard lock(m_mutex);
  member.time = timeOf(member.run->trainer(), m_clock);
  member.isThere = member.run->isAt(m_clock, m_time);
  member.isTaken = false;
}

void Convoy::lead() {
  for (Clock::time_point now = Clock::now(); now < m_end; now = Clock::now()) {
    Member* member = takeNext();
    if (member == nullptr) return;
    member->run->follow(m_clock, m_time, std::min<Clock::time_point>(m_end, now + kSlice));
    giveBack(*member);
  }
}

}  // namespace backscope
