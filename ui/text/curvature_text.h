#pragma once

#include <QString>

#include "core/analysis/curvature.h"

namespace backscope {

/// What the place is, in whole sentences, with what the second-order test can't tell said so.
QString placeInWords(const Curvature& curvature);

}  // namespace backscope
