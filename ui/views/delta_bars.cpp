#include "ui/views/delta_bars.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

constexpr double kGap = 8;
constexpr double kLeastRow = 1.15;  ///< lines of text
constexpr double kLargestRow = 2.8;
constexpr double kLeastDecade = 8;  ///< pixels between two grid lines

QString symbolOf(std::size_t row) { return QStringLiteral("δ^{(%1)}").arg(row + 1); }

DeltaBarTexts textsFor(std::size_t layers) {
  const QFontMetricsF numbers(numberFont(TextSize::Small));
  DeltaBarTexts texts;
  for (std::size_t row = 0; row < layers; ++row)
    texts.labelWidth = std::max(texts.labelWidth, MathText(symbolOf(row), mathFont(TextSize::Small)).width());
  texts.numberWidth = numbers.horizontalAdvance(QStringLiteral("0.0e−00"));
  texts.lineHeight = numbers.height();
  texts.tickWidth = numbers.horizontalAdvance(formatPowerOfTen(-10));
  return texts;
}

double axisHeight(const DeltaBarTexts& texts) { return texts.lineHeight + 4; }

QRectF barOf(double value, const DeltaBarLayout& layout, const QRectF& row) {
  if (!(value > 0)) return {};
  const double thickness = std::min(0.55 * row.height(), 14.0);
  const double end = std::max(layout.area.left() + 2, layout.xAt(std::log10(value)));
  return QRectF(layout.area.left(), row.center().y() - thickness / 2, end - layout.area.left(), thickness);
}

}  // namespace

double leastHeightOfDeltaBars(std::size_t layers, const DeltaBarTexts& texts) {
  return static_cast<double>(layers) * std::ceil(kLeastRow * texts.lineHeight) + axisHeight(texts);
}

DeltaBarLayout layoutDeltaBars(const std::vector<double>& values, const PlotScale& scale, const QRectF& rect,
                               const DeltaBarTexts& texts) {
  DeltaBarLayout layout;
  layout.low = scale.low;
  layout.high = scale.high;
  const double count = static_cast<double>(std::max<std::size_t>(1, values.size()));
  const double height = std::clamp((rect.height() - axisHeight(texts)) / count, kLeastRow * texts.lineHeight,
                                   kLargestRow * texts.lineHeight);
  const double bars = rect.left() + texts.labelWidth + kGap;
  const double lane = scale.zeroLane ? texts.lineHeight : 0;
  const double right = rect.right() - texts.numberWidth - kGap;
  layout.lane = QRectF(bars, rect.top(), lane, count * height);
  layout.area = QRectF(QPointF(bars + lane + (lane > 0 ? 4 : 0), rect.top()),
                       QPointF(std::max(right, bars + lane + 24), rect.top() + count * height));
  layout.ticks =
      logTicks(scale.low, scale.high, std::max(2, static_cast<int>(layout.area.width() / (1.3 * texts.tickWidth)) + 1));
  const double step = layout.area.width() / (scale.high - scale.low) >= kLeastDecade ? 1 : 0;
  for (double decade = scale.low; step > 0 && decade <= scale.high; decade += step) layout.decades.push_back(decade);
  if (step == 0)
    for (const AxisTick& tick : layout.ticks) layout.decades.push_back(tick.coordinate);
  for (std::size_t i = 0; i < values.size(); ++i) {
    DeltaBarLayout::Row row;
    row.all = QRectF(rect.left(), rect.top() + static_cast<double>(i) * height, rect.width(), height);
    row.label = QRectF(rect.left(), row.all.top(), texts.labelWidth, height);
    row.number = QRectF(layout.area.right() + kGap, row.all.top(), texts.numberWidth, height);
    row.bar = barOf(values[i], layout, row.all);
    layout.rows.push_back(row);
  }
  return layout;
}

DeltaBars::DeltaBars(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Present deltas"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void DeltaBars::setValues(std::vector<double> values, const PlotScale& scale) {
  if (values == m_values && scale == m_scale) return;
  const bool isOtherHeight = values.size() != m_values.size();
  m_values = std::move(values);
  m_scale = scale;
  QStringList parts;
  for (std::size_t i = 0; i < m_values.size(); ++i)
    parts.append(tr("layer %1: %2").arg(i + 1).arg(m_values[i] == 0 ? tr("exactly 0") : formatShort(m_values[i])));
  setAccessibleDescription(tr("mean |δ| over units and examples: %1").arg(parts.join(QStringLiteral(", "))));
  if (isOtherHeight) updateGeometry();
  update();
}

