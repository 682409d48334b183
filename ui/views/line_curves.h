#pragma once

#include <QString>
#include <vector>

#include "core/analysis/loss_profile.h"
#include "ui/plots/plot_curve.h"
#include "ui/plots/plot_way.h"
#include "ui/theme/theme.h"

namespace backscope {

// How a plot shows the loss along a line that goes on for `beyond` of the way before θ₀ and behind θ₁: its iterations
// are hundredths of the way, and θ₀ is the one at 100 · beyond.

/// L of training and test, and, where both ends have different losses, the straight line between these.
std::vector<PlotCurve> curvesOf(const LossProfile& profile, double beyond, const ThemeColors& colors);

/// The ends by their names, and the barrier, or what of the loss is most above the line between both ends, as a
/// bracket.
PlotWay wayOf(const LossProfile& profile, double beyond, const QString& from, const QString& to);

}  // namespace backscope
