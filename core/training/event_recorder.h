#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "core/analysis/layer_sizes.h"
#include "core/analysis/unit_health.h"
#include "core/training/run_event.h"
#include "core/training/trainer.h"

namespace backscope {

/// Notes when units saturate, die or recover, and when layers stop learning: at measurements whose places are a
/// function of the iteration alone, so that a replay notes the same.
///
/// Memory: of each unit kMostOfUnit changes are kept, fewer in a network of more than 1024 units. A unit that changes
/// more often is Restless from the last of them on. Of the layers' slow times those that came to nothing are forgotten
/// where there are more than kMostSlowTimes.
class EventRecorder {
 public:
  static constexpr int kMostOfUnit = 8;
  static constexpr std::size_t kMostSlowTimes = 4096;

  /// Forgets all. Nothing is measured yet.
  void restart(const Trainer& trainer);
  /// Whether the place so many updates after the run began or was changed by hand is one to measure at: each of the
  /// first 64, then every second up to 128, every fourth up to 256 …: so that 32 of each doubling are.
  static bool isDue(std::int64_t since);
  /// The last such place not behind this one.
  static std::int64_t latestDue(std::int64_t since);
  /// Measures at the trainer's place, unless it has been measured there; true where events() has changed.
  /// `update` has the sizes of the update that led there, layer l at index l - 1; empty where there was none.
  bool measure(const Trainer& trainer, std::span<const LayerSizes> update);
  /// Forgets what was noted behind `iteration`, the last place not behind which was measured being `measured`.
  void cutAfter(std::int64_t iteration, std::int64_t measured);
  /// Ascending by iteration.
  const std::vector<RunEvent>& events() const { return m_events; }
  std::size_t bytes() const;
  void useMeter(std::shared_ptr<HealthMeter> meter) { m_meter = std::move(meter); }

 private:
  /// A layer's updates are below kStoppedLevel.
  struct SlowTime {
    int layer = 0;
    std::int64_t begin = 0;
    std::int64_t last = 0;  ///< the last measurement that saw it
    std::int64_t end = -1;  ///< the first that did not; −1: it lasts
    bool isLong() const { return last - begin >= kStoppedTime; }
  };

  bool noteUnits(const Trainer& trainer);
  bool noteUnit(std::size_t place, RunEvent event);
  bool noteLayers(const Trainer& trainer, std::span<const LayerSizes> update);
  bool noteLayer(int layer, std::int64_t iteration, bool isSlow);
  SlowTime* lastingOf(int layer);
  std::size_t placeOf(const RunEvent& event) const;
  void readUnits();
  void collect();

  std::int64_t m_measured = -1;  ///< the last place
  int m_mostOfUnit = kMostOfUnit;
  std::vector<std::size_t> m_firstUnit;  ///< of each layer, among all units
  std::vector<UnitState> m_states;       ///< of all units, as they were measured last
  std::vector<int> m_changes;            ///< of all units
  std::vector<RunEvent> m_ofUnits;       ///< ascending
  std::vector<SlowTime> m_slowTimes;     ///< ascending by begin
  std::vector<RunEvent> m_events;
  /// No more than room to work in, which the recorders of all branches share.
  std::shared_ptr<HealthMeter> m_meter;
};

}  // namespace backscope
