#pragma once

#include <QString>
#include <vector>

#include "core/analysis/saved_point.h"
#include "core/network/architecture.h"

namespace backscope {

/// A saved point's name on screen, short enough for a list: "now", "run B", "seed 7 (solved)". Of a mirror image what
/// was done: "units 1, 2 of layer 1 swapped". `network` is that of the point.
QString pointText(const SavedPoint& point, const Architecture& network);

/// Why points can't be chosen, in sentences: those of the runs at these places and, where it is so, of the many starts
/// belong to networks of another shape. Empty where all can.
QString leftOutText(const std::vector<int>& runs, bool areSolutionsToo);

}  // namespace backscope
