#include "ui/views/spectrum_painter.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("SpectrumPlot", text); }

constexpr double kGap = 6;
constexpr float kBeyondOpacity = 0.1F;

QFont smallFont() { return numberFont(TextSize::Small); }

struct Canvas {
  QPainter& painter;
  const SpectrumContent& content;
  const SpectrumLayout& layout;
  QRectF rect;
  const ThemeColors& colors;
  QFontMetricsF metrics;
};

void paintGround(const Canvas& on) {
  const QRectF& area = on.layout.area;
  const auto ground = [&](const std::optional<QRectF>& side) {
    if (!side) return;
    on.painter.setPen(QPen(on.colors.axisText, 1));
    on.painter.drawLine(QPointF(side->left(), area.bottom()), QPointF(side->right(), area.bottom()));
  };
  if (on.layout.zeroLane) on.painter.fillRect(*on.layout.zeroLane, on.colors.groove);
  if (on.layout.limitX) {
    QColor tint = on.colors.warning;
    tint.setAlphaF(kBeyondOpacity);
    on.painter.fillRect(QRectF(QPointF(*on.layout.limitX, area.top()), area.bottomRight()), tint);
  }
  for (const SpectrumLayout::Tick& tick : on.layout.ticks) {
    if (on.layout.zeroLane && on.layout.zeroLane->contains(QPointF(tick.x, area.center().y()))) continue;
    on.painter.setPen(QPen(on.colors.gridLine, 1));
    on.painter.drawLine(QPointF(tick.x, area.top()), QPointF(tick.x, area.bottom()));
  }
  ground(on.layout.negativeSide);
  ground(on.layout.zeroLane);
  ground(on.layout.positiveSide);
}

void paintTickLabels(const Canvas& on) {
  on.painter.setPen(on.colors.axisText);
  const double baseline = on.layout.area.bottom() + 4 + on.metrics.ascent();
  double last = on.rect.left() - kGap;
  for (const SpectrumLayout::Tick& tick : on.layout.ticks) {
    if (tick.label.isEmpty()) continue;
    const double width = on.metrics.horizontalAdvance(tick.label);
    const double left =
        std::clamp(tick.x - width / 2, on.rect.left(), std::max(on.rect.left(), on.rect.right() - width));
    if (left < last + kGap) continue;
    on.painter.drawText(QPointF(left, baseline), tick.label);
    last = left + width;
  }
}

QColor colorOf(const Canvas& on, int index) {
  if (index < on.content.negative) return on.colors.negative;
  return index < on.content.negative + on.content.zero ? on.colors.mutedText : on.colors.positive;
}

void paintDots(const Canvas& on) {
  const double bottom = on.layout.area.bottom();
  int index = 0;
  for (const SpectrumLayout::Column& column : on.layout.columns) {
    on.painter.setPen(QPen(colorOf(on, index), 1.5));
    on.painter.drawLine(QPointF(column.x, bottom), QPointF(column.x, column.top + on.layout.dot / 2));
    index += column.count;
  }
  on.painter.setPen(QPen(on.colors.card, 1));
  for (std::size_t k = 0; k < on.layout.dots.size(); ++k) {
    on.painter.setBrush(colorOf(on, static_cast<int>(k)));
    on.painter.drawEllipse(on.layout.dots[k], on.layout.dot / 2, on.layout.dot / 2);
  }
}

/// Whether a text at the column would lie on the dots of others.
bool isCovered(const Canvas& on, const SpectrumLayout::Column& column, const QRectF& text) {
  return std::ranges::any_of(on.layout.columns, [&](const SpectrumLayout::Column& other) {
    const bool isNear = std::abs(other.x - column.x) < text.width() / 2 + on.layout.dot;
    return &other != &column && isNear && other.top < text.bottom();
  });
}

/// The number of each column that is more than can be counted at a glance, where it has room.
void paintCounts(const Canvas& on) {
  constexpr int kGlance = 3;
  on.painter.setPen(on.colors.mutedText);
  double last = on.rect.left() - kGap;
  for (const SpectrumLayout::Column& column : on.layout.columns) {
    if (column.count <= kGlance) continue;
    const QString text = formatCount(column.count);
    const double width = on.metrics.horizontalAdvance(text);
    const QRectF place(column.x - width / 2, column.top - 3 - on.metrics.ascent(), width, on.metrics.ascent());
    if (place.left() < last + 2 || isCovered(on, column, place)) continue;
    on.painter.drawText(place.bottomLeft(), text);
    last = place.right();
  }
}

