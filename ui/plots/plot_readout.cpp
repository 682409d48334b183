#include "ui/plots/plot_readout.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/plots/curve_painter.h"
#include "ui/plots/plot_marks.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"

namespace backscope {

namespace {

constexpr double kPadding = 8;
constexpr double kColumnGap = 12;
constexpr double kBoxGap = 12;  ///< between the hair line and the box

QString translated(const char* text) { return QCoreApplication::translate("PlotReadOut", text); }

double middleOf(std::int64_t first, std::int64_t last) {
  return (static_cast<double>(first) + static_cast<double>(last)) / 2;
}

QString iterationText(const PlotReadOut& readOut, const PlotContent& content) {
  if (content.way) return placeText(*content.way, middleOf(readOut.first, readOut.last));
  if (readOut.first == readOut.last) return translated("iteration %1").arg(formatCount(readOut.first));
  return translated("iterations %1–%2").arg(formatCount(readOut.first), formatCount(readOut.last));
}

QString valueText(const SeriesBucket& bucket) {
  return bucket.mean == 0 ? QStringLiteral("0") : formatNumber(bucket.mean);
}

QString rangeText(const SeriesBucket& bucket) {
  if (bucket.min == bucket.max) return {};
  return translated("(%1 … %2)").arg(formatTwoDigits(bucket.min), formatTwoDigits(bucket.max));
}

QString fullText(const PlotReadOut::Entry& entry) {
  return entry.range.isEmpty() ? entry.text : entry.text + QLatin1Char(' ') + entry.range;
}

/// The sizes of the box: entries run down in columns.
struct Box {
  QFont font;
  double line = 0;
  double labelWidth = 0;
  double textWidth = 0;
  bool hasRanges = true;
  int rows = 1;
  int columns = 1;
  QSizeF size;
};

Box boxFor(const PlotReadOut& readOut, const PlotContent& content, const QRectF& bounds, bool hasRanges) {
  Box box;
  box.hasRanges = hasRanges;
  box.font = numberFont(TextSize::Small);
  const QFontMetricsF metrics(box.font);
  box.line = std::max(metrics.height(), curveLabelHeight());
  for (const PlotReadOut::Entry& entry : readOut.entries) {
    box.labelWidth = std::max(box.labelWidth, curveLabelWidth(content.curves[entry.curve]));
    box.textWidth = std::max(box.textWidth, metrics.horizontalAdvance(hasRanges ? fullText(entry) : entry.text));
  }
  const int count = static_cast<int>(readOut.entries.size());
  box.rows = std::clamp(static_cast<int>((bounds.height() - 2 * kPadding) / box.line) - 1, 1, count);
  box.columns = (count + box.rows - 1) / box.rows;
  box.rows = (count + box.columns - 1) / box.columns;
  const double entries = box.columns * (box.labelWidth + 8 + box.textWidth) + (box.columns - 1) * kColumnGap;
  const double width = std::max(entries, metrics.horizontalAdvance(iterationText(readOut, content)));
  box.size = QSizeF(width + 2 * kPadding, (box.rows + 1) * box.line + 2 * kPadding);
  return box;
}

/// With every second entry, and so on, while the box is wider than the bounds; the first and the last stay.
Box fitBox(PlotReadOut& readOut, const PlotContent& content, const QRectF& bounds, double room) {
  Box box = boxFor(readOut, content, bounds, true);
  if (box.size.width() > room) box = boxFor(readOut, content, bounds, false);
  while (box.size.width() > bounds.width() && readOut.entries.size() > 2) {
    std::vector<PlotReadOut::Entry> fewer;
    for (std::size_t i = 0; i + 1 < readOut.entries.size(); i += 2) fewer.push_back(readOut.entries[i]);
    fewer.push_back(readOut.entries.back());
    readOut.entries = std::move(fewer);
    box = boxFor(readOut, content, bounds, false);
  }
  return box;
}

void paintHairLine(QPainter& painter, const PlotReadOut& readOut, const PlotContent& content, const PlotFrame& frame,
                   double x, const ThemeColors& colors) {
  painter.setPen(QPen(colors.mutedText, 1));
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.drawLine(QPointF(x, frame.area.top()), QPointF(x, frame.area.united(frame.lane).bottom()));
  painter.setRenderHint(QPainter::Antialiasing, true);
  for (const PlotReadOut::Entry& entry : readOut.entries) {
    const bool inLane = frame.axis == ValueAxis::Log && !(entry.value > 0);
    const double y = inLane ? frame.lane.center().y() : frame.yAt(entry.value);
    const QPointF point(frame.xAt(entry.iteration), y);
    if (!frame.area.united(frame.lane).contains(point)) continue;
    painter.setPen(QPen(colors.card, 1.5));
    painter.setBrush(content.curves[entry.curve].color);
    painter.drawEllipse(point, 4, 4);
  }
}

void paintBox(QPainter& painter, const PlotReadOut& readOut, const PlotContent& content, const Box& box,
              const QRectF& place, const ThemeColors& colors) {
  painter.setPen(QPen(colors.controlBorder, 1));
  QColor ground = colors.card;
  ground.setAlphaF(0.92F);  // lets the curves behind be guessed
  painter.setBrush(ground);
  painter.drawRoundedRect(place, 6, 6);
  const QFontMetricsF metrics(box.font);
  const auto baseline = [&](int row) { return place.top() + kPadding + row * box.line + metrics.ascent(); };
  painter.setFont(box.font);
  painter.setPen(colors.mutedText);
  painter.drawText(QPointF(place.left() + kPadding, baseline(0)), iterationText(readOut, content));
  for (int i = 0; i < static_cast<int>(readOut.entries.size()); ++i) {
    const PlotReadOut::Entry& entry = readOut.entries[static_cast<std::size_t>(i)];
    const int column = i / box.rows;
    const double x = place.left() + kPadding + column * (box.labelWidth + 8 + box.textWidth + kColumnGap);
    const double y = baseline(1 + i % box.rows);
    painter.setPen(content.curves[entry.curve].color);
    paintCurveLabel(painter, content.curves[entry.curve], {x, y - (metrics.ascent() - metrics.descent()) / 2});
    painter.setPen(colors.text);
    painter.setFont(box.font);
    painter.drawText(QPointF(x + box.labelWidth + 8, y), box.hasRanges ? fullText(entry) : entry.text);
  }
}

}  // namespace

std::optional<PlotReadOut> readOutAt(const PlotContent& content, double iteration) {
  PlotReadOut readOut;
  for (std::size_t i = 0; i < content.curves.size(); ++i) {
    if (!content.curves[i].series) continue;
    const SeriesBucket* bucket = bucketAt(*content.curves[i].series, iteration);
    if (bucket == nullptr) continue;
    // Curves are sampled at different iterations; the one that knows the place most finely names it.
    if (readOut.entries.empty() || std::abs(static_cast<double>(bucket->first) - iteration) <
                                       std::abs(static_cast<double>(readOut.first) - iteration)) {
      readOut.first = bucket->first;
      readOut.last = bucket->last;
    }
    readOut.entries.push_back({i, middleOf(bucket->first, bucket->last), bucket->mean, bucket->min, bucket->max,
                               valueText(*bucket), rangeText(*bucket)});
  }
  if (readOut.entries.empty()) return std::nullopt;
  return readOut;
}

QString describe(const PlotReadOut& readOut, const PlotContent& content) {
  QStringList parts;
  for (const PlotReadOut::Entry& entry : readOut.entries)
    parts.append(content.curves[entry.curve].name + QLatin1Char(' ') + fullText(entry));
  const QString values = translated("%1: %2").arg(iterationText(readOut, content), parts.join(QStringLiteral(", ")));
  const QString marks = describeMarks(content, middleOf(readOut.first, readOut.last));
  return marks.isEmpty() ? values : translated("%1; %2").arg(values, marks);
}

void paintNow(QPainter& painter, double iteration, const PlotFrame& frame, const ThemeColors& colors) {
  if (iteration < frame.firstIteration || iteration > frame.lastIteration) return;
  constexpr double kMarker = 5;
  const double x = frame.xAt(iteration);
  const QRectF area = frame.area.united(frame.lane);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(colors.accent, 1.5));
  painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
  painter.setPen(Qt::NoPen);
  painter.setBrush(colors.accent);
  painter.drawPolygon(
      QPolygonF{{{x - kMarker, area.top() - kMarker}, {x + kMarker, area.top() - kMarker}, {x, area.top() + kMarker}}});
  painter.restore();
}

void paintReadOut(QPainter& painter, const PlotReadOut& readOut, const PlotContent& content, const PlotFrame& frame,
                  const QRectF& bounds, const ThemeColors& colors) {
  const double x = std::clamp(frame.xAt(middleOf(readOut.first, readOut.last)), frame.area.left(), frame.area.right());
  painter.save();
  paintHairLine(painter, readOut, content, frame, x, colors);
  const double room = std::max(bounds.right() - x, x - bounds.left()) - kBoxGap;
  PlotReadOut shown = readOut;
  const Box box = fitBox(shown, content, bounds, room);
  const bool fitsRight = x + kBoxGap + box.size.width() <= bounds.right();
  const double left = fitsRight ? x + kBoxGap : std::max(bounds.left(), x - kBoxGap - box.size.width());
  paintBox(painter, shown, content, box, QRectF(QPointF(left, bounds.top()), box.size), colors);
  paintMarkLines(painter, marksNear(content, middleOf(readOut.first, readOut.last)), x, frame, bounds, colors);
  painter.restore();
}

}  // namespace backscope
