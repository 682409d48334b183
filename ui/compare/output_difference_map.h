#pragma once

#include <optional>
#include <vector>

#include "core/engine/snapshot.h"

namespace backscope {

/// How the answers of two runs on the same data differ over the input plane.
///
/// Values are ŷ of the first less ŷ of the second; of a classification with several outputs, those of the first's
/// class. Where one codes its classes as 0 and 1 and the other as −1 and +1, the former's ŷ is taken as 2ŷ − 1.
struct OutputDifferenceMap {
  int rows = 0;
  int columns = 0;
  std::vector<float> values;         ///< rows × columns, top row first; empty where the runs can't be compared
  double reach = 0;                  ///< the largest finite |value|
  std::optional<double> planeShare;  ///< of the plane, where their classes differ; nothing for a regression
  std::optional<int> examples;       ///< of those in the data, likewise; nothing where ŷ is not listed
};

/// Both have their boundary over the same plane at the same resolution, and `output` is that of a regression, from 0.
OutputDifferenceMap compareOutputs(const Snapshot& first, const Snapshot& second, int output = 0);

/// `reach` rounded up to 1, 2 or 5 times a power of ten, so that a scale stands still; 1 for 0.
double roundReach(double reach);

}  // namespace backscope
