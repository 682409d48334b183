#pragma once

#include "core/engine/command.h"

namespace backscope {

/// How much of what was asked for a snapshot computes.
enum class SnapshotDetail {
  Quick,  ///< within a budget, so that a large network is seen to learn: coarser where it has to be
  Whole
};

/// What a pass forward costs of one example, in multiply-adds: a core does 5 to 20 billion a second.
double passCost(const Architecture& network);

/// The most examples over which statistics are taken, and for which ŷ and ℓ are listed.
inline constexpr int kMaxMeasuredExamples = 2048;

/// Of the loss on the way to a mirror image, at most.
struct LineBudget {
  int points = 0;    ///< odd
  int examples = 0;  ///< of each set
};

/// What a quick snapshot of a network of this size affords. Networks of a few thousand weights lose nothing.
struct SnapshotBudget {
  explicit SnapshotBudget(const Architecture& network);

  SnapshotNeeds within(SnapshotNeeds needs) const;

  int boundaryResolution = 0;  ///< at most
  int unitMapResolution = 0;   ///< at most
  int measuredExamples = 0;    ///< at most, from the front of the training examples
  int scoredExamples = 0;      ///< a set of more is not scored for the picture, nor its ŷ listed
  LineBudget quickLine;
  LineBudget wholeLine;  ///< once nothing moves any more
};

}  // namespace backscope
