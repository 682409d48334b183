#include "app/commands/path_run.h"

#include "core/engine/make_snapshot.h"
#include "core/engine/path_keeper.h"

namespace backscope {

void PathRun::train(const TrainingLength& length) {
  const std::int64_t lastEpoch = trainer().epoch() + length.epochs.value_or(0);
  const std::int64_t lastIteration = trainer().iteration() + length.iterations.value_or(0);
  while (trainer().epoch() < lastEpoch || trainer().iteration() < lastIteration)
    if (!m_cursor.advanceBatch()) return;
}

std::shared_ptr<const Snapshot> PathRun::snapshot() {
  PathKeeper keeper;
  std::vector<double> lastStep = keeper.lastStepOf(m_cursor, true);
  const std::shared_ptr<Snapshot> snapshot = makeSnapshot(trainer(), shareModel(trainer()), {}, {});
  snapshot->path = keeper.pathOf(m_cursor);
  snapshot->lastStep = std::move(lastStep);
  return snapshot;
}

}  // namespace backscope
