#include "ui/views/loss_change.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <array>
#include <utility>

#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"

namespace backscope {

namespace {

constexpr double kPadding = 6;
constexpr double kGap = 4;
constexpr double kColumnGap = 12;

QString tr(const char* text) { return QCoreApplication::translate("NetworkView", text); }

using Line = std::pair<QString, QString>;

std::array<Line, 3> linesOf(const LossChange& change) {
  return {Line{tr("ℓ before"), formatNumber(change.before)}, Line{tr("ℓ after"), formatNumber(change.after)},
          Line{tr("difference"), formatNumber(change.after - change.before)}};
}

bool isFree(const NetworkLayout& layout, const QRectF& rect) {
  for (const NetworkColumn& column : layout.columns)
    for (const UnitBox& box : column.units)
      if (box.rect.intersects(rect)) return false;
  return true;
}

}  // namespace

std::optional<LossChange> lossChangeOf(const PassInstant& instant) {
  const PassStep* last = instant.last();
  if (last == nullptr || last->kind != PassStepKind::NewParameters || !instant.update) return std::nullopt;
  return LossChange{instant.trace.loss, instant.lossAfter};
}

QSizeF lossChangeSize(const LossChange& change) {
  const QFontMetricsF words(textFont(TextSize::Small));
  const QFontMetricsF numbers(numberFont(TextSize::Small, QFont::DemiBold));
  double word = 0;
  double number = 0;
  for (const auto& [name, value] : linesOf(change)) {
    word = std::max(word, words.horizontalAdvance(name));
    number = std::max(number, numbers.horizontalAdvance(value));
  }
  return {word + kColumnGap + number + 2 * kPadding, 3 * std::max(words.height(), numbers.height()) + 2 * kPadding};
}

std::optional<QRectF> placeLossChange(const NetworkLayout& layout, const QSizeF& area, const QSizeF& size) {
  if (layout.columns.empty() || layout.columns.back().units.empty()) return std::nullopt;
  const NetworkColumn& outputs = layout.columns.back();
  const double number = size.height() / 2;  // of a tag at a unit, with air
  const double left =
      std::clamp(outputs.center - size.width() / 2, kGap, std::max(kGap, area.width() - size.width() - kGap));
  const double below = outputs.units.back().rect.bottom() + number;
  const double above = outputs.units.front().rect.top() - number - size.height();
  const QRectF room(0, layout.captionBaseline + kGap, area.width(), area.height() - layout.captionBaseline - kGap);
  for (const double top : {below, above, room.bottom() - size.height(), room.top()}) {
    const QRectF place(QPointF(left, top), size);
    if (room.contains(place) && isFree(layout, place)) return place;
  }
  return std::nullopt;
}

void paintLossChange(QPainter& painter, const LossChange& change, const QRectF& place, const ThemeColors& colors) {
  painter.setPen(QPen(colors.controlBorder, 1));
  painter.setBrush(colors.card);
  painter.drawRoundedRect(place, 5, 5);
  const QRectF inside = place.adjusted(kPadding, kPadding, -kPadding, -kPadding);
  const std::array<Line, 3> lines = linesOf(change);
  const double height = inside.height() / static_cast<double>(lines.size());
  for (std::size_t k = 0; k < lines.size(); ++k) {
    const QRectF line(inside.left(), inside.top() + static_cast<double>(k) * height, inside.width(), height);
    painter.setPen(colors.mutedText);
    painter.setFont(textFont(TextSize::Small));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, lines[k].first);
    const bool isDifference = k + 1 == lines.size();
    painter.setPen(colors.text);
    painter.setFont(numberFont(TextSize::Small, isDifference ? QFont::DemiBold : QFont::Normal));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, lines[k].second);
  }
}

}  // namespace backscope
