#include "ui/widgets/themed_icon.h"

#include <QFileInfo>
#include <QIcon>
#include <QPainter>
#include <QPixmapCache>

namespace backscope {

QPixmap themedIcon(const QString& name, const QColor& color, int size, double devicePixelRatio) {
  const QString path = QStringLiteral(":/icons/%1.svg").arg(name);
  const QString key =
      QStringLiteral("%1 %2 %3 %4").arg(path, color.name(QColor::HexArgb)).arg(size).arg(devicePixelRatio);
  QPixmap pixmap;
  if (QPixmapCache::find(key, &pixmap)) return pixmap;
  if (!QFileInfo::exists(path)) return {};
  pixmap = QIcon(path).pixmap(QSize(size, size), devicePixelRatio);
  if (pixmap.isNull()) return {};
  QPainter painter(&pixmap);
  painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
  painter.fillRect(pixmap.rect(), color);
  painter.end();
  QPixmapCache::insert(key, pixmap);
  return pixmap;
}

}  // namespace backscope
