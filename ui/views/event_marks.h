#pragma once

#include <vector>

#include "core/engine/snapshot.h"
#include "ui/text/notation.h"

namespace backscope {

class PlotView;

/// Keeps the ticks of a run's events on the time axis of a plot.
class EventMarks {
 public:
  /// Writes them anew where they are others, or are said in another notation.
  void show(const Snapshot& snapshot, PlotView& plot);

 private:
  std::vector<RunEvent> m_events;
  Notation m_notation;
};

}  // namespace backscope
