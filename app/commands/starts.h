#pragma once

#include <QString>
#include <cstddef>
#include <cstdint>
#include <iosfwd>

#include "app/commands/train.h"

namespace backscope {

/// What `backscope starts` was asked for.
struct StartsOptions {
  QString file;
  std::size_t count = 0;  ///< of all shards
  std::int64_t iterations = 0;
  int jobs = 1;
  int shard = 1;  ///< 1…shards: every shards-th start from the shard-th on
  int shards = 1;
  QString output;
};

/// Trains the session from other starts, writes a line of `output` for each as it is done, and says how they ended; an
/// output of the same starts is gone on with. Starts that are stuck or diverge are results. Exit codes: 1 could not
/// write, interrupted; 2 the session or the output is wrong.
int runStartsCommand(const StartsOptions& options, const TrainSurroundings& surroundings, std::ostream& out,
                     std::ostream& err);

}  // namespace backscope
