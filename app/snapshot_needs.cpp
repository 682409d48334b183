#include "app/snapshot_needs.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace backscope {

namespace {

constexpr std::array kResolutions{16, 24, 32, 48, 64, 96, 128, 192, 256};
/// Device pixels for a computed point: finer can't be seen in a smooth field.
constexpr double kPixelsPerBoundaryPoint = 2;
constexpr double kPixelsPerUnitPoint = 1.5;
/// Computed unit values a frame beyond which the units' pictures get coarser.
constexpr double kMostUnitValues = 400'000;

/// The first resolution not below `wanted`, or the largest.
int resolutionFor(double wanted) {
  for (const int resolution : kResolutions)
    if (resolution >= wanted) return resolution;
  return kResolutions.back();
}

int unitsOf(const Architecture& network) {
  int units = 0;
  for (const LayerSpec& layer : network.layers) units += layer.units;
  return units;
}

}  // namespace

SnapshotNeeds needsFor(const ShownViews& shown, const Architecture& network) {
  SnapshotNeeds needs;
  needs.boundaryResolution = shown.boundarySide > 0 ? resolutionFor(shown.boundarySide / kPixelsPerBoundaryPoint) : 0;
  needs.unitMapResolution = 0;
  if (shown.unitSide > 0) {
    const double affordable = std::sqrt(kMostUnitValues / std::max(1, unitsOf(network)));
    needs.unitMapResolution = resolutionFor(std::min(shown.unitSide / kPixelsPerUnitPoint, 0.75 * affordable));
  }
  return needs;
}

}  // namespace backscope
