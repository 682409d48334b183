#pragma once

#include <QString>
#include <vector>

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

/// A sentence for reasons of the same kind in a layer, units counted from 1, with how many zeros they explain.
struct ReasonInWords {
  int count = 0;
  QString sentence{};
};
/// In the order of the first of each.
std::vector<ReasonInWords> reasonsInWords(const FlatDirections& flat);

}  // namespace backscope
