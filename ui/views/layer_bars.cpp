#include "ui/views/layer_bars.h"

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
#include "ui/views/example_spread.h"
#include "ui/views/field_painting.h"

namespace backscope {

namespace {

QString wordsFor(double value) {
  if (std::isnan(value)) return LayerBars::tr("not a number");
  return value == 0 ? LayerBars::tr("exactly 0") : formatTwoDigits(value);
}

QString factorText(double ratio) { return QStringLiteral("×") + formatTwoDigits(ratio); }

QFont scaled(QFont font, double scale) {
  font.setPointSizeF(font.pointSizeF() * scale);
  return font;
}

}  // namespace

LayerBars::LayerBars(Quantity quantity, QString statement, QWidget* parent)
    : QWidget(parent), m_quantity(quantity), m_statement(std::move(statement)) {
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, [this] {
    describe();
    fitHeight();
    update();
  });
}

QString LayerBars::symbolOf(std::size_t row) const {
  const int layer = static_cast<int>(row) + 1;
  switch (m_quantity) {
    case Quantity::Delta:
      return layerMarkup(QStringLiteral("δ"), layer);
    case Quantity::Output:
      return layerMarkup(zLetter(), layer);
    case Quantity::Gradient:
      return layerMarkup(QStringLiteral("W"), layer);
    case Quantity::Update:
      break;
  }
  return layerMarkup(QStringLiteral("ΔW"), layer);
}

/// In steps, so that the bars do not move with every digit; 0 where `room` holds none.
double LayerBars::ratioWidthIn(double room) const {
  const QFontMetricsF numbers(numberFont(TextSize::Small));
  const double narrow = numbers.horizontalAdvance(QStringLiteral("×0.0000"));
  const double wide = numbers.horizontalAdvance(QStringLiteral("×0.0·10⁻⁰⁰"));
  bool isWide = false;
  for (std::size_t row = 0; row + 1 < m_values.size(); ++row)
    isWide = isWide || numbers.horizontalAdvance(factorText(m_values[row] / m_values[row + 1])) > narrow;
  if (isWide && room >= wide) return wide;
  return room >= narrow ? narrow : 0;
}

LayerBarTexts LayerBars::texts() const {
  const QFontMetricsF numbers(numberFont(TextSize::Small));
  LayerBarTexts texts;
  for (std::size_t row = 0; row < m_values.size(); ++row)
    texts.labelWidth = std::max(texts.labelWidth, MathText(symbolOf(row), mathFont(TextSize::Small)).width());
  texts.numberWidth = numbers.horizontalAdvance(QStringLiteral("0.0·10⁻⁰⁰"));
  texts.lineHeight = numbers.height();
  texts.tickWidth = numbers.horizontalAdvance(formatPowerOfTen(-10));
  const double least = texts.labelWidth + 2 * texts.numberWidth + 2 * texts.tickWidth + 3 * kLayerBarGap;
  if (!m_expected.empty() && width() >= least) texts.expectedWidth = texts.numberWidth;
  if (m_showsRatios)
    texts.ratioWidth = ratioWidthIn(width() - texts.labelWidth - texts.numberWidth - texts.lineHeight -
                                    3 * kLayerBarGap - 2 * texts.tickWidth);
  for (const ExampleSizes& spread : m_spreads)
    texts.laneWidth = std::max(texts.laneWidth, numbers.horizontalAdvance(zerosText(spread)) + kLayerBarGap);
  return texts;
}

void LayerBars::setValues(std::vector<double> values, const PlotScale& scale, std::vector<double> expected) {
  const auto isSame = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
  if (std::ranges::equal(values, m_values, isSame) && std::ranges::equal(expected, m_expected, isSame) &&
      scale == m_scale)
    return;
  const bool isOtherHeight = values.size() != m_values.size();
  m_values = std::move(values);
  m_expected = std::move(expected);
  m_scale = scale;
  describe();
  if (isOtherHeight) fitHeight();
  update();
}

void LayerBars::setGhosts(std::vector<BarGhost> ghosts) {
  if (ghosts.empty() && m_ghosts.empty()) return;
  m_ghosts = std::move(ghosts);
  describe();
  update();
}

