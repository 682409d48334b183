#include "ui/views/delta_bars.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/field_painting.h"

namespace backscope {

namespace {

constexpr double kGap = 8;
constexpr double kLeastRow = 0.4;  ///< lines of text
constexpr double kLargestRow = 2.8;
constexpr double kThinnestRow = 3;  ///< pixels, however little room there is
constexpr double kRowForText = 1.0;
constexpr double kLeastTextScale = 0.78;
constexpr double kLeastDecade = 8;  ///< pixels between two grid lines

QString symbolOf(std::size_t row) { return layerMarkup(QStringLiteral("δ"), static_cast<int>(row) + 1); }

DeltaBarTexts textsFor(std::size_t layers) {
  const QFontMetricsF numbers(numberFont(TextSize::Small));
  DeltaBarTexts texts;
  for (std::size_t row = 0; row < layers; ++row)
    texts.labelWidth = std::max(texts.labelWidth, MathText(symbolOf(row), mathFont(TextSize::Small)).width());
  texts.numberWidth = numbers.horizontalAdvance(QStringLiteral("0.0·10⁻⁰⁰"));
  texts.lineHeight = numbers.height();
  texts.tickWidth = numbers.horizontalAdvance(formatPowerOfTen(-10));
  return texts;
}

double axisHeight(const DeltaBarTexts& texts) { return texts.lineHeight + 4; }

QRectF barOf(double value, const DeltaBarLayout& layout, const QRectF& row) {
  if (value == 0) return {};
  const double thickness = std::min(std::max(0.55 * row.height(), 3.0), 14.0);
  const double wished = std::isfinite(value) ? layout.xAt(std::log10(value)) : layout.area.right();
  const double end = std::max(layout.area.left() + 2, wished);
  return QRectF(layout.area.left(), row.center().y() - thickness / 2, end - layout.area.left(), thickness);
}

QString wordsFor(double value) {
  if (std::isnan(value)) return DeltaBars::tr("not a number");
  return value == 0 ? DeltaBars::tr("exactly 0") : formatTwoDigits(value);
}

/// Of rows that are too low for a label each, every second, third … has one.
void placeTexts(DeltaBarLayout& layout, double height, const DeltaBarTexts& texts) {
  const double needed = kRowForText * texts.lineHeight;
  layout.textScale = std::clamp(height / needed, kLeastTextScale, 1.0);
  const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil(layout.textScale * needed / height - 1e-9)));
  for (std::size_t i = 0; i < layout.rows.size(); ++i) {
    if (i % every == 0) continue;
    layout.rows[i].label = {};
    layout.rows[i].number = {};
  }
}

QFont scaled(QFont font, double scale) {
  font.setPointSizeF(font.pointSizeF() * scale);
  return font;
}

}  // namespace

double mostHeightOfDeltaBars(std::size_t layers, const DeltaBarTexts& texts) {
  return static_cast<double>(layers) * std::ceil(kLargestRow * texts.lineHeight) + axisHeight(texts);
}

double leastHeightOfDeltaBars(std::size_t layers, const DeltaBarTexts& texts) {
  return static_cast<double>(layers) * std::ceil(kLeastRow * texts.lineHeight) + axisHeight(texts);
}

