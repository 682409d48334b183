#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "core/engine/mirrors.h"
#include "core/engine/snapshot.h"
#include "core/engine/snapshot_budget.h"
#include "core/training/run_recorder.h"

namespace backscope {

/// What a snapshot needs beside the trainer itself.
struct SnapshotContext {
  std::uint64_t generation = 0;
  std::uint64_t commands = 0;
  bool running = false;
  double examplesPerSecond = 0;
  SelectExample chosen;  ///< neither: the example that comes next
  std::shared_ptr<const RunSeries> series;
  int step = 0;
  std::shared_ptr<const PassInstant> pass;
  std::shared_ptr<const GradientSpread> spread;
  std::shared_ptr<const MirrorStep> mirrored;
  Mirrors::Line line;
  std::shared_ptr<const HistoryPlace> history;
  std::shared_ptr<const DivergenceOrigin> divergenceOrigin;
  SnapshotDetail detail = SnapshotDetail::Whole;
  std::optional<RunScores> latestScores;  ///< what a quick snapshot shows where scoring all examples takes too long
  std::function<bool()> interrupted;      ///< asked while a field is computed; true abandons the snapshot
};

/// Shared between the snapshots of one model, so that a frame copies neither settings nor data.
struct SharedModel {
  std::shared_ptr<const Session> session;
  std::shared_ptr<const Dataset> data;
  std::shared_ptr<const WideNetwork> wideNetwork{};  ///< once it was asked for
};
SharedModel shareModel(const Trainer& trainer);
/// Computes its wideNetwork, unless that is known.
void predictStart(SharedModel& model);

/// One instant of the trainer's run, with what `needs` asks for; nullptr where it was abandoned.
std::shared_ptr<Snapshot> makeSnapshot(const Trainer& trainer, const SharedModel& model, const SnapshotNeeds& needs,
                                       const SnapshotContext& context);

/// The same for a single picture.
std::shared_ptr<const Snapshot> makeSnapshot(const Trainer& trainer, const SnapshotNeeds& needs,
                                             const SnapshotContext& context = {});

/// The plane that shows all examples: both inputs over a common range, rounded outwards to a tidy number. ±6 at least
/// where the data is that of a generator, so that noise does not move the axes.
InputPlane planeFor(const Session& session, const Dataset& data);

}  // namespace backscope
