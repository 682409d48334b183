#include "ui/plots/wrapped_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <cmath>

#include "ui/theme/fonts.h"

namespace backscope {

namespace {

constexpr int kWrapped = Qt::TextWordWrap | Qt::AlignCenter;

double heightOf(const QString& text, double width) {
  const QFontMetricsF metrics(textFont(TextSize::Small));
  return metrics.boundingRect(QRectF(0, 0, width, 1e6), kWrapped, text).height();
}

/// The text, or what of it fits in whole lines.
QString fitted(const QString& text, const QSizeF& room) {
  if (heightOf(text, room.width()) <= room.height() + 0.5) return text;
  const QFontMetricsF metrics(textFont(TextSize::Small));
  const double lines = std::floor(room.height() / metrics.lineSpacing());
  return lines < 1 ? QString() : metrics.elidedText(text, Qt::ElideRight, 0.85 * lines * room.width());
}

}  // namespace

double wrappedHeight(const QString& text, const QSizeF& room) {
  const QString shown = fitted(text, room);
  return shown.isEmpty() ? 0 : heightOf(shown, room.width());
}

void paintWrapped(QPainter& painter, const QRectF& rect, const QString& text) {
  painter.drawText(rect, kWrapped, fitted(text, rect.size()));
}

QRectF wrappedBounds(const QRectF& rect, const QString& text) {
  return QFontMetricsF(textFont(TextSize::Small)).boundingRect(rect, kWrapped, fitted(text, rect.size()));
}

}  // namespace backscope
