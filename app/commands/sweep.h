#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <vector>

#include "app/commands/train.h"
#include "core/sweep/axis_values.h"

namespace backscope {

/// What `backscope sweep` was asked for.
struct SweepOptions {
  QString file;
  std::vector<SweepAxis> axes;
  std::int64_t iterations = 0;
  std::optional<double> target;  ///< nothing: solvedLoss()
  int jobs = 1;
  int shard = 1;  ///< 1…shards: every shards-th cell from the shard-th on
  int shards = 1;
  QString output;
};

/// What `backscope sweep --merge` was asked for.
struct SweepMergeOptions {
  QStringList files;
  QString output;
};

/// Trains every cell of the sweep and writes a line of `output` for each as it is done; an output of the same sweep is
/// gone on with. Cells that diverge are results. Exit codes: 1 could not write, interrupted; 2 the session, a key, a
/// value or the output is wrong.
int runSweepCommand(const SweepOptions& options, const TrainSurroundings& surroundings, std::ostream& out,
                    std::ostream& err);

/// Joins the files of one sweep's shards in the order of the cells. Exit codes: 1 could not write, or cells are
/// missing, which are named, while what there is is written; 2 the files are not parts of one sweep.
int runSweepMerge(const SweepMergeOptions& options, std::ostream& out, std::ostream& err);

}  // namespace backscope
