#include "ui/plots/plot_way.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/theme/fonts.h"

namespace backscope {

namespace {

constexpr double kGap = 6;
constexpr double kCap = 5;           ///< half of what closes a bracket
constexpr double kShortest = 3;      ///< a lower bracket is not told from a point
constexpr double kDot = 4;           ///< of an end
constexpr double kNameShare = 0.45;  ///< of the way that a name may take

/// Where a value stands; what a log axis cannot show, at its foot.
double heightOf(const PlotFrame& frame, double value) {
  const bool isBelow = frame.axis == ValueAxis::Log && !(value > 0);
  return isBelow ? frame.area.united(frame.lane).bottom() : frame.yAt(value);
}

/// Words on the card's colour, through which what is behind them can be guessed.
void paintWords(QPainter& painter, const QString& words, const QRectF& place, const ThemeColors& colors) {
  QColor ground = colors.card;
  ground.setAlphaF(0.85F);
  painter.fillRect(place.adjusted(-2, 0, 2, 0), ground);
  painter.setPen(colors.text);
  painter.drawText(place, Qt::AlignCenter, words);
}

/// The name stands towards the other end, at the foot or the top, where the curves that come from the end are not.
void paintEnd(QPainter& painter, const PlotWay::End& end, double iteration, bool isFirst, const PlotFrame& frame,
              const ThemeColors& colors) {
  const double x = frame.xAt(iteration);
  const QRectF all = frame.area.united(frame.lane);
  if (x < all.left() - 0.5 || x > all.right() + 0.5) return;
  painter.setPen(QPen(colors.axisText, 1, Qt::DashLine));
  painter.drawLine(QPointF(x, all.top()), QPointF(x, all.bottom()));
  const double y = heightOf(frame, end.value);
  if (std::isfinite(y) && y >= all.top() - 0.5 && y <= all.bottom() + 0.5) {
    painter.setPen(QPen(colors.card, 1.5));
    painter.setBrush(colors.text);
    painter.drawEllipse(QPointF(x, y), kDot, kDot);
  }
  const QFontMetricsF metrics(textFont(TextSize::Small));
  const double most = kNameShare * std::abs(frame.xAt(iteration + PlotWay::kHundredths) - x);
  const QString name = metrics.elidedText(end.name, Qt::ElideRight, most);
  const double width = metrics.horizontalAdvance(name);
  const double left = isFirst ? x + kGap : x - kGap - width;
  const double top = y > all.center().y() ? all.top() + 2 : all.bottom() - metrics.height() - 2;
  paintWords(painter, name, QRectF(left, top, width, metrics.height()), colors);
}

void paintBracket(QPainter& painter, const PlotWay::Bracket& bracket, const PlotFrame& frame,
                  const ThemeColors& colors) {
  const QRectF all = frame.area.united(frame.lane);
  const double x = frame.xAt(bracket.iteration);
  const double top = std::clamp(heightOf(frame, bracket.high), all.top(), all.bottom());
  const double foot = std::clamp(heightOf(frame, bracket.low), all.top(), all.bottom());
  if (x < all.left() || x > all.right() || foot - top < kShortest) return;
  painter.setPen(QPen(colors.text, 1.5));
  painter.drawLine(QPointF(x, top), QPointF(x, foot));
  for (const double y : {top, foot}) painter.drawLine(QPointF(x - kCap, y), QPointF(x + kCap, y));
  const QFontMetricsF metrics(textFont(TextSize::Small));
  const double width = metrics.horizontalAdvance(bracket.text);
  const bool fitsRight = x + kGap + width <= all.right();
  const double left = fitsRight ? x + kGap : x - kGap - width;
  const double middle = std::clamp((top + foot) / 2, all.top() + 1.6 * metrics.height(), all.bottom());
  paintWords(painter, bracket.text, QRectF(left, middle - metrics.height() / 2, width, metrics.height()), colors);
}

}  // namespace

ValueExtent extentOnWay(const PlotWay& way, std::span<const PlotCurve> curves, ValueAxis axis) {
  constexpr double kDecade = 10;
  ValueExtent extent;
  std::vector<SeriesBucket> beyond;
  for (const PlotCurve& curve : curves) {
    if (!curve.series) continue;
    for (const SeriesBucket& bucket : curve.series->buckets()) {
      const bool isBeyond =
          way.at(static_cast<double>(bucket.last)) < 0 || way.at(static_cast<double>(bucket.first)) > 1;
      if (isBeyond) {
        beyond.push_back(bucket);
      } else {
        extent.include(bucket.min);
        extent.include(bucket.max);
      }
    }
  }
  const double span = std::max(extent.high - extent.low, std::abs(extent.high));
  const double most = axis == ValueAxis::Log ? kDecade * extent.high : extent.high + span;
  for (const SeriesBucket& bucket : beyond) {
    extent.include(std::min(bucket.min, most));
    extent.include(std::min(bucket.max, most));
  }
  return extent;
}

QString placeText(const PlotWay& way, double iteration) {
  QString number = QString::number(way.at(iteration), 'f', 2);
  number.replace(QLatin1Char('-'), QChar(0x2212));
  return QCoreApplication::translate("PlotReadOut", "%1 = %2").arg(way.letter, number);
}

void paintWay(QPainter& painter, const PlotWay& way, const PlotFrame& frame, const ThemeColors& colors) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(textFont(TextSize::Small));
  if (way.first) paintEnd(painter, *way.first, way.start, true, frame, colors);
  if (way.last) paintEnd(painter, *way.last, way.start + PlotWay::kHundredths, false, frame, colors);
  if (way.bracket) paintBracket(painter, *way.bracket, frame, colors);
  painter.restore();
}

}  // namespace backscope
