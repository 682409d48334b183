#pragma once

#include <QPointF>
#include <QRectF>
#include <vector>

#include "core/analysis/loss_surface.h"
#include "ui/plots/plot_scale.h"

namespace backscope {

/// What the type asks of a map, in pixels.
struct SurfaceTexts {
  double lineHeight = 14;
  double nameHeight = 14;    ///< of an axis' name, indices included
  double tickWidth = 30;     ///< of the widest number of β
  double barWidth = 30;      ///< of the widest number of the colour scale
  bool isBriefName = false;  ///< that of α is so short that it stands beside its numbers
};

/// The map with the name of β above it, the numbers of both axes, the name of α below, and the colour scale at its
/// right.
struct SurfaceLayout {
  SurfaceWindow window;
  QRectF area;
  QRectF betaName;
  QRectF alphaName;
  QRectF bar;
  QRectF barName;
  std::vector<AxisTick> alphaTicks;
  std::vector<AxisTick> betaTicks;

  QPointF placeOf(double alpha, double beta) const;
  double alphaAt(double x) const;
  double betaAt(double y) const;
};

SurfaceLayout layoutSurface(const QRectF& rect, const SurfaceWindow& window, const SurfaceTexts& texts);

/// The least in which a map is one.
QSizeF leastSurfaceSize(const SurfaceTexts& texts);

/// Where the wheel and + zoom to: the part of the window that is 1/factor as long, with the same share on each side of
/// the place. Never beyond ±10⁶, and never shorter than 10⁻⁶.
SurfaceWindow zoomed(const SurfaceWindow& window, double factor, double alpha, double beta);
SurfaceWindow moved(const SurfaceWindow& window, double alpha, double beta);

}  // namespace backscope
