#pragma once

#include <QString>

#include "core/analysis/loss_profile.h"

namespace backscope {

/// What the loss along a line says, in a sentence or two: how high the barrier is, or that there is none, and whether
/// the line shows the loss not to be convex.
QString lineFinding(const LossProfile& profile);

/// The numbers behind it: the losses of both ends, their distance, and over how many of the training examples.
QString lineDetails(const LossProfile& profile, int trainExamples);

}  // namespace backscope
