#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "core/analysis/unit_distance.h"
#include "core/training/event_recorder.h"
#include "core/training/ladder_recorder.h"
#include "core/training/run_series.h"
#include "core/training/trainer.h"

namespace backscope {

/// The whole sets, scored at one iteration.
struct RunScores {
  Score train;
  std::optional<Score> test;
};

/// Room to measure in, which the recorders of all branches of a run share.
struct RecordingMeters {
  std::shared_ptr<UnitMeter> distances;
  std::shared_ptr<LayerSizeMeter> sizes;
  std::shared_ptr<HealthMeter> health;
};
RecordingMeters makeRecordingMeters(const Architecture& network, Loss loss);

/// Keeps the curves of a run. The whole sets are scored at the start and at ends of epochs: at each of the first 256,
/// then at every second, every fourth … so that scoring takes an ever smaller share of the time.
///
/// The distances of the units, and the sizes of the updates in every layer, are measured at each of the first 512
/// updates since the run began or something was changed by hand, then at every second up to 1024, at every fourth up to
/// 2048 … : a function of the place alone, so that a replay measures at the same iterations. Of the sizes there are
/// fewer in large networks, see LadderRecorder.
/// Events of units and layers are looked for at some of these.
class RunRecorder {
 public:
  /// Forgets all and scores the present θ.
  void restart(const Trainer& trainer);
  /// After each update.
  void recordUpdate(const Trainer& trainer, const BatchReport& report);
  /// Scores the whole sets now, unless this iteration has been scored already.
  void recordScores(const Trainer& trainer);
  /// After a parameter was changed by hand: the score and the distances of the new θ take the place of those of the old
  /// one at this iteration.
  void recordEdit(const Trainer& trainer);
  /// Forgets what lies behind `iteration`, and returns the iteration from which on recordUpdate() has to be called
  /// again to make up for what was thinned together with it.
  std::int64_t cutAfter(std::int64_t iteration);
  /// To measure with from here on: two runs must not share one.
  void useMeters(const RecordingMeters& meters);
  /// Without the ladder.
  const RunSeries& series() const { return m_series; }
  /// With what is chosen of it, and not with what is not.
  RunSeries seriesWith(LadderChoice choice) const;
  const LadderRecorder& ladder() const { return m_ladder; }
  const RunScores& latestScores() const { return m_scores; }
  /// What the events take.
  std::size_t eventBytes() const { return m_events.bytes() + m_series.events.capacity() * sizeof(RunEvent); }

 private:
  void recordDistances(const Trainer& trainer, std::span<const LayerSizes> update = {});
  std::span<const LayerSizes> recordSizes(const Trainer& trainer);
  void cutEventsAfter(std::int64_t iteration);

  RunSeries m_series;
  RunScores m_scores;
  std::int64_t m_epochStride = 1;
  std::int64_t m_nextScoredEpoch = 1;
  std::int64_t m_scoredIteration = -1;
  std::int64_t m_nextMeasured = 0;  ///< the iteration at which distances and sizes are due
  LadderRecorder m_ladder;
  /// No more than room to work in, which the recorders of all branches share.
  std::shared_ptr<UnitMeter> m_meter;
  EventRecorder m_events;
};

}  // namespace backscope
