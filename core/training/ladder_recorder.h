#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "core/analysis/layer_sizes.h"
#include "core/training/ladder_choice.h"
#include "core/training/series.h"
#include "core/training/trainer.h"

namespace backscope {

/// Keeps how large the updates of a run were in every layer, as often as it is told to measure one; mean |δ|, which is
/// known of every update, has its series elsewhere.
class LadderRecorder {
 public:
  /// Forgets all.
  void restart(const Trainer& trainer);
  /// Right after an update.
  void record(const Trainer& trainer);
  /// Updates between two that are worth measuring, so many after the run began or was changed: `stride`, or more in a
  /// large network, where measuring takes as long as two updates; the first 16 all are.
  std::int64_t strideAfter(std::int64_t since, std::int64_t stride) const;
  /// The sizes of the update that record() measured last, layer l at index l - 1; empty where there was none since
  /// restart() or cutAfter().
  std::span<const LayerSizes> latest() const { return m_latest; }

  /// Of every layer, l = 1…L+1 at index l - 1; empty for mean |δ|.
  std::vector<Series> seriesOf(LadderChoice choice) const;
  /// Calls change(series) for each of the series, of every layer and quantity.
  template <class Change>
  void forEach(const Change& change) {
    for (auto& group : m_series)
      for (Series& series : group) change(series);
  }
  /// What record() measured last is not the last update any more.
  void forgetLatest() { m_latest.clear(); }
  void useMeter(std::shared_ptr<LayerSizeMeter> meter) { m_meter = std::move(meter); }
  std::size_t bytes() const;

 private:
  /// What is kept: lengths follow from the rms.
  enum Kept { DeltaRms, DeltaLargest, GradientMean, GradientRms, GradientLargest, Update, kKept };

  std::array<std::vector<Series>, kKept> m_series;
  std::vector<LayerSizes> m_latest;
  Architecture m_architecture;
  std::int64_t m_mostStride = 1;  ///< up to which strideAfter() widens
  /// No more than room to work in, which the recorders of all branches share.
  std::shared_ptr<LayerSizeMeter> m_meter;
};

}  // namespace backscope
