#pragma once

#include <QString>
#include <QStringList>

#include "ui/views/init_map.h"

namespace backscope {

/// "scale and seed", in the order of MapRows.
QStringList mapRowsNames();
/// "loss reached", in the order of MapColor.
QStringList mapColorNames();
/// The same, as short as the legend has room.
QStringList mapLegendNames();

/// "↑ seed, → scale"
QString mapHeading(MapRows rows);

/// The legend's number at a share of its scale: "≥ 0.50" where cells lie beyond it.
QString legendNumber(MapColor color, const MapScale& scale, double share);

/// "scale 0.32, seed 4"
QString cellName(const InitMap& map, std::size_t cell);

/// All that is known of a cell, in a sentence.
QString cellWords(const InitMap& map, std::size_t cell, bool isPresent);

/// How far the map is: "37 of 100 runs are done, 2 have diverged."
QString mapProgress(const InitMap& map);

}  // namespace backscope
