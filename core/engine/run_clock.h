#pragma once

#include <cstdint>

#include "core/engine/command.h"
#include "core/training/pass_cursor.h"

namespace backscope {

/// What this clock shows where the run stands: updates, or examples that θ contains.
std::int64_t timeOf(const Trainer& trainer, RunClock clock);
/// What it will show after so many updates more with the present batch size.
std::int64_t timeAfter(const Trainer& trainer, RunClock clock, std::int64_t updates);
/// Goes to the first update of the present branch at which the clock shows at least `time`, before any example of the
/// next batch; to the branch's end where it does not go so far.
void goTo(PassCursor& cursor, RunClock clock, std::int64_t time);

}  // namespace backscope
