#pragma once

#include <QRgb>
#include <array>
#include <vector>

#include "core/analysis/loss_surface.h"
#include "ui/plots/plot_scale.h"
#include "ui/theme/theme.h"

namespace backscope {

/// How the losses of a surface become colours and heights. Coordinates are the losses themselves, or their decimal
/// logarithms. What lies beyond an end has the end's colour: a logarithm needs a floor where the loss is 0, and a few
/// corners of the plane must not take the colours of all.
struct SurfaceScale {
  bool isLog = true;
  double low = -3;
  double high = 0;
  bool isLowCut = false;   ///< some loss lies below
  bool isHighCut = false;  ///< some finite loss lies above

  /// Within low…high; NaN where the loss is no number.
  double coordinateOf(double loss) const;
  double lossOf(double coordinate) const;
  /// 0 at low, 1 at high.
  double shareOf(double coordinate) const { return (coordinate - low) / (high - low); }
};

/// No logarithmic scale is longer than this many decades.
inline constexpr double kMostSurfaceDecades = 12;

SurfaceScale scaleOfSurface(const LossSurface& surface, bool isLog);

/// The coordinate of each point in the order of LossSurface::loss; NaN where the loss is no number.
std::vector<float> surfaceCoordinates(const LossSurface& surface, const SurfaceScale& scale);

/// Round losses between the ends, at most `most` of them: contours and the numbers of the colour scale.
std::vector<AxisTick> surfaceLevels(const SurfaceScale& scale, int most);

/// The same with the ends where something lies beyond them, as ≤ and ≥; those that are most needed first.
std::vector<AxisTick> surfaceScaleTicks(const SurfaceScale& scale, const std::vector<AxisTick>& levels);

/// From low to high.
inline constexpr int kSurfaceColors = 256;
using SurfaceColors = std::array<QRgb, kSurfaceColors>;
const SurfaceColors& surfaceColors(const ThemeColors& colors);
QRgb surfaceColor(const SurfaceColors& colors, double share);

}  // namespace backscope
