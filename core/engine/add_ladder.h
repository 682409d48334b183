#pragma once

#include <span>

#include "core/engine/snapshot.h"

namespace backscope {

/// The present values of the ladder asked for, over the measured examples or the present batch. After `layers`.
void addLadder(const Trainer& trainer, const SnapshotNeeds& needs, std::span<const int> measured, Snapshot& snapshot);

}  // namespace backscope