/// How many there are on each side, above it; where there is too little room the zeros' number alone.
void paintSides(const Canvas& on) {
  const bool isWhole = on.content.isWhole();
  const auto text = [&](int count, const QString& all) {
    return (isWhole ? QStringLiteral("%1") : tr("%1 found")).arg(formatCount(count)) + all;
  };
  struct Heading {
    const std::optional<QRectF>& side;
    QString text;
    QColor color;
  };
  const std::array headings{
      Heading{on.layout.negativeSide, text(on.content.negative, tr(" below 0")), on.colors.negative},
      Heading{on.layout.zeroLane, text(on.content.zero, tr(" zero")), on.colors.text},
      Heading{on.layout.positiveSide, text(on.content.positive, tr(" above 0")), on.colors.positive}};
  on.painter.setFont(numberFont(TextSize::Small, QFont::DemiBold));
  const QFontMetricsF metrics(on.painter.font());
  double x = on.rect.left();
  for (const Heading& heading : headings) {
    if (!heading.side) continue;
    const double width = metrics.horizontalAdvance(heading.text);
    const double wanted = std::clamp(heading.side->center().x() - width / 2, on.rect.left(),
                                     std::max(on.rect.left(), on.rect.right() - width));
    x = std::max(x, wanted);
    on.painter.setPen(heading.color);
    on.painter.drawText(QPointF(x, on.rect.top() + metrics.ascent()), heading.text);
    x += width + kGap;
  }
  on.painter.setFont(smallFont());
}

void paintLimit(const Canvas& on) {
  if (!on.layout.limitX) return;
  const double x = *on.layout.limitX;
  on.painter.setPen(QPen(on.colors.warning, 1.5, Qt::DashLine));
  on.painter.drawLine(QPointF(x, on.layout.area.top() - 2), QPointF(x, on.layout.area.bottom()));
  const QString text = QStringLiteral("2/η");
  const double width = on.metrics.horizontalAdvance(text);
  on.painter.setPen(on.colors.text);
  const double left = std::clamp(x - width / 2, on.rect.left(), std::max(on.rect.left(), on.rect.right() - width));
  on.painter.drawText(QPointF(left, on.layout.area.top() - 4 - on.metrics.descent()), text);
}

/// The box of the name of what is chosen: above its column, or beside the dot where that has no room above.
QRectF nameBox(const Canvas& on, const QPointF& center, const QSizeF& size) {
  const auto column = std::ranges::min_element(
      on.layout.columns, {}, [&](const SpectrumLayout::Column& one) { return std::abs(one.x - center.x()); });
  QRectF box(QPointF(center.x() - size.width() / 2, column->top - on.metrics.height() - size.height()), size);
  if (box.top() < on.rect.top() + on.metrics.height()) {
    box.moveCenter(center);
    box.moveLeft(center.x() + on.layout.dot + 2);
    if (box.right() > on.rect.right()) box.moveRight(center.x() - on.layout.dot - 2);
  }
  box.moveLeft(std::clamp(box.left(), on.rect.left(), std::max(on.rect.left(), on.rect.right() - box.width())));
  return box;
}

void paintChosen(const Canvas& on, int chosen) {
  const QPointF center = on.layout.dots[static_cast<std::size_t>(chosen)];
  const double radius = on.layout.dot / 2 + 3;
  on.painter.setPen(QPen(on.colors.accent, 2));
  on.painter.setBrush(Qt::NoBrush);
  on.painter.drawEllipse(center, radius, radius);
  const MathText text(eigenvalueName(on.content, chosen) + QStringLiteral(" = ") +
                          formatNumber(on.content.eigenvalues[static_cast<std::size_t>(chosen)]),
                      mathFont());
  const QRectF box = nameBox(on, center, QSizeF(text.width() + 12, text.height() + 4));
  on.painter.setPen(QPen(on.colors.controlBorder, 1));
  on.painter.setBrush(on.colors.control);
  on.painter.drawRoundedRect(box, 5, 5);
  on.painter.setPen(on.colors.text);
  text.paint(on.painter, box.topLeft() + QPointF(6, 2 + text.ascent()));
}

}  // namespace

SpectrumTexts spectrumTexts() {
  const QFontMetricsF metrics(smallFont());
  return {[metrics](const QString& text) { return metrics.horizontalAdvance(text); }, metrics.height()};
}

QString eigenvalueName(const SpectrumContent& content, int index) {
  return content.isWhole() ? QStringLiteral("λ_{%1}").arg(index + 1) : QStringLiteral("λ");
}

void paintSpectrum(QPainter& painter, const SpectrumContent& content, const SpectrumLayout& layout, const QRectF& rect,
                   std::optional<int> chosen) {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(smallFont());
  const Canvas on{painter, content, layout, rect, Theme::instance().colors(), QFontMetricsF(painter.font())};
  paintGround(on);
  paintTickLabels(on);
  paintDots(on);
  paintCounts(on);
  paintSides(on);
  paintLimit(on);
  if (chosen && *chosen < static_cast<int>(layout.dots.size())) paintChosen(on, *chosen);
}

}  // namespace backscope
