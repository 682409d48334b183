#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/engine/make_snapshot.h"
#include "core/training/run_recorder.h"

namespace backscope {

/// A trained run with the curves that were recorded on the way.
class FigureRun {
 public:
  explicit FigureRun(const Session& session);

  const Trainer& trainer() const { return m_trainer; }
  std::shared_ptr<const Snapshot> snapshot(const SnapshotNeeds& needs) const;

 private:
  friend void trainTogether(std::span<const std::unique_ptr<FigureRun>> runs, std::int64_t epochs);
  struct Place;
  Place place() const;
  void trainTo(const Place& end);

  Trainer m_trainer;
  RunRecorder m_recorder;
};

using FigureRuns = std::vector<std::unique_ptr<FigureRun>>;

/// The session's run and those that are compared with it.
FigureRuns figureRuns(const Session& session);

/// So many epochs beyond where the foremost run stands, to the same place for all; 0: until the others have caught up
/// with it. A run that diverges stays behind.
void trainTogether(std::span<const std::unique_ptr<FigureRun>> runs, std::int64_t epochs);

}  // namespace backscope
