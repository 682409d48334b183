#pragma once

#include <functional>
#include <vector>

#include "core/network/parameters.h"

namespace backscope {

/// A square window of the input plane. Two of the inputs vary, the others are held.
struct InputPlane {
  int horizontal = 0;  ///< the input along the horizontal axis
  int vertical = 1;    ///< the input along the vertical axis; −1 for a network of one input, whose map is a curve
  double low = -6, high = 6;  ///< both axes
  std::vector<double> held;   ///< a value for every input, used for those that do not vary; empty: 0
  bool operator==(const InputPlane&) const = default;
};

/// Every unit's output over the plane. Row 0 is the top (the largest vertical value), column 0 the left; points are the
/// centres of cells. With one input there is one row.
struct InputGrid {
  int resolution = 0;  ///< columns
  int rows = 0;        ///< = resolution, or 1 for one input
  InputPlane plane;
  /// maps[l][j]: rows × resolution values of unit j of layer l (l = 0: the inputs themselves), empty where not asked
  /// for.
  std::vector<std::vector<std::vector<float>>> maps;
};

/// Which layers a grid holds.
enum class GridLayers { All, OutputOnly };

/// What else may be asked of a grid.
struct GridOptions {
  int alsoLayer = -1;                 ///< this layer is kept too where only the output's is
  std::function<bool()> interrupted;  ///< asked every 64 points; true leaves the grid unfinished
};

/// One batched forward pass over the plane; resolution 16…512.
InputGrid computeGrid(const Parameters& parameters, const InputPlane& plane, int resolution, GridLayers layers);

/// The same into a grid that has been used before: its memory serves again. Fresh memory costs as much as the
/// computation. False where it was interrupted.
bool computeGrid(const Parameters& parameters, const InputPlane& plane, int resolution, GridLayers layers,
                 InputGrid& grid, const GridOptions& options = {});

}  // namespace backscope
