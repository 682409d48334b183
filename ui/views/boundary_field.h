#pragma once

#include <QImage>
#include <QPolygonF>
#include <QString>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/theme/color_map.h"
#include "ui/views/boundary_geometry.h"

namespace backscope {

/// A line of equal output. Points are shares of the plot: 0…1 from the left, 0…1 from the top.
struct LevelLine {
  double level = 0;
  bool isMain = false;  ///< what parts the classes, or zero
  QPolygonF points;
};

/// What fills the plot for one snapshot: the output, or the unit that is enlarged.
struct ShownField {
  enum class Kind {
    Empty,    ///< no field was asked for
    Output,   ///< one output, in the colours of its scale
    Classes,  ///< the class of the largest output, fading to grey where the second is close
    Unit,     ///< one unit's output
    Curves    ///< one input: outputs over it
  };
  Kind kind = Kind::Empty;
  std::optional<UnitId> unit;  ///< the unit that is enlarged
  int output = 0;              ///< of a regression with several outputs the one that is shown, from 0
  QString title;               ///< as MathText's markup
  FieldScale scale;
  QImage image;  ///< a pixel a value; transparent where it is not a number
  bool isHatched = false;
  bool isNoNumber = false;                 ///< nowhere is there a number to show
  std::vector<LevelLine> lines;            ///< where the classes part; of a regression the lines at its ticks
  std::optional<UnitLine> unitLine;        ///< of an enlarged unit of the first layer
  std::vector<std::vector<float>> curves;  ///< of one input: each output over the plane's columns
};

/// Of a regression, `output` is shown; where there is no such, the first.
ShownField showField(const Snapshot& snapshot, const ThemeColors& colors, double largestTarget, int output = 0);

/// Where the classes part; of a regression where `output` is 0. Empty for one input.
std::vector<LevelLine> mainLines(const Snapshot& snapshot, int output = 0);

/// The levels at which a regression's lines are drawn and its colour scale is labelled.
std::vector<double> regressionLevels(const FieldScale& scale);

/// The part of the values that a plot shows: the plane; with one input, the range of the targets with a margin.
PlotMap plotMap(const Snapshot& snapshot, const ShownField& field, const QRectF& plot, double largestTarget);

}  // namespace backscope
