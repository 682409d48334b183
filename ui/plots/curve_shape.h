#pragma once

#include <QPointF>
#include <QPolygonF>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/training/series.h"
#include "ui/plots/plot_scale.h"

namespace backscope {

/// What is painted of one curve, in pixels: at most one point a pixel column, whatever the run's length.
struct CurveShape {
  /// The range of the values in one pixel column. top ≤ bottom, as on screen.
  struct Column {
    double x = 0;
    double top = 0;
    double bottom = 0;
  };
  struct Span {
    double from = 0;
    double to = 0;
  };

  std::vector<QPolygonF> lines;  ///< the means; broken where on a log axis all values of a column are exactly 0
  std::vector<std::vector<Column>> bands;  ///< the minima and maxima, broken likewise
  std::vector<Span> zeros;                 ///< on a log axis: where values are exactly 0, to be drawn in the lane
  std::optional<QPointF> end;              ///< of the latest point in sight; in the lane, where that is exactly 0
};

/// The buckets that lie in the frame's iterations, and one more at either side. Extremes are kept, so a spike of a
/// single iteration stands as high here as in the data.
CurveShape layoutCurve(const Series& series, const PlotFrame& frame);

/// The bucket that holds the iteration, else the nearest; nullptr for an empty series.
const SeriesBucket* bucketAt(const Series& series, double iteration);

/// Moves the middles of labels of this height apart so that none overlap and all lie in top…bottom; their order stays.
/// Where there is no room for all, those left out are NaN; the outermost stay.
std::vector<double> spreadLabels(const std::vector<double>& wished, double height, double top, double bottom);

}  // namespace backscope
