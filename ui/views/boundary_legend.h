#pragma once

#include <QRectF>
#include <QString>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/views/boundary_field.h"
#include "ui/views/point_marks.h"

class QPainter;

namespace backscope {

/// A mark or a dashed line with its meaning, or the scale of colours with its ends.
struct LegendEntry {
  QString text;
  std::optional<PointMark> mark;
  std::optional<FieldScale> scale;
  std::optional<QColor> line{};
};

/// The classes, the test's and the wrong ones' marks where such examples can be, and the scale where colours stand for
/// numbers.
std::vector<LegendEntry> legendOf(const Snapshot& snapshot, const ShownField& field, const ThemeColors& colors);

/// With the gap to the next entry.
double legendWidth(const LegendEntry& entry);

void paintLegend(QPainter& painter, const std::vector<LegendEntry>& entries, const std::vector<QRectF>& places,
                 const ThemeColors& colors);

/// The radius of an example's mark, which follows the type.
double markRadius();

}  // namespace backscope
