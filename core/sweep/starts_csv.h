#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/sweep/start_outcome.h"
#include "core/sweep/sweep_grid.h"

namespace backscope {

/// θ of larger networks is not written: its seed gives it again.
inline constexpr std::size_t kMostWrittenParameters = 1000;

/// The lines that begin the file of many starts, which is a sweep's over the seed with columns of its own: it can be
/// gone on with, and its shards merged, as those can.
std::string startsHead(const SweepGrid& grid, std::int64_t iterations);

/// Which starts a file holds, as its head says.
struct StartsHead {
  std::size_t count = 0;
  std::uint64_t seed = 0;  ///< of the first
  std::int64_t iterations = 0;
};

/// Nothing where it is another head, a sweep's for instance. Whether the starts are those of a session is to be seen
/// from startsHead() alone, which must be the same.
std::optional<StartsHead> readStartsHead(std::string_view head);

/// A start's line, with all digits; its θ last, the numbers one behind the other in the order of the file's layers:
/// W^(1) row by row, b^(1), W^(2), …
std::string startsLine(std::size_t cell, const StartOutcome& outcome);

/// A line read again, without its answers; nothing where it is none.
std::optional<StartOutcome> readStartsLine(std::string_view line);

}  // namespace backscope
