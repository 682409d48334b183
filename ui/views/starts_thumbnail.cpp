#include "ui/views/starts_thumbnail.h"

#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <limits>

#include "ui/text/number_format.h"
#include "ui/text/starts_text.h"
#include "ui/theme/theme.h"
#include "ui/views/contour_lines.h"
#include "ui/views/field_painting.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("starts_thumbnail", text); }

FieldScale scaleFor(TargetCoding coding, double largestTarget) {
  if (coding == TargetCoding::ZeroOne) return {0, 0.5, 1};
  if (coding == TargetCoding::PlusMinus) return {-1, 0, 1};
  return {-largestTarget, 0, largestTarget};
}

/// Each place in the colour of the class whose output is the largest.
QImage classImage(const std::vector<float>& field, int rows, int classes) {
  const ThemeColors& colors = Theme::instance().colors();
  const auto cells = static_cast<std::size_t>(rows) * kAnswerGrid;
  QImage image(kAnswerGrid, rows, QImage::Format_RGB32);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    int best = 0;
    for (int k = 1; k < classes; ++k) {
      const auto at = [&](int output) { return field[static_cast<std::size_t>(output) * cells + cell]; };
      if (at(k) > at(best)) best = k;
    }
    const auto place = static_cast<int>(cell);
    image.setPixelColor(place % kAnswerGrid, place / kAnswerGrid, classColor(colors, best, classes));
  }
  return image;
}

int rowsOf(const StartsPicture& picture, const StartsThumbnail& group) {
  return std::max(1, static_cast<int>(group.field.size()) / kAnswerGrid / picture.fields);
}

QImage imageOf(const StartsPicture& picture, const StartsThumbnail& group) {
  const int rows = rowsOf(picture, group);
  if (picture.fields > 1) return classImage(group.field, rows, picture.fields);
  const FieldScale scale = scaleFor(picture.coding, picture.largestTarget);
  return fieldImage(Theme::instance().colors(), scale, group.field, rows, kAnswerGrid);
}

/// By how much class k's output exceeds the largest of the others.
std::vector<float> leadOf(const std::vector<float>& field, int k, int classes) {
  const std::size_t cells = field.size() / static_cast<std::size_t>(classes);
  const auto at = [&](int output, std::size_t cell) { return field[static_cast<std::size_t>(output) * cells + cell]; };
  std::vector<float> lead(cells);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    float other = -std::numeric_limits<float>::infinity();
    for (int m = 0; m < classes; ++m)
      if (m != k) other = std::max(other, at(m, cell));
    lead[cell] = at(k, cell) - other;
  }
  return lead;
}

/// Where the classes part, in shares of the frame; nothing for a regression or a single input.
std::vector<QPolygonF> bordersOf(const StartsPicture& picture, const StartsThumbnail& group) {
  const int rows = rowsOf(picture, group);
  if (picture.coding == TargetCoding::Real || rows < 2) return {};
  if (picture.fields == 1) return contourLinesToTheRim(group.field, rows, kAnswerGrid, classThreshold(picture.coding));
  std::vector<QPolygonF> borders;
  for (int k = 0; k + 1 < picture.fields; ++k)
    for (QPolygonF& line : contourLinesToTheRim(leadOf(group.field, k, picture.fields), rows, kAnswerGrid, 0))
      borders.push_back(std::move(line));
  return borders;
}

}  // namespace

void paintThumbnail(QPainter& painter, const QRectF& frame, const StartsPicture& picture, std::size_t group) {
  const ThemeColors& colors = Theme::instance().colors();
  const StartsThumbnail& shown = picture.groups[group];
  paintField(painter, frame, kThumbnailRadius, imageOf(picture, shown), hasNaN(shown.field), colors);
  painter.save();
  QPainterPath inside;
  inside.addRoundedRect(frame, kThumbnailRadius, kThumbnailRadius);
  painter.setClipPath(inside);
  painter.setPen(QPen(colors.contour, 1.5));
  for (QPolygonF& line : bordersOf(picture, shown)) {
    for (QPointF& point : line)
      point = {frame.left() + point.x() * frame.width(), frame.top() + point.y() * frame.height()};
    painter.drawPolyline(line);
  }
  painter.restore();
}

QString functionsText(const StartsPicture& picture) {
  if (picture.groupCount == 0) return {};
  if (picture.groupCount == 1) return tr("They came to one and the same function.");
  const QString most = formatCount(static_cast<qint64>(picture.groupCount));
  return tr("%1 different functions, mirror images counted as one.")
      .arg(picture.groupCount >= StartGroups::kMostGroups ? tr("More than %1").arg(most) : most);
}

QString thumbnailState(const StartsThumbnail& group) {
  if (!group.plateau) return nameText(group.end);
  return tr("Σℓ = %1").arg(plateauLevelText(*group.plateau));
}

}  // namespace backscope
