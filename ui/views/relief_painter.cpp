#include "ui/views/relief_painter.h"

#include <QFontMetricsF>
#include <QImage>
#include <QLineF>
#include <QPaintEngine>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/relief_mesh.h"
#include "ui/views/surface_text.h"

namespace backscope {

namespace {

constexpr double kMargin = 4;
constexpr double kRing = 5;
constexpr double kDot = 2.5;
constexpr double kDotSpace = 14;
constexpr int kQuickSteps = 2;  ///< of the grid, to a piece of a quick frame

const ThemeColors& theme() { return Theme::instance().colors(); }

struct Relief {
  QPainter& painter;
  const SurfaceScene& scene;
  const QRectF& rect;
  ReliefProjection projection;

  double x(double alpha) const { return boxPlace(alpha, scene.window.alphaLow, scene.window.alphaHigh); }
  double y(double beta) const { return boxPlace(beta, scene.window.betaLow, scene.window.betaHigh); }
  /// The share of the box's height; nothing for what is no number.
  std::optional<double> z(double loss) const {
    const double coordinate = scene.scaled.scale.coordinateOf(loss);
    return std::isnan(coordinate) ? std::nullopt : std::optional(scene.scaled.scale.shareOf(coordinate));
  }
};

/// The corner of the floor that is nearest to the eye: −1 or 1 along x and y.
QPointF nearCorner(const ReliefProjection& projection) {
  return {projection.away(1, 0) > 0 ? -1.0 : 1.0, projection.away(0, 1) > 0 ? -1.0 : 1.0};
}

void paintFloor(const Relief& r) {
  const QPolygonF floor{r.projection.at(-1, -1, 0), r.projection.at(1, -1, 0), r.projection.at(1, 1, 0),
                        r.projection.at(-1, 1, 0)};
  r.painter.setPen(QPen(theme().controlBorder, 1));
  r.painter.setBrush(theme().window);
  r.painter.drawPolygon(floor);
  // The edges that rise behind the surface give its height something to stand against.
  const QPointF corner = nearCorner(r.projection);
  const QPointF far = -corner;
  r.painter.setPen(QPen(theme().gridLine, 1));
  for (const QPointF& edge : {far, QPointF(corner.x(), far.y()), QPointF(far.x(), corner.y())})
    r.painter.drawLine(r.projection.at(edge.x(), edge.y(), 0), r.projection.at(edge.x(), edge.y(), 1));
  const QPolygonF top{r.projection.at(corner.x(), far.y(), 1), r.projection.at(far.x(), far.y(), 1),
                      r.projection.at(far.x(), corner.y(), 1)};
  r.painter.drawPolyline(top);
}

void paintQuads(QPainter& painter, const std::vector<ReliefQuad>& quads, double line) {
  QColor light = theme().pointOutline;
  light.setAlphaF(0.4F);
  const QPen linePen(light, line);
  const bool isSmooth = painter.testRenderHint(QPainter::Antialiasing);
  for (const ReliefQuad& quad : quads) {
    // Where edges are smoothed, its own colour around it hides the seams between pieces.
    painter.setPen(isSmooth ? QPen(QColor(quad.color), line) : QPen(Qt::NoPen));
    painter.setBrush(QColor(quad.color));
    painter.drawConvexPolygon(quad.corners.data(), 4);
    if (!quad.hasRowLine && !quad.hasColumnLine) continue;
    painter.setPen(linePen);
    if (quad.hasRowLine) painter.drawLine(quad.corners[0], quad.corners[1]);
    if (quad.hasColumnLine) painter.drawLine(quad.corners[1], quad.corners[2]);
  }
}

/// Of each byte of two pixels, the mean.
QRgb mean(QRgb a, QRgb b) { return (a & b) + (((a ^ b) & 0xfefefefeU) >> 1U); }

/// Each pixel is the mean of four.
QImage halved(const QImage& image) {
  QImage half(image.width() / 2, image.height() / 2, image.format());
  for (int y = 0; y < half.height(); ++y) {
    const auto* upper = reinterpret_cast<const QRgb*>(image.constScanLine(2 * y));
    const auto* lower = reinterpret_cast<const QRgb*>(image.constScanLine(2 * y + 1));
    auto* line = reinterpret_cast<QRgb*>(half.scanLine(y));
    for (int x = 0; x < half.width(); ++x)
      line[x] = mean(mean(upper[2 * x], lower[2 * x]), mean(upper[2 * x + 1], lower[2 * x + 1]));
  }
  return half;
}

QRectF boundsOf(const std::vector<ReliefQuad>& quads) {
  QPolygonF corners;
  for (const ReliefQuad& quad : quads)
    for (const QPointF& corner : quad.corners) corners.append(corner);
  return corners.boundingRect();
}

void paintSurface(const Relief& r, ReliefQuality quality) {
  const bool isWhole = quality == ReliefQuality::Whole;
  const std::vector<ReliefQuad> quads =
      reliefQuads(r.scene, r.projection, surfaceColors(theme()), isWhole ? 1 : kQuickSteps);
  if (r.painter.paintEngine()->type() != QPaintEngine::Raster) {
    r.painter.setRenderHint(QPainter::Antialiasing);
    return paintQuads(r.painter, quads, 0.6);
  }
  if (!isWhole) {
    r.painter.setRenderHint(QPainter::Antialiasing, false);
    return paintQuads(r.painter, quads, 0);
  }
  // Painted without smoothing and twice as large, then halved: that is fast, and leaves no seams.
  const QRectF box = QRectF(boundsOf(quads).toAlignedRect().adjusted(-1, -1, 1, 1)) & r.rect;
  const double ratio = r.painter.device()->devicePixelRatioF();
  const QSize size(static_cast<int>(std::ceil(box.width() * ratio)), static_cast<int>(std::ceil(box.height() * ratio)));
  QImage image(2 * size.expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter fine(&image);
  fine.scale(2 * ratio, 2 * ratio);
  fine.translate(-box.topLeft());
  paintQuads(fine, quads, 0);
  fine.end();
  r.painter.drawImage(QRectF(box.topLeft(), QSizeF(size) / ratio), halved(image));
}

/// A cased line that is seen on any ground.
void paintCased(QPainter& painter, const QPointF& from, const QPointF& to, double width) {
  painter.setPen(QPen(theme().contour, width + 1.6, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(from, to);
  painter.setPen(QPen(theme().pointOutline, width, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(from, to);
}

/// A point at its own loss, with a stalk to the surface below where it is not on it.
struct Standing {
  QPointF place;
  QPointF foot;
  MarkLook look{};
};

std::optional<Standing> standingOf(const Relief& r, const SurfaceMark& mark) {
  const SurfaceWindow& window = r.scene.window;
  const PlanePlace& place = mark.place;
  const bool isInside = place.alpha >= window.alphaLow && place.alpha <= window.alphaHigh &&
                        place.beta >= window.betaLow && place.beta <= window.betaHigh;
  const std::optional<double> z = r.z(mark.loss);
  if (!isInside || !z) return std::nullopt;
  const double x = r.x(place.alpha);
  const double y = r.y(place.beta);
  const double below = r.z(lossBetween(r.scene.scaled, place.alpha, place.beta)).value_or(0);
  return Standing{r.projection.at(x, y, *z), r.projection.at(x, y, below), lookOf(r.scene, mark)};
}

void paintStalk(QPainter& painter, const Standing& standing) {
  if (!standing.look.isOff) return;
  QColor color = theme().contour;
  color.setAlphaF(0.55F);
  painter.setPen(QPen(color, 1));
  painter.drawLine(standing.place, standing.foot);
}

void paintPath(const Relief& r) {
  const SurfacePicture& picture = *r.scene.picture;
  std::vector<std::optional<Standing>> path;
  for (const SurfacePicture::Dot& dot : picture.path) path.push_back(standingOf(r, dot.mark));
  if (!path.empty() && picture.path.back().iteration <= picture.iteration) path.push_back(standingOf(r, picture.here));
  for (const std::optional<Standing>& standing : path)
    if (standing) paintStalk(r.painter, *standing);
  for (std::size_t k = 1; k < path.size(); ++k)
    if (path[k - 1] && path[k]) {
      const double strength = std::min(path[k - 1]->look.strength, path[k]->look.strength);
      paintCased(r.painter, path[k - 1]->place, path[k]->place, std::max(0.8, 2 * strength));
    }
  std::optional<QPointF> last;
  for (std::size_t k = 0; k < picture.path.size(); ++k) {
    if (!path[k] || !path[k]->look.isOff) continue;
    if (last && QLineF(*last, path[k]->place).length() < kDotSpace) continue;
    last = path[k]->place;
    r.painter.setPen(QPen(theme().contour, 1));
    r.painter.setBrush(theme().pointOutline);
    r.painter.drawEllipse(path[k]->place, kDot, kDot);
  }
}

void paintPoints(const Relief& r) {
  for (const SurfacePicture::Saved& saved : r.scene.picture->points)
    if (const std::optional<Standing> standing = standingOf(r, saved.mark)) {
      paintStalk(r.painter, *standing);
      const QPolygonF diamond{standing->place + QPointF(0, -5), standing->place + QPointF(5, 0),
                              standing->place + QPointF(0, 5), standing->place + QPointF(-5, 0)};
      r.painter.setPen(QPen(theme().contour, 1));
      r.painter.setBrush(theme().pointOutline);
      r.painter.drawPolygon(diamond);
    }
  const std::optional<Standing> here = standingOf(r, r.scene.picture->here);
  if (!here) return;
  paintStalk(r.painter, *here);
  r.painter.setBrush(Qt::NoBrush);
  r.painter.setPen(QPen(theme().contour, 4.4));
  r.painter.drawEllipse(here->place, kRing, kRing);
  r.painter.setPen(QPen(theme().pointOutline, 2.2));
  r.painter.drawEllipse(here->place, kRing, kRing);
  r.painter.setPen(QPen(theme().contour, 1));
  r.painter.setBrush(theme().pointOutline);
  r.painter.drawEllipse(here->place, 2, 2);
}

/// Words outside an edge of the floor: `place` is on it, `out` leads from the middle of the floor to the edge's.
void paintOutside(const Relief& r, const QPointF& place, const QPointF& out, const MathText& text) {
  const QPointF direction = out / std::max(1.0, std::hypot(out.x(), out.y()));
  const QPointF center = place + direction * (text.height() / 2 + 3) + QPointF(direction.x() * text.width() / 2, 0);
  QRectF box(center - QPointF(text.width(), text.height()) / 2, QSizeF(text.width(), text.height()));
  box.moveLeft(std::clamp(box.left(), r.rect.left(), std::max(r.rect.left(), r.rect.right() - box.width())));
  box.moveTop(std::clamp(box.top(), r.rect.top(), std::max(r.rect.top(), r.rect.bottom() - box.height())));
  text.paint(r.painter, box.topLeft() + QPointF(0, text.ascent()));
}

/// The name and the ends of the axis that leads from one corner of the floor to another.
void paintAxis(const Relief& r, const QPointF& low, const QPointF& high, const QString& name, double lowest,
               double highest) {
  const QPointF from = r.projection.at(low.x(), low.y(), 0);
  const QPointF to = r.projection.at(high.x(), high.y(), 0);
  const QPointF out = (from + to) / 2 - r.projection.at(0, 0, 0);
  r.painter.setPen(theme().mutedText);
  paintOutside(r, (from + to) / 2, out, MathText(name, mathFont()));
  r.painter.setPen(theme().axisText);
  const QFont numbers = numberFont(TextSize::Small);
  paintOutside(r, from, out, MathText(formatShort(lowest), numbers));
  paintOutside(r, to, out, MathText(formatShort(highest), numbers));
}

/// Both axes stand at the edges of the floor that are nearest to the eye.
void paintAxes(const Relief& r) {
  const QPointF corner = nearCorner(r.projection);
  const bool isWeights = r.scene.picture->kind == PlaneKind::Weights;
  const SurfaceWindow& window = r.scene.window;
  paintAxis(r, {-1, corner.y()}, {1, corner.y()}, isWeights ? alphaName(r.scene).text : QStringLiteral("α"),
            window.alphaLow, window.alphaHigh);
  paintAxis(r, {corner.x(), -1}, {corner.x(), 1}, isWeights ? betaName(r.scene).text : QStringLiteral("β"),
            window.betaLow, window.betaHigh);
}

}  // namespace

void paintRelief(QPainter& painter, const SurfaceScene& scene, const QRectF& rect, ReliefQuality quality) {
  if (!scene.hasSurface()) return;
  const double text = QFontMetricsF(mathFont()).height();
  const QRectF area = rect.adjusted(text, kMargin, -text, -1.2 * text);
  const Relief relief{painter, scene, rect, ReliefProjection(area, scene.look.turn)};
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  paintFloor(relief);
  paintSurface(relief, quality);
  painter.setRenderHint(QPainter::Antialiasing);
  paintPath(relief);
  paintPoints(relief);
  paintAxes(relief);
  painter.restore();
}

}  // namespace backscope
