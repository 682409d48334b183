#pragma once

#include <QStringList>
#include <vector>

#include "core/training/ladder_choice.h"
#include "ui/compare/ghost.h"
#include "ui/plots/plot_curve.h"

namespace backscope {

/// The ghosts' ladders: a dotted curve for every layer in that layer's colour, named in the read-out alone.
std::vector<PlotCurve> ghostLadders(const std::vector<Ghost>& ghosts, LadderChoice choice);
/// The ghosts' training losses, dashed in their colours, with their letters at the ends.
std::vector<PlotCurve> ghostLosses(const std::vector<Ghost>& ghosts);
/// "B ReLU, C tanh"
QString ghostNames(const std::vector<Ghost>& ghosts);

}  // namespace backscope
