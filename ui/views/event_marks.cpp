#include "ui/views/event_marks.h"

#include "ui/plots/plot_view.h"
#include "ui/text/event_text.h"

namespace backscope {

void EventMarks::show(const Snapshot& snapshot, PlotView& plot) {
  static const std::vector<RunEvent> kNone;
  const std::vector<RunEvent>& events = snapshot.series ? snapshot.series->events : kNone;
  if (events == m_events && notation() == m_notation) return;
  m_events = events;
  m_notation = notation();
  std::vector<PlotMark> marks;
  marks.reserve(events.size());
  for (const RunEvent& event : events) marks.push_back({event.iteration, describe(event)});
  plot.setMarks(std::move(marks));
}

}  // namespace backscope