void LayerBars::setQuantity(Quantity quantity, const QString& statement) {
  if (quantity == m_quantity && statement == m_statement) return;
  m_quantity = quantity;
  m_statement = statement;
  describe();
  fitHeight();
  update();
}

void LayerBars::setShowsRatios(bool shows) {
  m_showsRatios = shows;
  update();
}

void LayerBars::setSpreads(std::vector<ExampleSizes> spreads) {
  m_spreads = std::move(spreads);
  describe();
  update();
}

QString LayerBars::ghostsInWords() const {
  QString words;
  for (const BarGhost& ghost : m_ghosts) {
    QStringList values;
    for (const double value : ghost.values) values.append(wordsFor(value));
    words += tr("; %1: %2").arg(ghost.letter, values.join(QStringLiteral(", ")));
  }
  return words;
}

QString LayerBars::wordsOf(std::size_t row) const {
  const QString layer = QString::number(layerNumber(static_cast<int>(row) + 1));
  if (row < m_spreads.size()) return tr("layer %1: %2").arg(layer, spreadInWords(m_spreads[row]));
  if (row >= m_expected.size()) return tr("layer %1: %2").arg(layer, wordsFor(m_values[row]));
  return tr("layer %1: %2, expected %3").arg(layer, wordsFor(m_values[row]), wordsFor(m_expected[row]));
}

void LayerBars::describe() {
  if (m_values.empty()) return;
  QStringList parts;
  for (std::size_t i = 0; i < m_values.size(); ++i) parts.append(wordsOf(i));
  const bool isSimple = m_expected.empty() && m_spreads.empty();
  setAccessibleDescription(m_statement.arg(parts.join(isSimple ? QStringLiteral(", ") : QStringLiteral("; "))) +
                           ghostsInWords());
}

void LayerBars::fitHeight() {
  setMaximumHeight(static_cast<int>(std::ceil(mostHeightOfLayerBars(m_values.size(), texts()))));
  updateGeometry();
}

LayerBarLayout LayerBars::currentLayout() const {
  return layoutLayerBars(m_values, m_scale, rect(), texts(), m_expected);
}

QSize LayerBars::minimumSizeHint() const {
  const LayerBarTexts sizes = texts();
  const double width = sizes.labelWidth + sizes.numberWidth + 3 * sizes.tickWidth + 2 * kLayerBarGap;
  return QSizeF(width, leastHeightOfLayerBars(m_values.size(), sizes)).toSize() + QSize(1, 1);
}

QSize LayerBars::sizeHint() const {
  return minimumSizeHint() + QSize(QFontMetrics(textFont()).averageCharWidth() * 12, 0);
}

void LayerBars::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const LayerBarLayout layout = currentLayout();
  paintAxis(painter, layout);
  for (std::size_t row = 0; row < layout.rows.size(); ++row) paintRow(painter, layout, row);
  paintGhosts(painter, layout);
}

