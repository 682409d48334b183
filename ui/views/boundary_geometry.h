#pragma once

#include <QLineF>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <optional>
#include <span>
#include <vector>

#include "core/data/dataset.h"
#include "core/engine/command.h"
#include "core/network/parameters.h"

namespace backscope {

/// What the text around the plot needs, in pixels.
struct BoundaryTypeSizes {
  double lineHeight = 15;   ///< of small text
  double titleHeight = 20;  ///< of the title, set as mathematics
  double titleWidth = 30;
  double tickWidth = 20;             ///< of the widest number beside the vertical axis
  double readoutWidth = 300;         ///< of the whole readout on one line
  double controlsHeight = 0;         ///< of the choice of inputs; 0 where there is none
  std::vector<double> legendWidths;  ///< of the legend's entries, gaps included
};

/// Where everything stands. The plot is a square on whole pixels.
struct BoundaryLayout {
  QRectF title;
  std::vector<QRectF> legend;  ///< of each entry
  QRectF plot;
  QRectF readout;  ///< one line, or two in a narrow view
  int readoutLines = 1;
  QRectF controls;
};

/// What the choice of inputs has in a view of this width.
int controlsWidth(int viewWidth);

BoundaryLayout layoutBoundary(const QSizeF& area, const BoundaryTypeSizes& type);

/// Places of a window of values on the plot; the vertical axis points up.
struct PlotMap {
  QRectF plot;
  double left = -6, right = 6;
  double bottom = -6, top = 6;

  QPointF toPixel(double x, double y) const;
  QPointF toValue(const QPointF& pixel) const;
};

/// At most `most` (≥ 2) round numbers from low to high, both ends included where they are round themselves.
std::vector<double> planeTicks(double low, double high, int most);

/// The line u·x + v·y + c = 0 within the square low…high; nothing where it doesn't cross it.
std::optional<QLineF> lineInSquare(double u, double v, double c, double low, double high);

/// For a unit of the first layer: where w·x + b = 0 in the plane, with the inputs that don't vary held.
struct UnitLine {
  QLineF line;     ///< in the plane's values
  QPointF normal;  ///< of length 1, towards larger a: along (w_horizontal, w_vertical)
};
std::optional<UnitLine> unitLine(const Parameters& parameters, int unit, const InputPlane& plane);

/// The value of an input that is held.
double heldValue(const InputPlane& plane, int input);

/// Where an example is drawn: its two inputs of the plane; with one input, the input and this output's target.
QPointF placeOf(const Dataset& data, int example, const InputPlane& plane, int output = 0);
QPointF placeOf(std::span<const double> x, std::span<const double> y, const InputPlane& plane, int output);

/// The example drawn nearest to the pixel, within `reach` pixels; of several at the same place the last, which is on
/// top.
std::optional<int> exampleAt(const Dataset& data, const InputPlane& plane, const PlotMap& map, const QPointF& pixel,
                             double reach, int output = 0);

}  // namespace backscope
