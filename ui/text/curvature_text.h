#pragma once

#include <QString>

#include "core/analysis/curvature.h"

namespace backscope {

/// What the place is, in a few words: "saddle of index 2", "degenerate: 8 zero eigenvalues".
QString placeName(const Curvature& curvature);

/// The same in whole sentences, with what the second-order test can't tell said so.
QString placeInWords(const Curvature& curvature);

}  // namespace backscope
