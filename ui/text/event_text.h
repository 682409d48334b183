#pragma once

#include <QString>
#include <cstdint>
#include <span>

#include "core/training/run_event.h"

namespace backscope {

/// In words: "unit 3 of layer 2 is dead since iteration 1 240"
QString describe(const RunEvent& event);

/// The layers that have stopped learning at this iteration, in a sentence with the level and the time; empty where none
/// has: "Layer 1 has changed by less than 10⁻⁵ of its weights per update for 3 200 updates: it has stopped learning."
QString describeStoppedLayers(std::span<const RunEvent> events, int layers, std::int64_t iteration);

}  // namespace backscope
