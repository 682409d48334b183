#include "ui/plots/plot_marks.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/plots/plot_layout.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"

namespace backscope {

namespace {

constexpr double kGathered = 9;  ///< pixels within which marks are one
constexpr double kTickHeight = 9;
constexpr double kPadding = 6;
constexpr double kBoxGap = 12;  ///< between the hair line and the box
constexpr std::size_t kMostLines = 4;

QString translated(const char* text) { return QCoreApplication::translate("PlotMarks", text); }

/// In iterations: a few pixels, and more than half a step of the read-out by the keyboard.
double reachOf(const PlotContent& content) {
  const PlotWindow window = content.zoom.value_or(wholeOf(content, PlotScale()));
  return std::max(0.5, (window.lastIteration - window.firstIteration) / 70);
}

}  // namespace

std::vector<PlotTick> gatherMarks(std::span<const PlotMark> marks, const PlotFrame& frame) {
  std::vector<PlotTick> ticks;
  for (std::size_t k = 0; k < marks.size(); ++k) {
    const auto iteration = static_cast<double>(marks[k].iteration);
    if (iteration < frame.firstIteration || iteration > frame.lastIteration) continue;
    const double x = frame.xAt(iteration);
    if (!ticks.empty() && x - ticks.back().x < kGathered)
      ++ticks.back().count;
    else
      ticks.push_back({x, k, 1});
  }
  return ticks;
}

void paintPlotMarks(QPainter& painter, std::span<const PlotMark> marks, const PlotFrame& frame,
                    const ThemeColors& colors) {
  const std::vector<PlotTick> ticks = gatherMarks(marks, frame);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(numberFont(TextSize::Small));
  const QFontMetricsF metrics(painter.font());
  const double top = frame.area.top();
  for (std::size_t k = 0; k < ticks.size(); ++k) {
    const double x = ticks[k].x;
    painter.setPen(QPen(colors.text, 1.5));
    painter.drawLine(QPointF(x, top), QPointF(x, top + kTickHeight));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.text);
    const double tip = top + kTickHeight;
    painter.drawPolygon(QPolygonF{{{x - 3.5, tip}, {x, tip - 3.5}, {x + 3.5, tip}, {x, tip + 3.5}}});
    if (ticks[k].count == 1) continue;
    const QString count = formatCount(static_cast<qint64>(ticks[k].count));
    const double end = k + 1 < ticks.size() ? ticks[k + 1].x - 4 : frame.area.right();
    if (x + 6 + metrics.horizontalAdvance(count) > end) continue;
    painter.setPen(colors.mutedText);
    painter.drawText(QPointF(x + 6, top + metrics.ascent()), count);
  }
  painter.restore();
}

std::span<const PlotMark> marksNear(const PlotContent& content, double iteration) {
  if (content.marks.empty()) return {};
  const double reach = reachOf(content);
  const auto place = [](const PlotMark& mark) { return static_cast<double>(mark.iteration); };
  const auto begin = std::ranges::lower_bound(content.marks, iteration - reach, {}, place);
  const auto end = std::ranges::upper_bound(content.marks, iteration + reach, {}, place);
  return std::span(content.marks)
      .subspan(static_cast<std::size_t>(begin - content.marks.begin()), static_cast<std::size_t>(end - begin));
}

QStringList linesOf(std::span<const PlotMark> marks) {
  QStringList lines;
  const std::size_t shown = marks.size() > kMostLines ? kMostLines - 1 : marks.size();
  for (const PlotMark& mark : marks.first(shown)) lines.append(mark.text);
  if (shown < marks.size()) lines.append(translated("and %1 more").arg(formatCount(std::ssize(marks.subspan(shown)))));
  return lines;
}

void paintMarkLines(QPainter& painter, std::span<const PlotMark> marks, double x, const PlotFrame& frame,
                    const QRectF& bounds, const ThemeColors& colors) {
  if (marks.empty()) return;
  const QStringList lines = linesOf(marks);
  painter.setFont(textFont(TextSize::Small));
  const QFontMetricsF metrics(painter.font());
  double widest = 0;
  for (const QString& line : lines) widest = std::max(widest, metrics.horizontalAdvance(line));
  const QSizeF size(std::min(widest + 2 * kPadding, bounds.width()),
                    static_cast<double>(lines.size()) * metrics.height() + 2 * kPadding);
  const bool fitsRight = x + kBoxGap + size.width() <= bounds.right();
  const double left = fitsRight ? x + kBoxGap : std::max(bounds.left(), x - kBoxGap - size.width());
  const QRectF box(QPointF(left, frame.area.united(frame.lane).bottom() - size.height()), size);
  painter.setPen(QPen(colors.controlBorder, 1));
  QColor ground = colors.card;
  ground.setAlphaF(0.92F);
  painter.setBrush(ground);
  painter.drawRoundedRect(box, 6, 6);
  painter.setPen(colors.text);
  for (qsizetype k = 0; k < lines.size(); ++k)
    painter.drawText(QPointF(box.left() + kPadding,
                             box.top() + kPadding + metrics.ascent() + static_cast<double>(k) * metrics.height()),
                     metrics.elidedText(lines[k], Qt::ElideRight, box.width() - 2 * kPadding));
}

QString describeMarks(const PlotContent& content, double iteration) {
  std::span<const PlotMark> told = marksNear(content, iteration);
  if (!told.empty()) return linesOf(told).join(QStringLiteral(", "));
  const auto later = std::ranges::find_if(
      content.marks, [&](const PlotMark& mark) { return static_cast<double>(mark.iteration) > iteration; });
  return later == content.marks.begin() ? QString() : std::prev(later)->text;
}

}  // namespace backscope
