#pragma once

#include "core/engine/snapshot.h"

namespace backscope {

/// Bins of the activations' histograms.
inline constexpr int kHistogramBins = 32;

/// What is to be seen of the views, in device pixels.
struct ShownViews {
  double boundarySide = 0;  ///< of the boundary's picture; 0: it is not shown
  double unitSide = 0;      ///< of the largest unit; 0: the network is not shown
};

/// The resolutions that fill these sizes, in steps so that dragging a window's corner does not ask for another one at
/// every pixel; coarser where a large network would make a picture of every unit dear.
SnapshotNeeds needsFor(const ShownViews& shown, const Architecture& network);

}  // namespace backscope
