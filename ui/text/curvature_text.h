#pragma once

#include <QString>

#include "core/analysis/curvature.h"
#include "core/analysis/curvature_ends.h"
#include "core/analysis/flat_directions.h"

namespace backscope {

/// What the place is, in whole sentences, with what the second-order test can't tell said so.
QString placeInWords(const Curvature& curvature);
/// The same from the ends of the spectrum, with how certain they are and how many examples they are of.
QString placeInWords(const CurvatureEnds& curvature);

/// How many of the zero eigenvalues are explained; empty where there are none.
QString zerosInWords(const Curvature& curvature, const FlatDirections& flat);
/// The reason in a sentence, without its count, units counted from 1.
QString reasonInWords(const FlatReason& reason);

}  // namespace backscope
