#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "core/sweep/run_sweep.h"
#include "core/sweep/start_outcome.h"

namespace backscope {

/// The session with other starts: cell k has the initialization's seed s + k, modulo 2⁶⁴, where s is the session's. All
/// else is the same, the order of the examples too, so that nothing but the start differs. A given start and a saved
/// run's state are left out: starts are drawn. So is what is compared with the session.
Result<SweepGrid> startsOf(const Session& session, std::size_t count);

/// How the starts are run; what they give depends on the iterations alone.
struct StartsPlan {
  std::int64_t iterations = 10'000;
  int jobs = 1;  ///< threads, the caller's among them
  /// Called first on each of them; may be empty.
  std::function<void()> onThread{};
};

using ReceiveStart = std::function<void(std::size_t cell, const StartOutcome& outcome)>;

/// As runSweep(), of a grid that startsOf() made.
void runStarts(const SweepGrid& grid, std::span<const std::size_t> cells, const StartsPlan& plan,
               const std::function<bool()>& isStopped, const ReceiveStart& receive);

}  // namespace backscope
