#pragma once

#include <QColor>
#include <QImage>
#include <QPolygonF>
#include <QRectF>
#include <vector>

#include "ui/plots/curve_shape.h"

namespace backscope {

/// Pixels along x; 0 on: a solid line.
struct DashPattern {
  double on = 0;
  double off = 0;
  double dot = 0;  ///< a dot after the gap, and the gap once more; 0: none
  double period() const { return dot > 0 ? on + dot + 2 * off : on + off; }
  /// Whether the line is drawn so far from its pattern's beginning.
  bool isDrawnAt(double x) const;
};

/// Paints curves whose x never goes back, pixel column by pixel column, antialiased. QPainter builds the outline of a
/// thick polyline first, which for a thousand vertices of noise takes milliseconds; this takes about 20 µs.
class PlotRaster {
 public:
  /// The image covers `area` (in logical pixels), transparent at first.
  PlotRaster(const QRectF& area, double devicePixelRatio);

  /// `points` in the coordinates of `area`.
  void strokeLine(const QPolygonF& points, double width, const QColor& color, const DashPattern& dash = {});
  void fillBand(const std::vector<CurveShape::Column>& band, const QColor& color);

  /// With its device pixel ratio; belongs at area's top left.
  const QImage& image() const { return m_image; }

 private:
  /// What a curve covers of one pixel column, in device pixels.
  struct Cover {
    double top = 0;
    double bottom = 0;
    double firstStep = 0;  ///< how far the only segment runs up or down in it
    int segments = 0;
  };

  QPointF toDevice(const QPointF& point) const;
  void beginCovers();
  void coverSegment(const QPointF& from, const QPointF& to);
  void fillColumn(int x, double top, double bottom, double ramp, QRgb premultiplied);

  QImage m_image;
  QPointF m_origin;
  double m_ratio;
  std::vector<Cover> m_covers;
};

}  // namespace backscope
