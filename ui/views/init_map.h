#pragma once

#include <QColor>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/sweep/axis_values.h"
#include "core/sweep/cell_outcome.h"
#include "ui/theme/theme.h"

namespace backscope {

/// What changes from row to row of an init map; from column to column it is always the scale of the start.
enum class MapRows { Seed, Depth, LearningRate };

/// What its colours show.
enum class MapColor { Loss, StartRatio, EndRatio, Needed };

struct InitMapChoice {
  MapRows rows = MapRows::Seed;
  int side = 10;  ///< rows and columns, as far as there are values
  std::int64_t iterations = 2000;
  bool operator==(const InitMapChoice&) const = default;
};

/// A grid of short runs, as far as they are done. Cell k is in row k / columns from the bottom, column k mod columns.
struct InitMap {
  InitMapChoice choice;
  Session base;  ///< what all cells have in common, see mapBase()
  std::vector<double> rows;
  std::vector<double> scales;
  std::vector<std::optional<CellOutcome>> cells;
};

/// The rows' axis, then the columns'.
std::vector<SweepAxis> mapAxes(const InitMapChoice& choice);

/// The session with the same values in all that a map varies, and without title, parameters and state: equal for two
/// sessions of one map.
Session mapBase(const Session& session, MapRows rows);

/// With no cell done.
InitMap emptyMap(const Session& session, const InitMapChoice& choice);

/// The cell that is nearest to the session; nothing where it is none of the map's or lies beyond its edges.
std::optional<std::size_t> cellOf(const InitMap& map, const Session& session);

/// How a cell is drawn.
enum class CellLook {
  Pending,   ///< not trained yet
  Diverged,  ///< or not a number
  NotSoon,   ///< the target was not reached
  Colored
};
CellLook lookOf(const std::optional<CellOutcome>& cell, MapColor color);

/// The decimal logarithm of what a colored cell shows; −∞ of an exact 0.
double coordinateOf(const CellOutcome& cell, MapColor color);

/// Decimal logarithms of the colours' ends. That of ratios has its middle at 1. What lies beyond an end has the end's
/// colour: no scale is longer than six decades to a side, and one cell in twenty may have lost more than it shows, so
/// that a few do not take the colours of all.
struct MapScale {
  double low = -1;
  double high = 0;
  bool isTwoSided = false;
  bool isLowCut = false;  ///< some cell lies below
  bool isHighCut = false;
  bool operator==(const MapScale&) const = default;
};
MapScale scaleOf(const InitMap& map, MapColor color);

/// One-sided in the order of the layers' colours; two-sided like a field: orange below 1, grey at 1, blue above.
QColor mapColor(const ThemeColors& colors, const MapScale& scale, double coordinate);

}  // namespace backscope