DeltaBarLayout DeltaBars::currentLayout() const {
  return layoutDeltaBars(m_values, m_scale, rect(), textsFor(m_values.size()));
}

QSize DeltaBars::minimumSizeHint() const {
  const DeltaBarTexts texts = textsFor(m_values.size());
  const double width = texts.labelWidth + texts.numberWidth + 3 * texts.tickWidth + 2 * kGap;
  return QSizeF(width, leastHeightOfDeltaBars(m_values.size(), texts)).toSize() + QSize(1, 1);
}

QSize DeltaBars::sizeHint() const {
  return minimumSizeHint() + QSize(QFontMetrics(textFont()).averageCharWidth() * 12, 0);
}

void DeltaBars::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const DeltaBarLayout layout = currentLayout();
  paintAxis(painter, layout);
  for (std::size_t row = 0; row < layout.rows.size(); ++row) paintRow(painter, layout, row);
}

void DeltaBars::paintAxis(QPainter& painter, const DeltaBarLayout& layout) const {
  const ThemeColors& colors = Theme::instance().colors();
  painter.setFont(numberFont(TextSize::Small));
  const QFontMetricsF metrics(painter.font());
  const double baseline = layout.area.bottom() + 4 + metrics.ascent();
  const auto paintTick = [&](double x, const QString& label) {
    const double width = metrics.horizontalAdvance(label);
    const double left = std::min(x - width / 2, static_cast<double>(this->width()) - width);
    painter.setPen(colors.axisText);
    painter.drawText(QPointF(left, baseline), label);
  };
  painter.setPen(QPen(colors.gridLine, 1));
  for (const double decade : layout.decades) {
    const double x = std::round(layout.xAt(decade)) + 0.5;
    painter.drawLine(QPointF(x, layout.area.top()), QPointF(x, layout.area.bottom()));
  }
  for (const AxisTick& tick : layout.ticks) paintTick(layout.xAt(tick.coordinate), tick.label);
  if (layout.lane.width() <= 0) return;
  QColor ground = colors.groove;
  ground.setAlphaF(0.45F);
  painter.fillRect(layout.lane, ground);
  painter.setPen(QPen(colors.gridLine, 1));
  painter.drawLine(layout.lane.topRight(), layout.lane.bottomRight());
  const bool isClear = layout.xAt(layout.low) - metrics.horizontalAdvance(formatPowerOfTen(-10)) / 2 >
                       layout.lane.center().x() + metrics.horizontalAdvance(QLatin1Char('0'));
  if (isClear) paintTick(layout.lane.center().x(), QStringLiteral("0"));
}

void DeltaBars::paintRow(QPainter& painter, const DeltaBarLayout& layout, std::size_t index) const {
  const ThemeColors& colors = Theme::instance().colors();
  const DeltaBarLayout::Row& row = layout.rows[index];
  const QColor color = layerColor(colors, static_cast<int>(index) + 1, static_cast<int>(layout.rows.size()));
  const MathText symbol(symbolOf(index), mathFont(TextSize::Small));
  painter.setPen(colors.text);
  symbol.paint(painter, {row.label.right() - symbol.width(),
                         row.all.center().y() + 0.3 * QFontMetricsF(mathFont(TextSize::Small)).ascent()});
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  if (m_values[index] > 0)
    painter.drawRoundedRect(row.bar, std::min(3.0, row.bar.width() / 2), 3);
  else
    painter.drawEllipse(QPointF(layout.lane.center().x(), row.all.center().y()), 3.5, 3.5);
  painter.setPen(colors.text);
  painter.setFont(numberFont(TextSize::Small));
  painter.drawText(row.number, Qt::AlignLeft | Qt::AlignVCenter, formatShort(m_values[index]));
}

void DeltaBars::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) updateGeometry();
}

}  // namespace backscope
