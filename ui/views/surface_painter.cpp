#include "ui/views/surface_painter.h"

#include <QPaintEngine>
#include <QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/relief_painter.h"
#include "ui/views/surface_map_painter.h"
#include "ui/views/surface_text.h"

namespace backscope {

namespace {

constexpr double kMargin = 12;
constexpr double kGap = 6;
constexpr double kMapShare = 0.54;
/// For figures that are no pixels: of the map's image to a unit.
constexpr double kFine = 3;

}  // namespace

void paintSurface(QPainter& painter, const QRectF& rect, const SurfacePicture& picture, const SurfaceLook& look) {
  const ThemeColors& colors = Theme::instance().colors();
  painter.fillRect(rect, colors.card);
  const SurfaceScene scene = sceneOf(picture, look);
  const QRectF room = rect.adjusted(kMargin, kMargin, -kMargin, -kMargin);
  QStringList sentences{planeSentence(scene)};
  if (scene.hasSurface()) sentences.append(pathSentence(scene));
  painter.setFont(textFont(TextSize::Small));
  painter.setPen(colors.text);
  const QString words = sentences.join(QLatin1Char('\n'));
  const QRectF text = painter.boundingRect(room, Qt::TextWordWrap, words);
  painter.drawText(text, Qt::TextWordWrap, words);
  if (!scene.hasSurface()) return;
  QRectF rest = room.adjusted(0, text.height() + kGap, 0, 0);
  const bool isRaster = painter.paintEngine()->type() == QPaintEngine::Raster;
  const double ratio = isRaster ? painter.deviceTransform().m11() * painter.device()->devicePixelRatioF() : kFine;
  if (rect.width() >= kWidthForBoth) {
    const double map = rest.width() * kMapShare;
    paintRelief(painter, scene, rest.adjusted(map + kGap, 0, 0, 0));
    rest.setWidth(map - kGap);
  }
  paintSurfaceMap(painter, scene, shapeOfMap(scene, rest, ratio));
}

}  // namespace backscope
