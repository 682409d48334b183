#include "core/training/run_event.h"

namespace backscope {

std::optional<std::int64_t> stoppedSince(std::span<const RunEvent> events, int layer, std::int64_t iteration) {
  std::optional<std::int64_t> since;
  for (const RunEvent& event : events) {
    if (event.iteration > iteration) break;
    if (event.layer != layer) continue;
    if (event.kind == RunEvent::Kind::LayerStopped) since = event.iteration;
    if (event.kind == RunEvent::Kind::LayerWentOn) since.reset();
  }
  return since;
}

}  // namespace backscope
