#pragma once

#include <QPointF>
#include <QRectF>
#include <QString>
#include <vector>

#include "core/network/parameters.h"
#include "ui/theme/theme.h"
#include "ui/views/network_layout.h"

class QPainter;

namespace backscope {

/// At least two units of one hidden layer that are exactly equal (see equalUnits()).
struct EqualGroup {
  int layer = 0;
  int number = 0;          ///< among the groups of its layer, by which it gets its colour
  std::vector<int> units;  ///< ascending
  bool operator==(const EqualGroup&) const = default;
};
std::vector<EqualGroup> equalGroups(const Parameters& parameters);

/// Where the marks of the groups stand in a network: neighbours share an outline, with a sign of equality in each gap;
/// a line on the left joins what other units lie between.
struct EqualMarks {
  struct Outline {
    QRectF rect;
    double radius = 0;
    int number = 0;
  };
  struct Sign {
    QRectF rect;  ///< of both strokes; where it is too low for two, they are one
    int number = 0;
  };
  struct Bracket {
    QPointF from;  ///< on the left side of one outline
    QPointF to;    ///< on that of the next
    double reach = 0;
    int number = 0;
  };
  std::vector<Outline> outlines;
  std::vector<Sign> signs;
  std::vector<Bracket> brackets;
};
EqualMarks layoutEqualMarks(const NetworkLayout& layout, const std::vector<EqualGroup>& groups);

void paintEqualMarks(QPainter& painter, const EqualMarks& marks, const ThemeColors& colors);

/// The colour that the units of a group share.
QColor groupColor(const ThemeColors& colors, int number);

/// "All 4 units of layer 1 are exactly equal. Units 1 and 3 of layer 2 are exactly equal." Empty where none are.
QString describeEqualUnits(const Parameters& parameters);

}  // namespace backscope
