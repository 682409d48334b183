#include "ui/views/network_sprites.h"

#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/views/field_painting.h"

namespace backscope {

namespace {

int key(double size) { return static_cast<int>(std::lround(4 * size)); }

int signOf(double value) { return value < 0 ? -1 : value > 0 ? 1 : 0; }

}  // namespace

double cornerRadius(double side) { return side >= 24 ? std::min(8.0, 0.14 * side) : 2; }

void paintUnitFrame(QPainter& painter, const QRectF& unit, UnitFrame frame, const ThemeColors& colors) {
  const bool isLit = frame == UnitFrame::Lit;
  const double radius = cornerRadius(unit.width());
  painter.setPen(QPen(isLit ? colors.accent : colors.unitBorder, isLit ? 2.5 : unit.width() >= 24 ? 1.2 : 0.8));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(unit, radius, radius);
}

void paintBiasMark(QPainter& painter, const QPointF& center, double radius, double bias, const ThemeColors& colors) {
  painter.setPen(QPen(colors.card, radius >= 4 ? 1.5 : 0.6));
  painter.setBrush(bias < 0 ? colors.negative : bias > 0 ? colors.positive : colors.zero);
  painter.drawEllipse(center, radius, radius);
  if (radius < 3.5 || signOf(bias) == 0) return;
  const double arm = 0.5 * radius;
  painter.setPen(QPen(colors.card, 1.4, Qt::SolidLine, Qt::FlatCap));
  painter.drawLine(center - QPointF(arm, 0), center + QPointF(arm, 0));
  if (bias > 0) painter.drawLine(center - QPointF(0, arm), center + QPointF(0, arm));
}

void paintHealthBadge(QPainter& painter, const QRectF& rect, UnitState state, const ThemeColors& colors) {
  const double stroke = std::max(1.2, 0.12 * rect.width());
  painter.setPen(QPen(colors.text, rect.width() >= 8 ? 1 : 0.6));
  painter.setBrush(colors.card);
  painter.drawRoundedRect(rect, 0.2 * rect.width(), 0.2 * rect.width());
  const auto at = [&](double x, double y) {
    return QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height());
  };
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colors.text, stroke, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
  if (state == UnitState::Dead) {
    painter.drawLine(at(0.25, 0.25), at(0.75, 0.75));
    painter.drawLine(at(0.25, 0.75), at(0.75, 0.25));
    return;
  }
  const std::array curve{at(0.16, 0.72), at(0.42, 0.72), at(0.58, 0.28), at(0.84, 0.28)};
  painter.drawPolyline(curve.data(), static_cast<int>(curve.size()));
}

QImage NetworkSprites::blank(double width, double height) const {
  QImage image((QSizeF(width, height) * m_ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(m_ratio);
  image.fill(Qt::transparent);
  return image;
}

const QImage& NetworkSprites::cornerMask(double side) {
  QImage& mask = m_masks[key(side)];
  if (mask.isNull()) {
    mask = blank(side, side);
    QPainter painter(&mask);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    painter.drawRoundedRect(QRectF(0, 0, side, side), cornerRadius(side), cornerRadius(side));
  }
  return mask;
}

QImage NetworkSprites::unitPicture(const QImage& field, double side, bool isHatched) {
  const QImage& mask = cornerMask(side);
  QImage picture = field.scaled(mask.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  picture.setDevicePixelRatio(m_ratio);
  QPainter painter(&picture);
  if (isHatched) {
    painter.setCompositionMode(QPainter::CompositionMode_DestinationOver);
    painter.fillRect(QRectF(0, 0, side, side), hatchBrush(m_colors));
  }
  painter.setCompositionMode(QPainter::CompositionMode_DestinationIn);
  painter.drawImage(QPointF(0, 0), mask);
  return picture;
}

const QImage& NetworkSprites::unitFrame(double side, UnitFrame frame) {
  QImage& image = m_frames[{key(side), frame}];
  if (image.isNull()) {
    image = blank(side + 2 * kFrameMargin, side + 2 * kFrameMargin);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintUnitFrame(painter, QRectF(kFrameMargin, kFrameMargin, side, side), frame, m_colors);
  }
  return image;
}

const QImage& NetworkSprites::biasMark(double radius, double bias) {
  QImage& image = m_marks[{key(radius), signOf(bias)}];
  if (image.isNull()) {
    const double half = std::ceil(radius) + 1;
    image = blank(2 * half, 2 * half);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBiasMark(painter, QPointF(half, half), radius, bias, m_colors);
  }
  return image;
}

const QImage& NetworkSprites::healthBadge(double side, UnitState state) {
  QImage& image = m_badges[{key(side), state}];
  if (image.isNull()) {
    image = blank(side + 2, side + 2);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintHealthBadge(painter, QRectF(1, 1, side, side), state, m_colors);
  }
  return image;
}

}  // namespace backscope
