#pragma once

#include <QPointF>
#include <QRectF>
#include <QString>
#include <array>
#include <optional>
#include <vector>

#include "ui/views/init_map.h"

namespace backscope {

/// Sizes of the texts around the map, in pixels.
struct InitMapTexts {
  double lineHeight = 16;
  double tickWidth = 40;    ///< of the widest number of a row or column
  double numberWidth = 50;  ///< of the widest number of the legend
  double legendWidth = 60;  ///< of the widest text of the legend
  double headingWidth = 0;  ///< of the longest names of the axes
};

/// A number beside a row or below a column.
struct InitMapTick {
  double place = 0;  ///< the middle of the row or column, in pixels
  QString label;
};

/// The cells, the names of the axes above them, the legend at their right: a bar of all colours with three numbers, and
/// below it the marks that are no colour.
struct InitMapLayout {
  QRectF cells;
  int rows = 0;
  int columns = 0;
  QRectF heading;  ///< above the cells
  std::vector<InitMapTick> rowTicks;
  std::vector<InitMapTick> columnTicks;
  QRectF legendHeading;
  QRectF bar;
  std::array<QRectF, 2> marks;  ///< of what diverged and of what was not reached, each with room for its text

  QRectF cell(std::size_t index) const;
  std::optional<std::size_t> cellAt(const QPointF& place) const;
};
InitMapLayout layoutInitMap(const InitMap& map, const QSizeF& size, const InitMapTexts& texts);

/// The least size in which cells can be told apart and pointed at.
QSizeF leastInitMapSize(const InitMapTexts& texts);

/// The cell beside this one by an arrow key; the same at an edge.
std::size_t neighbourCell(const InitMap& map, std::size_t cell, int right, int up);

}  // namespace backscope