DeltaBarLayout layoutDeltaBars(const std::vector<double>& values, const PlotScale& scale, const QRectF& rect,
                               const DeltaBarTexts& texts) {
  DeltaBarLayout layout;
  layout.low = scale.low;
  layout.high = scale.high;
  const double count = static_cast<double>(std::max<std::size_t>(1, values.size()));
  // Half of the first label's line stands above a low row.
  const double inset = std::ceil(std::max(0.0, (texts.lineHeight - (rect.height() - axisHeight(texts)) / count) / 2));
  const double top = rect.top() + inset;
  const double height =
      std::clamp((rect.height() - inset - axisHeight(texts)) / count, kThinnestRow, kLargestRow * texts.lineHeight);
  const double bars = rect.left() + texts.labelWidth + kGap;
  const double lane = scale.zeroLane ? texts.lineHeight : 0;
  const double right = rect.right() - texts.numberWidth - kGap;
  layout.lane = QRectF(bars, top, lane, count * height);
  layout.area = QRectF(QPointF(bars + lane + (lane > 0 ? 4 : 0), top),
                       QPointF(std::max(right, bars + lane + 24), top + count * height));
  layout.ticks =
      logTicks(scale.low, scale.high, std::max(2, static_cast<int>(layout.area.width() / (1.3 * texts.tickWidth)) + 1));
  const double step = layout.area.width() / (scale.high - scale.low) >= kLeastDecade ? 1 : 0;
  for (double decade = scale.low; step > 0 && decade <= scale.high; decade += step) layout.decades.push_back(decade);
  if (step == 0)
    for (const AxisTick& tick : layout.ticks) layout.decades.push_back(tick.coordinate);
  for (std::size_t i = 0; i < values.size(); ++i) {
    DeltaBarLayout::Row row;
    row.all = QRectF(rect.left(), top + static_cast<double>(i) * height, rect.width(), height);
    row.label = QRectF(rect.left(), row.all.top(), texts.labelWidth, height);
    row.number = QRectF(layout.area.right() + kGap, row.all.top(), texts.numberWidth, height);
    row.bar = barOf(values[i], layout, row.all);
    layout.rows.push_back(row);
  }
  placeTexts(layout, height, texts);
  return layout;
}

DeltaBars::DeltaBars(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Present deltas"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, [this] {
    describe();
    fitHeight();
    update();
  });
}

void DeltaBars::setValues(std::vector<double> values, const PlotScale& scale) {
  const auto isSame = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
  if (std::ranges::equal(values, m_values, isSame) && scale == m_scale) return;
  const bool isOtherHeight = values.size() != m_values.size();
  m_values = std::move(values);
  m_scale = scale;
  describe();
  if (isOtherHeight) fitHeight();
  update();
}

void DeltaBars::describe() {
  if (m_values.empty()) return;
  QStringList parts;
  for (std::size_t i = 0; i < m_values.size(); ++i)
    parts.append(tr("layer %1: %2").arg(layerNumber(static_cast<int>(i) + 1)).arg(wordsFor(m_values[i])));
  setAccessibleDescription(tr("mean |δ| over units and examples: %1").arg(parts.join(QStringLiteral(", "))));
}

void DeltaBars::fitHeight() {
  setMaximumHeight(static_cast<int>(std::ceil(mostHeightOfDeltaBars(m_values.size(), textsFor(m_values.size())))));
  updateGeometry();
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
  const double dot = std::min(3.5, 0.4 * row.all.height());
  const QColor color = layerColor(colors, static_cast<int>(index) + 1, static_cast<int>(layout.rows.size()));
  paintRowTexts(painter, layout, index);
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  if (std::isnan(m_values[index])) {
    painter.setBrush(hatchBrush(colors));
    painter.drawRect(row.bar);
  } else if (m_values[index] > 0) {
    painter.drawRoundedRect(row.bar, std::min(3.0, row.bar.width() / 2), std::min(3.0, row.bar.height() / 2));
  } else {
    painter.drawEllipse(QPointF(layout.lane.center().x(), row.all.center().y()), dot, dot);
  }
}

void DeltaBars::paintRowTexts(QPainter& painter, const DeltaBarLayout& layout, std::size_t index) const {
  const DeltaBarLayout::Row& row = layout.rows[index];
  if (row.label.isNull()) return;
  painter.setPen(Theme::instance().colors().text);
  const QFont font = scaled(mathFont(TextSize::Small), layout.textScale);
  const MathText symbol(symbolOf(index), font);
  symbol.paint(painter,
               {row.label.right() - symbol.width(), row.all.center().y() + 0.3 * QFontMetricsF(font).ascent()});
  painter.setFont(scaled(numberFont(TextSize::Small), layout.textScale));
  painter.drawText(row.number, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, formatTwoDigits(m_values[index]));
}

void DeltaBars::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) fitHeight();
}

}  // namespace backscope