void LayerBars::paintAxis(QPainter& painter, const LayerBarLayout& layout) const {
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

void LayerBars::paintRow(QPainter& painter, const LayerBarLayout& layout, std::size_t index) const {
  const ThemeColors& colors = Theme::instance().colors();
  const LayerBarLayout::Row& row = layout.rows[index];
  const double dot = std::min(3.5, 0.4 * row.all.height());
  const QColor color = layerColor(colors, static_cast<int>(index) + 1, static_cast<int>(layout.rows.size()));
  paintRowTexts(painter, layout, index);
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  if (std::isnan(m_values[index])) {
    painter.setBrush(hatchBrush(colors));
    painter.drawRect(row.bar);
  } else if (index < m_spreads.size()) {
    paintExampleSpread(painter, layout, index, m_spreads[index], color);
  } else if (m_values[index] > 0) {
    painter.drawRoundedRect(row.bar, std::min(3.0, row.bar.width() / 2), std::min(3.0, row.bar.height() / 2));
  } else {
    painter.drawEllipse(QPointF(layout.lane.center().x(), row.all.center().y()), dot, dot);
  }
  paintExpected(painter, layout, index);
  paintRatio(painter, layout, index);
}

void LayerBars::paintRatio(QPainter& painter, const LayerBarLayout& layout, std::size_t index) const {
  const LayerBarLayout::Row& row = layout.rows[index];
  if (row.ratio.isNull()) return;
  const double ratio = m_values[index] / m_values[index + 1];
  if (!std::isfinite(ratio)) return;
  painter.setPen(Theme::instance().colors().mutedText);
  painter.setFont(scaled(numberFont(TextSize::Small), layout.textScale));
  QString text = factorText(ratio);
  if (ratio > 0 && QFontMetricsF(painter.font()).horizontalAdvance(text) > row.ratio.width())
    text = QStringLiteral("×") + formatPowerOfTen(static_cast<int>(std::lround(std::log10(ratio))));
  painter.drawText(row.ratio, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text);
}

/// A line with an end across the bar, so that it is seen on whichever side of the bar's end it lies.
void LayerBars::paintExpected(QPainter& painter, const LayerBarLayout& layout, std::size_t index) const {
  const LayerBarLayout::Row& row = layout.rows[index];
  if (row.expected.isNull()) return;
  painter.setPen(QPen(Theme::instance().colors().text, 1.5));
  painter.drawLine(row.expected);
  const double above = row.all.center().y() - thicknessOfLayerBar(row.all) / 2 - kUnderLayerBar;
  painter.drawLine(row.expected.p2(), QPointF(row.expected.x2(), above));
}

/// On a halo, since a tick may lie on a bar; the letter to the right of the first row's.
void LayerBars::paintGhosts(QPainter& painter, const LayerBarLayout& layout) const {
  const ThemeColors& colors = Theme::instance().colors();
  painter.setFont(textFont(TextSize::Small, QFont::DemiBold));
  for (const BarGhost& ghost : m_ghosts) {
    for (std::size_t i = 0; i < layout.rows.size() && i < ghost.values.size(); ++i) {
      const double value = ghost.values[i];
      if (!std::isfinite(value) || (value == 0 && layout.lane.width() <= 0)) continue;
      const double wished = value > 0 ? layout.xAt(std::log10(value)) : layout.lane.center().x();
      const double x = value > 0 ? std::clamp(wished, layout.area.left(), layout.area.right()) : wished;
      const QRectF& row = layout.rows[i].all;
      const double half = thicknessOfLayerBar(row) / 2 + kUnderLayerBar;
      const QLineF tick(x, row.center().y() - half, x, row.center().y() + half);
      painter.setPen(QPen(colors.card, 4));
      painter.drawLine(tick);
      painter.setPen(QPen(ghost.color, 2));
      painter.drawLine(tick);
      if (i > 0) continue;
      const QFontMetricsF metrics(painter.font());
      const QRectF letter(x + 3, row.center().y() - 0.5 * metrics.height(), metrics.horizontalAdvance(ghost.letter) + 2,
                          metrics.height());
      painter.fillRect(letter, colors.card);
      painter.drawText(letter, Qt::AlignCenter, ghost.letter);
    }
  }
}

void LayerBars::paintRowTexts(QPainter& painter, const LayerBarLayout& layout, std::size_t index) const {
  const LayerBarLayout::Row& row = layout.rows[index];
  if (row.label.isNull()) return;
  painter.setPen(Theme::instance().colors().text);
  const QFont font = scaled(mathFont(TextSize::Small), layout.textScale);
  const MathText symbol(symbolOf(index), font);
  symbol.paint(painter,
               {row.label.right() - symbol.width(), row.all.center().y() + 0.3 * QFontMetricsF(font).ascent()});
  painter.setFont(scaled(numberFont(TextSize::Small), layout.textScale));
  painter.drawText(row.number, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, formatTwoDigits(m_values[index]));
  if (row.expectedNumber.isNull() || index >= m_expected.size()) return;
  painter.setPen(Theme::instance().colors().mutedText);
  painter.drawText(row.expectedNumber, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                   formatTwoDigits(m_expected[index]));
}

void LayerBars::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) fitHeight();
}

}  // namespace backscope
