#include "ui/views/boundary_legend.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLinearGradient>
#include <QPainter>
#include <algorithm>

#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/views/boundary_text.h"

namespace backscope {

namespace {

constexpr double kEntryGap = 10;
constexpr double kTextGap = 4;

QString tr(const char* text) { return QCoreApplication::translate("BoundaryView", text); }

/// More than two classes are named in full once: "class 1", "2", "3" …
QString legendText(const Dataset& data, int k) {
  constexpr int kMostNamed = 2;
  return data.classes() > kMostNamed && k > 0 ? QString::number(k + 1) : classLabel(data, k);
}

double barWidth() { return 3.5 * QFontMetricsF(textFont(TextSize::Small)).height(); }

double lineLength() { return 1.6 * QFontMetricsF(textFont(TextSize::Small)).height(); }

void paintLineEntry(QPainter& painter, const LegendEntry& entry, const QRectF& place, const ThemeColors& colors) {
  const double y = place.center().y();
  painter.setPen(QPen(*entry.line, 2, Qt::DashLine, Qt::FlatCap));
  painter.drawLine(QPointF(place.left(), y), QPointF(place.left() + lineLength(), y));
  painter.setPen(colors.mutedText);
  painter.drawText(place.adjusted(lineLength() + kTextGap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, entry.text);
}

void paintScale(QPainter& painter, const FieldScale& scale, const QRectF& place, const ThemeColors& colors) {
  const QFontMetricsF metrics(painter.font());
  const QString low = formatShort(scale.low);
  const double start = place.left() + metrics.horizontalAdvance(low) + kTextGap;
  const QRectF bar(start, place.center().y() - 0.25 * place.height(), barWidth(), 0.5 * place.height());
  QLinearGradient gradient(bar.topLeft(), bar.topRight());
  gradient.setColorAt(0, colors.negativeField);
  gradient.setColorAt((scale.mid - scale.low) / (scale.high - scale.low), colors.zeroField);
  gradient.setColorAt(1, colors.positiveField);
  painter.setPen(Qt::NoPen);
  painter.setBrush(gradient);
  painter.drawRoundedRect(bar, 2, 2);
  painter.setPen(colors.mutedText);
  painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, low);
  painter.drawText(QRectF(bar.right() + kTextGap, place.top(), place.width(), place.height()),
                   Qt::AlignLeft | Qt::AlignVCenter, formatShort(scale.high));
}

}  // namespace

double markRadius() { return std::clamp(0.27 * QFontMetricsF(textFont(TextSize::Small)).height(), 3.5, 8.0); }

std::vector<LegendEntry> legendOf(const Snapshot& snapshot, const ShownField& field, const ThemeColors& colors) {
  const Dataset& data = *snapshot.data;
  std::vector<LegendEntry> entries;
  const bool isScale =
      field.kind == ShownField::Kind::Unit || (field.kind == ShownField::Kind::Output && data.classes() == 0);
  if (isScale) entries.push_back({{}, {}, field.scale});
  for (int k = 0; k < data.classes(); ++k)
    entries.push_back({legendText(data, k), classMark(colors, k, data.classes()), {}});
  PointMark example{.fill = colors.zero};
  if (!data.test.empty()) {
    example.isTest = true;
    entries.push_back({tr("test"), example, {}});
  }
  if (data.classes() > 0 && !snapshot.yhat.empty()) {
    example.isTest = false;
    example.isWrong = true;
    entries.push_back({tr("wrong"), example, {}});
  }
  return entries;
}

double legendWidth(const LegendEntry& entry) {
  const QFontMetricsF metrics(textFont(TextSize::Small));
  if (entry.scale)
    return metrics.horizontalAdvance(formatShort(entry.scale->low)) +
           metrics.horizontalAdvance(formatShort(entry.scale->high)) + 2 * kTextGap + barWidth() + kEntryGap;
  const double sign = entry.line ? lineLength() : 2 * markRadius();
  return sign + kTextGap + metrics.horizontalAdvance(entry.text) + kEntryGap;
}

void paintLegend(QPainter& painter, const std::vector<LegendEntry>& entries, const std::vector<QRectF>& places,
                 const ThemeColors& colors) {
  painter.setFont(textFont(TextSize::Small));
  const double radius = markRadius();
  for (std::size_t i = 0; i < entries.size() && i < places.size(); ++i) {
    if (places[i].isNull()) continue;
    if (entries[i].scale) {
      paintScale(painter, *entries[i].scale, places[i], colors);
      continue;
    }
    if (entries[i].line) {
      paintLineEntry(painter, entries[i], places[i], colors);
      continue;
    }
    paintMark(painter, QPointF(places[i].left() + radius, places[i].center().y()), 0.9 * radius, *entries[i].mark,
              colors);
    painter.setPen(colors.mutedText);
    painter.drawText(places[i].adjusted(2 * radius + kTextGap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     entries[i].text);
  }
}

}  // namespace backscope
