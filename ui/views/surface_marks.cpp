#include "ui/views/surface_marks.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/views/surface_text.h"

namespace backscope {

namespace {

constexpr double kRing = 6;
constexpr double kDot = 3;
constexpr double kDotSpace = 16;  ///< between dots along the path
constexpr double kLine = 2.2;
constexpr double kCasing = 2;  ///< more than the line itself
constexpr double kNear = 8;    ///< of the pointer
constexpr double kTagGap = 5;

QString tr(const char* text) { return QCoreApplication::translate("SurfaceView", text); }

QPointF placeOf(const SurfaceLayout& layout, const SurfaceMark& mark) {
  return layout.placeOf(mark.place.alpha, mark.place.beta);
}

bool isFinite(const QPointF& p) { return std::isfinite(p.x()) && std::isfinite(p.y()); }

double distance(const QPointF& a, const QPointF& b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

/// Where words can stand beside a mark: right, left, above, below, if possible not over the path; nothing where all is
/// taken.
void addTag(SurfaceMarks& marks, const SurfaceLayout& layout, const QPointF& anchor, const QString& text) {
  if (!layout.area.contains(anchor)) return;
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  const QSizeF size(metrics.horizontalAdvance(text) + 8, metrics.height());
  const double off = kRing + kTagGap;
  const std::array corners{QPointF(off, -size.height() / 2), QPointF(-off - size.width(), -size.height() / 2),
                           QPointF(-size.width() / 2, -off - size.height()), QPointF(-size.width() / 2, off)};
  std::optional<QRectF> found;
  for (const QPointF& corner : corners) {
    const QRectF rect(anchor + corner, size);
    const bool isFree = std::ranges::none_of(marks.taken, [&](const QRectF& taken) { return taken.intersects(rect); });
    if (!isFree || !layout.area.contains(rect)) continue;
    const bool isOnPath = std::ranges::any_of(marks.path, [&](const QPointF& p) { return rect.contains(p); });
    if (!found || !isOnPath) found = rect;
    if (!isOnPath) break;
  }
  if (!found) return;
  marks.tags.push_back({*found, text});
  marks.taken.push_back(*found);
}

/// "start", and how far it is off.
QString tagText(const SurfaceScene& scene, const SurfaceMark& mark, const QString& name) {
  if (!lookOf(scene, mark).isOff) return name;
  return tr("%1, %2 off").arg(name, formatTwoDigits(mark.place.distance));
}

void addTags(SurfaceMarks& marks, const SurfaceScene& scene, const SurfaceLayout& layout) {
  const SurfacePicture& picture = *scene.picture;
  addTag(marks, layout, marks.here, tr("L = %1").arg(formatNumber(picture.here.loss)));
  for (const SurfacePicture::Saved& saved : picture.points)
    if (saved.point.kind != SavedPoint::Kind::Now)
      addTag(marks, layout, placeOf(layout, saved.mark), tagText(scene, saved.mark, surfacePointName(saved.point)));
  const bool isNamed = std::ranges::any_of(
      picture.points, [](const SurfacePicture::Saved& saved) { return saved.point.kind == SavedPoint::Kind::Start; });
  if (!isNamed && !picture.path.empty() && picture.path.front().iteration == 0)
    addTag(marks, layout, marks.path.front(), tagText(scene, picture.path.front().mark, tr("start")));
}

struct Brush {
  QPainter& painter;
  const SurfaceScene& scene;
  const SurfaceMarks& marks;
  const ThemeColors& colors;

  /// Of a point of the path; the last is the present place.
  MarkLook look(std::size_t k) const {
    const std::vector<SurfacePicture::Dot>& path = scene.picture->path;
    return lookOf(scene, k < path.size() ? path[k].mark : scene.picture->here);
  }
  /// Seen from the past, what the run did later.
  bool isAhead(std::size_t k) const {
    const std::vector<SurfacePicture::Dot>& path = scene.picture->path;
    return k < path.size() && path[k].iteration > scene.picture->iteration;
  }
  QColor colorOf(const SurfaceMark& mark) const {
    const SurfaceScale& scale = scene.scaled.scale;
    const double coordinate = scale.coordinateOf(mark.loss);
    if (std::isnan(coordinate)) return colors.groove;
    return QColor(surfaceColor(surfaceColors(colors), scale.shareOf(coordinate)));
  }
};

/// The path as it looks between two of its points.
struct PathLook {
  bool isOff = false;
  int step = 0;          ///< of its strength, in quarters
  bool isAhead = false;  ///< the present place is earlier in the run
  bool operator==(const PathLook&) const = default;
};

PathLook lookBehind(const Brush& b, std::size_t k) {
  const MarkLook from = b.look(k);
  const MarkLook to = b.look(k + 1);
  return {from.isOff || to.isOff, static_cast<int>(std::lround(4 * std::min(from.strength, to.strength))),
          b.isAhead(k + 1)};
}

void paintStretch(const Brush& b, const QPolygonF& line, const PathLook& look) {
  if (!look.isOff && !look.isAhead) {
    b.painter.setPen(QPen(b.colors.contour, kLine + kCasing, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    b.painter.drawPolyline(line);
    b.painter.setPen(QPen(b.colors.pointOutline, kLine, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    return b.painter.drawPolyline(line);
  }
  QColor color = b.colors.pointOutline;
  color.setAlphaF(static_cast<float>((look.isAhead ? 0.3 : 0.5) + 0.125 * look.step));
  QPen pen(color, std::max(1.0, kLine * look.step / 4), Qt::SolidLine, Qt::FlatCap);
  const double dash = 4 / pen.widthF();
  if (look.isOff) pen.setDashPattern({dash, dash});
  b.painter.setPen(pen);
  b.painter.drawPolyline(line);
}

/// In stretches that look the same, so that dashes go on from point to point.
void paintPath(const Brush& b) {
  const std::vector<QPointF>& path = b.marks.path;
  for (std::size_t k = 0; k + 1 < path.size();) {
    const PathLook look = lookBehind(b, k);
    QPolygonF line{path[k]};
    for (; k + 1 < path.size() && lookBehind(b, k) == look; ++k) line.append(path[k + 1]);
    paintStretch(b, line, look);
  }
}

void paintDots(const Brush& b) {
  for (const std::size_t k : b.marks.dotted) {
    const MarkLook look = b.look(k);
    QColor rim = b.colors.pointOutline;
    rim.setAlphaF(static_cast<float>(0.35 + 0.65 * look.strength));
    if (!look.isOff && !b.isAhead(k)) {
      b.painter.setPen(QPen(b.colors.contour, 1));
      b.painter.setBrush(b.colors.pointOutline);
      b.painter.drawEllipse(b.marks.path[k], kDot + 1.5, kDot + 1.5);
    }
    b.painter.setPen(look.isOff ? QPen(rim, 1.2) : QPen(Qt::NoPen));
    b.painter.setBrush(look.isOff ? QBrush(Qt::NoBrush) : QBrush(b.colorOf(b.scene.picture->path[k].mark)));
    b.painter.drawEllipse(b.marks.path[k], kDot, kDot);
  }
}

/// A shape of its own for what has a name.
void paintShape(const Brush& b, const QPointF& center, bool isSquare, bool isOff) {
  constexpr double kReach = 5;
  QPolygonF shape;
  if (isSquare)
    shape = QPolygonF(QRectF(center - QPointF(kReach - 1, kReach - 1), QSizeF(2 * kReach - 2, 2 * kReach - 2)));
  else
    shape << center + QPointF(0, -kReach) << center + QPointF(kReach, 0) << center + QPointF(0, kReach)
          << center + QPointF(-kReach, 0) << center + QPointF(0, -kReach);
  b.painter.setBrush(isOff ? QBrush(Qt::NoBrush) : QBrush(b.colors.pointOutline));
  b.painter.setPen(QPen(b.colors.contour, 3.4, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
  b.painter.drawPolygon(shape);
  b.painter.setPen(QPen(b.colors.pointOutline, 1.6, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
  b.painter.drawPolygon(shape);
}

void paintHere(const Brush& b) {
  b.painter.setBrush(Qt::NoBrush);
  b.painter.setPen(QPen(b.colors.contour, 5));
  b.painter.drawEllipse(b.marks.here, kRing, kRing);
  b.painter.setPen(QPen(b.colors.pointOutline, 2.4));
  b.painter.drawEllipse(b.marks.here, kRing, kRing);
  b.painter.setPen(QPen(b.colors.contour, 1));
  b.painter.setBrush(b.colors.pointOutline);
  b.painter.drawEllipse(b.marks.here, 2, 2);
}

}  // namespace

SurfaceMarks layoutMarks(const SurfaceScene& scene, const SurfaceLayout& layout) {
  const SurfacePicture& picture = *scene.picture;
  SurfaceMarks marks;
  marks.here = placeOf(layout, picture.here);
  double sinceDot = kDotSpace;
  for (std::size_t k = 0; k < picture.path.size(); ++k) {
    // What is not finite, or beyond what pixels can hold, has no place on the path either.
    constexpr double kFar = 1e5;
    QPointF place = placeOf(layout, picture.path[k].mark);
    if (!isFinite(place)) place = marks.path.empty() ? marks.here : marks.path.back();
    place = {std::clamp(place.x(), -kFar, kFar), std::clamp(place.y(), -kFar, kFar)};
    if (!marks.path.empty()) sinceDot += distance(place, marks.path.back());
    marks.path.push_back(place);
    if (sinceDot < kDotSpace) continue;
    marks.dotted.push_back(k);
    sinceDot = 0;
  }
  if (!marks.path.empty() && picture.path.back().iteration <= picture.iteration) marks.path.push_back(marks.here);
  constexpr double kAround = kRing + 3;
  const auto take = [&](const QPointF& place, double around) {
    marks.taken.emplace_back(place - QPointF(around, around), QSizeF(2 * around, 2 * around));
  };
  take(marks.here, kAround);
  for (const SurfacePicture::Saved& saved : picture.points) take(placeOf(layout, saved.mark), kRing);
  addTags(marks, scene, layout);
  // The numbers of contours give way to the path too.
  for (const QPointF& place : marks.path) take(place, kDot);
  return marks;
}

void paintMarks(QPainter& painter, const SurfaceScene& scene, const SurfaceLayout& layout, const SurfaceMarks& marks,
                const ThemeColors& colors) {
  const Brush b{painter, scene, marks, colors};
  const SurfacePicture& picture = *scene.picture;
  painter.save();
  painter.setClipRect(layout.area);
  painter.setRenderHint(QPainter::Antialiasing);
  paintPath(b);
  paintDots(b);
  if (!picture.path.empty() && picture.path.front().iteration == 0)
    paintShape(b, marks.path.front(), true, b.look(0).isOff);
  for (const SurfacePicture::Saved& saved : picture.points)
    paintShape(b, placeOf(layout, saved.mark), false, lookOf(scene, saved.mark).isOff);
  if (isFinite(marks.here)) paintHere(b);
  for (const MarkTag& tag : marks.tags) paintTag(painter, tag, colors);
  painter.restore();
}

void paintTag(QPainter& painter, const MarkTag& tag, const ThemeColors& colors) {
  QColor ground = colors.card;
  ground.setAlphaF(0.88F);
  painter.setPen(Qt::NoPen);
  painter.setBrush(ground);
  painter.drawRoundedRect(tag.rect, 3, 3);
  painter.setPen(colors.text);
  painter.setFont(numberFont(TextSize::Small));
  painter.drawText(tag.rect, Qt::AlignCenter | Qt::TextDontClip, tag.text);
}

std::optional<FoundMark> markAt(const SurfaceScene& scene, const SurfaceLayout& layout, const QPointF& place) {
  if (!scene.hasSurface()) return std::nullopt;
  const SurfacePicture& picture = *scene.picture;
  if (distance(placeOf(layout, picture.here), place) < kNear)
    return FoundMark{picture.here, tr("Now, iteration %1").arg(formatCount(picture.iteration))};
  for (const SurfacePicture::Saved& saved : picture.points)
    if (distance(placeOf(layout, saved.mark), place) < kNear)
      return FoundMark{saved.mark, surfacePointName(saved.point)};
  const auto nearest = std::ranges::min_element(picture.path, {}, [&](const SurfacePicture::Dot& dot) {
    const double away = distance(placeOf(layout, dot.mark), place);
    return std::isfinite(away) ? away : HUGE_VAL;
  });
  if (nearest == picture.path.end() || !(distance(placeOf(layout, nearest->mark), place) < kNear)) return std::nullopt;
  return FoundMark{nearest->mark, tr("Iteration %1").arg(formatCount(nearest->iteration))};
}

}  // namespace backscope
