#pragma once

#include <QPointF>
#include <QRectF>
#include <optional>
#include <vector>

#include "core/analysis/depth_scale.h"
#include "ui/plots/plot_scale.h"

namespace backscope {

/// A point of the scale of depth: these activations, so many hidden layers.
struct DepthPlace {
  Activation activation = Activation::Tanh;
  int depth = 1;
  bool operator==(const DepthPlace&) const = default;
};

/// The scale of depth as far as it is measured.
struct DepthPicture {
  Session base;                                 ///< see depthBase()
  std::vector<std::optional<DepthCell>> cells;  ///< kDepthCells
  /// Those of other settings, which stand in for what is not measured yet; or none.
  std::vector<std::optional<DepthCell>> before;
  /// The network of the window's settings.
  std::optional<Activation> activation;  ///< of all its hidden layers; nothing where they differ
  int depth = 0;
  double here =
      DepthCell::kNone;  ///< the logarithm of its own ratio, see deltaDecades(); none while it is not measured

  const std::optional<DepthCell>& at(const DepthPlace& place) const;
  /// One activation's cells of the depths 1…16.
  std::span<const std::optional<DepthCell>> row(Activation activation) const;
  bool isComplete() const;
};

/// Most starts are exact zeros: what the others have says little, and the point stands in the lane of zeros.
bool isMostlyZero(const DepthCell& cell);

/// With nothing measured; the session has to have a hidden layer.
DepthPicture emptyDepthPicture(const Session& session);
/// Sets the network that is shown as the present one.
void setPresent(DepthPicture& picture, const Architecture& network);

/// Sizes of the texts around the chart, in pixels.
struct DepthTexts {
  double lineHeight = 15;
  double tickWidth = 30;   ///< of the widest number of a decade
  double nameWidth = 70;   ///< of the widest name of an activation
  double valueWidth = 60;  ///< of the widest ratio
};

/// The name of a curve with its ratio, at the right of its end.
struct DepthLabel {
  Activation activation = Activation::Tanh;
  QRectF rect;
  double end = 0;  ///< y of the curve's last point
};

/// All that is painted, in pixels; y in decades, x the number of hidden layers.
struct DepthLayout {
  QRectF area;
  QRectF lane;  ///< for exact zeros, below the area; null where there are none
  double low = -1;
  double high = 0;
  QRectF heading;
  QRectF labelHeading;
  std::vector<AxisTick> ticks;
  std::vector<int> depthTicks;
  std::vector<DepthLabel> labels;

  double xAt(double depth) const;
  double yAt(double decades) const;
  /// Where a cell stands: in the area, or in the lane, where the activations stand beside each other. Nothing where it
  /// has no place.
  std::optional<QPointF> pointOf(const DepthPicture& picture, const DepthPlace& place) const;
  std::optional<QPointF> pointOf(const std::optional<DepthCell>& cell, const DepthPlace& place) const;
  int depthAt(double x) const;
};

/// `first` are the activations whose labels must be seen; others give way where there is too little room.
DepthLayout layoutDepth(const DepthPicture& picture, const QRectF& rect, const DepthTexts& texts,
                        const std::vector<Activation>& first);
QSizeF leastDepthSize(const DepthTexts& texts);

/// The point nearest to the place among those of its depth; nothing beyond the chart.
std::optional<DepthPlace> depthPlaceAt(const DepthPicture& picture, const DepthLayout& layout, const QPointF& point);

/// By arrow keys: the next depth of the same curve, or the next curve upwards or downwards at the same depth.
DepthPlace neighbourOf(const DepthPicture& picture, const DepthLayout& layout, const DepthPlace& place, int right,
                       int up);

}  // namespace backscope
