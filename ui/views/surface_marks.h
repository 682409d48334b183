#pragma once

#include <QPointF>
#include <QRectF>
#include <QString>
#include <cstddef>
#include <optional>
#include <vector>

#include "ui/theme/theme.h"
#include "ui/views/surface_layout.h"
#include "ui/views/surface_scene.h"

class QPainter;

namespace backscope {

/// A few words beside a mark.
struct MarkTag {
  QRectF rect;
  QString text;
};

/// What stands on the map, in pixels.
struct SurfaceMarks {
  std::vector<QPointF> path;        ///< of SurfacePicture::path, then the present place where the path leads there
  std::vector<std::size_t> dotted;  ///< those that have a dot
  QPointF here;
  std::vector<MarkTag> tags;
  std::vector<QRectF> taken;  ///< by tags and the ring
};
SurfaceMarks layoutMarks(const SurfaceScene& scene, const SurfaceLayout& layout);

/// The path: a firm line with dots in the colour of their own loss; where it is off the plane thinner, paler and
/// dashed, with hollow dots, and paler where it is ahead of the present place. The start is a square, saved points are
/// diamonds, the present place is a ring.
void paintMarks(QPainter& painter, const SurfaceScene& scene, const SurfaceLayout& layout, const SurfaceMarks& marks,
                const ThemeColors& colors);

/// A pill with words on any ground.
void paintTag(QPainter& painter, const MarkTag& tag, const ThemeColors& colors);

/// The mark within a few pixels of a place, the present one before saved points before dots, and what it is called.
struct FoundMark {
  SurfaceMark mark{};
  QString name;
};
std::optional<FoundMark> markAt(const SurfaceScene& scene, const SurfaceLayout& layout, const QPointF& place);

}  // namespace backscope
