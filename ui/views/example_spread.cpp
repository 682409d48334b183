#include "ui/views/example_spread.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

constexpr double kThickest = 14;

QString translated(const char* text) { return QCoreApplication::translate("ExampleSpread", text); }

/// At the axis' ends for what lies beyond it, as 0 does.
double placeOf(double size, const LayerBarLayout& layout) {
  if (!(size > 0)) return layout.area.left();
  if (std::isinf(size)) return layout.area.right();
  return std::clamp(layout.xAt(std::log10(size)), layout.area.left(), layout.area.right());
}

}  // namespace

QString zerosText(const ExampleSizes& spread) {
  return spread.zeros > 0 ? translated("%1 of %2").arg(formatCount(spread.zeros), formatCount(spread.examples))
                          : QString();
}

QString spreadInWords(const ExampleSizes& spread) {
  const auto& q = spread.quantiles;
  if (std::isnan(q[2])) return translated("not a number");
  const QString words = translated("median %1, half of the examples in %2 … %3, all in %4 … %5")
                            .arg(formatTwoDigits(q[2]), formatTwoDigits(q[1]), formatTwoDigits(q[3]),
                                 formatTwoDigits(spread.least), formatTwoDigits(spread.largest));
  return spread.zeros > 0 ? translated("%1, %2 exactly 0").arg(words, zerosText(spread)) : words;
}

QString readingOfExamples(const std::vector<ExampleSizes>& spreads, const QString& ratio) {
  if (spreads.empty()) return ratio;
  QString medians = translated("The medians: %1").arg(ratio);
  const auto most = std::ranges::max_element(spreads, {}, &ExampleSizes::zeros);
  if (most->zeros == 0) return medians;
  return translated("%1 In layer %2, δ is exactly 0 for %3 examples.")
      .arg(medians)
      .arg(layerNumber(static_cast<int>(most - spreads.begin()) + 1))
      .arg(zerosText(*most));
}

ValueExtent extentOf(const std::vector<ExampleSizes>& spreads) {
  ValueExtent extent;
  for (const ExampleSizes& spread : spreads) {
    for (const double quantile : spread.quantiles) extent.include(quantile);
    extent.include(spread.least);
    extent.include(spread.largest);
  }
  return extent;
}

void paintExampleSpread(QPainter& painter, const LayerBarLayout& layout, std::size_t row, const ExampleSizes& spread,
                        const QColor& color) {
  const ThemeColors& colors = Theme::instance().colors();
  const QRectF& all = layout.rows[row].all;
  const double y = all.center().y();
  const double thick = std::clamp(0.55 * all.height(), 3.0, kThickest);
  if (spread.largest > 0) {
    const auto x = [&](double size) { return placeOf(size, layout); };
    painter.setPen(QPen(color, 1));
    painter.drawLine(QPointF(x(spread.least), y), QPointF(x(spread.largest), y));
    painter.setPen(QPen(color, std::min(3.0, 0.4 * thick), Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(x(spread.quantiles[0]), y), QPointF(x(spread.quantiles[4]), y));
    const double left = x(spread.quantiles[1]);
    painter.fillRect(QRectF(left, y - thick / 2, std::max(2.0, x(spread.quantiles[3]) - left), thick), color);
    painter.setPen(QPen(colors.card, 4, Qt::SolidLine, Qt::FlatCap));
    const double median = x(spread.quantiles[2]);
    painter.drawLine(QPointF(median, y - thick / 2), QPointF(median, y + thick / 2));
    painter.setPen(QPen(colors.text, 2, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(median, y - thick / 2 - 1), QPointF(median, y + thick / 2 + 1));
  }
  if (spread.zeros == 0) return;
  painter.setPen(colors.text);
  if (!layout.rows[row].label.isNull())
    painter.drawText(QRectF(layout.lane.left(), all.top(), layout.lane.width(), all.height()),
                     Qt::AlignCenter | Qt::TextDontClip, zerosText(spread));
}

}  // namespace backscope
