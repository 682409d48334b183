#include "app/commands/figure_run.h"

#include <algorithm>
#include <compare>

#include "core/session/session_change.h"

namespace backscope {

/// How much of the data a run has seen, which is the same for all batch sizes.
struct FigureRun::Place {
  std::int64_t epoch = 0;
  std::int64_t position = 0;
  auto operator<=>(const Place&) const = default;
};

FigureRun::FigureRun(const Session& session) : m_trainer(session) { m_recorder.restart(m_trainer); }

FigureRun::Place FigureRun::place() const { return {m_trainer.epoch(), m_trainer.position()}; }

void FigureRun::trainTo(const Place& end) {
  if (place() >= end) return;
  BatchReport report;
  while (place() < end && m_trainer.stepBatch(&report)) m_recorder.recordUpdate(m_trainer, report);
  m_recorder.recordScores(m_trainer);
}

std::shared_ptr<const Snapshot> FigureRun::snapshot(const SnapshotNeeds& needs) const {
  SnapshotContext context;
  context.series = std::make_shared<const RunSeries>(m_recorder.seriesWith(needs.ladder));
  return makeSnapshot(m_trainer, needs, context);
}

FigureRuns figureRuns(const Session& session) {
  FigureRuns runs;
  runs.push_back(std::make_unique<FigureRun>(session));
  for (const SessionChange& change : session.compare)
    runs.push_back(std::make_unique<FigureRun>(changed(session, change)));
  return runs;
}

void trainTogether(std::span<const std::unique_ptr<FigureRun>> runs, std::int64_t epochs) {
  FigureRun::Place end;
  for (const std::unique_ptr<FigureRun>& run : runs) end = std::max(end, run->place());
  if (epochs > 0) end = {end.epoch + epochs, 0};
  for (const std::unique_ptr<FigureRun>& run : runs) run->trainTo(end);
}

}  // namespace backscope
