#include "ui/views/gradient_strips.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

constexpr double kGap = 8;
constexpr double kLeastRow = 1.15;  ///< heights of a label
constexpr double kLargestRow = 1.9;
constexpr double kLeastArea = 90;  ///< pixels, below which the share of what cancels steps aside
constexpr double kDot = 3;
/// Dots of one value would cover each other; the golden ratio spreads any number of them evenly.
constexpr double kGoldenRatio = 0.6180339887498949;
constexpr double kSpread = 0.6;  ///< of the row's height

QColor signColor(const ThemeColors& colors, double value) {
  if (value == 0 || std::isnan(value)) return colors.zero;
  return value > 0 ? colors.positive : colors.negative;
}

double axisHeight(const GradientStripTexts& texts) { return texts.lineHeight + 4; }

/// Above and below its middle, by its place in the batch: a dot does not jump when another one moves.
double dotShift(std::size_t index) {
  const double turn = static_cast<double>(index) * kGoldenRatio;
  return turn - std::floor(turn) - 0.5;
}

GradientStripLayout::Row placeRow(const GradientStripLayout& layout, const GradientRow& row, const QRectF& all,
                                  const GradientStripTexts& texts) {
  GradientStripLayout::Row place;
  place.all = all;
  place.label = QRectF(all.left(), all.top(), texts.labelWidth, all.height());
  place.number = QRectF(layout.area.right() + kGap, all.top(), texts.numberWidth, all.height());
  if (place.number.right() + kGap + texts.shareWidth <= all.right() + 0.5)
    place.share = QRectF(place.number.right() + kGap, all.top(), texts.shareWidth, all.height());
  for (std::size_t k = 0; k < row.values.size(); ++k)
    place.dots.emplace_back(layout.xAt(row.values[k]), all.center().y() + kSpread * all.height() * dotShift(k));
  place.mean = layout.xAt(row.mean);
  if (row.apart) place.apart = QPointF(layout.xAt(*row.apart), all.center().y());
  return place;
}

}  // namespace

double GradientStripLayout::xAt(double value) const {
  const double share = std::isnan(value) ? 0 : std::clamp(value / bound, -1.0, 1.0);
  return area.center().x() + share * area.width() / 2;
}

std::size_t stripsThatFit(double height, const GradientStripTexts& texts) {
  const double room = height - texts.lineHeight - axisHeight(texts);
  return static_cast<std::size_t>(std::max(1.0, std::floor(room / (kLeastRow * texts.labelHeight))));
}

GradientStripLayout layoutGradientStrips(const GradientRows& rows, std::size_t first, const QSizeF& size,
                                         const GradientStripTexts& texts) {
  GradientStripLayout layout;
  layout.bound = rows.bound;
  const std::size_t last = std::min(rows.rows.size(), first + stripsThatFit(size.height(), texts));
  const std::size_t count = last > first ? last - first : 0;
  const double room = std::max(0.0, size.height() - texts.lineHeight - axisHeight(texts));
  const double height =
      std::min(room / static_cast<double>(std::max<std::size_t>(1, count)), kLargestRow * texts.labelHeight);
  const double left = texts.labelWidth + kGap;
  double right = size.width() - texts.numberWidth - texts.shareWidth - 2 * kGap;
  if (right - left < kLeastArea) right = size.width() - texts.numberWidth - kGap;
  layout.head = QRectF(0, 0, size.width(), texts.lineHeight);
  layout.area =
      QRectF(QPointF(left, texts.lineHeight),
             QPointF(std::max(left + 2 * kDot, right), texts.lineHeight + static_cast<double>(count) * height));
  const int most = std::max(2, static_cast<int>(layout.area.width() / (1.4 * std::max(1.0, texts.tickWidth))) + 1);
  layout.ticks = linearTicks(-rows.bound, rows.bound, most);
  if (layout.ticks.size() < 3)
    layout.ticks = {
        {-rows.bound, formatShort(-rows.bound)}, {0, formatShort(0)}, {rows.bound, formatShort(rows.bound)}};
  for (std::size_t k = 0; k < count; ++k) {
    const QRectF all(0, layout.area.top() + static_cast<double>(k) * height, size.width(), height);
    layout.rows.push_back(placeRow(layout, rows.rows[first + k], all, texts));
    layout.rows.back().index = first + k;
  }
  return layout;
}

GradientStrips::GradientStrips(QWidget* parent) : QAbstractScrollArea(parent) {
  setAccessibleName(tr("The batch’s gradients"));
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::NoFocus);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  viewport()->setAutoFillBackground(false);
  viewport()->setMouseTracking(true);
  measureTexts();
  connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void GradientStrips::setRows(GradientRows rows) {
  const bool isOther = !std::ranges::equal(rows.rows, m_rows.rows, {}, &GradientRow::item, &GradientRow::item);
  m_rows = std::move(rows);
  measureTexts();
  QStringList parts;
  for (const GradientRow& row : m_rows.rows)
    parts.append(tr("%1: %2").arg(plainMath(row.markup), cancellationText(row)));
  setAccessibleDescription(parts.join(QStringLiteral("; ")));
  fitScrollBar();
  // What was scrolled to stays there.
  if (isOther) showChosen();
  viewport()->update();
}

void GradientStrips::setChosen(const NetworkItem& item) {
  if (m_chosen == item) return;
  m_chosen = item;
  showChosen();
  viewport()->update();
}

void GradientStrips::showChosen() {
  const auto chosen = std::ranges::find_if(m_rows.rows, [this](const GradientRow& row) { return isChosen(row.item); });
  if (chosen == m_rows.rows.end()) return;
  const auto first = static_cast<int>(chosen - m_rows.rows.begin());
  const auto fits = static_cast<int>(capacity());
  const int top = verticalScrollBar()->value();
  if (first < top || first >= top + fits) verticalScrollBar()->setValue(first < top ? first : first - fits + 1);
}

/// A unit's δ is about all of its parameters.
bool GradientStrips::isChosen(const NetworkItem& item) const {
  if (!m_chosen) return false;
  return m_chosen->kind == NetworkItem::Kind::Unit ? item.unit == m_chosen->unit : item == *m_chosen;
}

/// The first of the chosen rows.
bool GradientStrips::isNamed(std::size_t index) const {
  return isChosen(m_rows.rows[index].item) && (index == 0 || !isChosen(m_rows.rows[index - 1].item));
}

void GradientStrips::measureTexts() {
  const QFontMetricsF numbers(numberFont(TextSize::Small));
  const QFontMetricsF meanNumbers(numberFont(TextSize::Small, QFont::DemiBold));
  GradientStripTexts& texts = m_texts;
  texts.labelWidth = 0;
  texts.labelHeight = MathText(QStringLiteral("w_{1}^{(1)}"), mathFont(TextSize::Small)).height();
  texts.numberWidth = numbers.horizontalAdvance(QStringLiteral("−0.0000"));
  for (const GradientRow& row : m_rows.rows) {
    texts.labelWidth = std::max(texts.labelWidth, MathText(row.markup, mathFont(TextSize::Small)).width());
    texts.numberWidth = std::max(texts.numberWidth, meanNumbers.horizontalAdvance(formatNumber(row.mean)));
  }
  const QFontMetricsF words(textFont(TextSize::Small));
  texts.numberWidth = std::max(texts.numberWidth, words.horizontalAdvance(tr("mean")));
  texts.shareWidth = std::max(numbers.horizontalAdvance(formatPercent(1)), words.horizontalAdvance(tr("cancels")));
  texts.lineHeight = numbers.height();
  texts.tickWidth = numbers.horizontalAdvance(QLatin1Char('-') + formatShort(m_rows.bound / 3));
}

GradientStripLayout GradientStrips::currentLayout() const {
  return layoutGradientStrips(m_rows, static_cast<std::size_t>(verticalScrollBar()->value()),
                              QSizeF(viewport()->size()), m_texts);
}

std::size_t GradientStrips::capacity() const { return stripsThatFit(viewport()->height(), m_texts); }

void GradientStrips::fitScrollBar() {
  const auto count = static_cast<int>(m_rows.rows.size());
  const auto fits = static_cast<int>(capacity());
  verticalScrollBar()->setRange(0, std::max(0, count - fits));
  verticalScrollBar()->setPageStep(fits);
}

QSize GradientStrips::sizeHint() const { return minimumSizeHint() + QSize(120, 40); }

QSize GradientStrips::minimumSizeHint() const {
  const GradientStripTexts& sizes = m_texts;
  const double width = sizes.labelWidth + sizes.numberWidth + 2 * kGap + kLeastArea / 2;
  return QSizeF(width, sizes.lineHeight * 2 + kLeastRow * sizes.labelHeight + 6).toSize();
}

void GradientStrips::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.setRenderHint(QPainter::Antialiasing);
  const GradientStripLayout layout = currentLayout();
  if (layout.rows.empty()) return;
  paintHead(painter, layout);
  paintAxis(painter, layout);
  for (const GradientStripLayout::Row& place : layout.rows) {
    paintRowTexts(painter, place);
    paintDots(painter, layout, place);
    paintMean(painter, layout, place);
    paintPresent(painter, layout, place);
  }
}

void GradientStrips::paintHead(QPainter& painter, const GradientStripLayout& layout) const {
  painter.setFont(textFont(TextSize::Small));
  painter.setPen(Theme::instance().colors().mutedText);
  const GradientStripLayout::Row& row = layout.rows.front();
  const auto paintName = [&](const QRectF& column, const QString& name) {
    const QRectF place(column.left(), layout.head.top(), column.width(), layout.head.height());
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, name);
  };
  paintName(row.number, tr("mean"));
  if (!row.share.isNull()) paintName(row.share, tr("cancels"));
}

void GradientStrips::paintAxis(QPainter& painter, const GradientStripLayout& layout) const {
  const ThemeColors& colors = Theme::instance().colors();
  for (const GradientStripLayout::Row& place : layout.rows) {
    if (!isChosen(m_rows.rows[place.index].item)) continue;
    QColor ground = colors.accent;
    ground.setAlphaF(0.1F);
    painter.fillRect(place.all, ground);
  }
  painter.setFont(numberFont(TextSize::Small));
  const QFontMetricsF metrics(painter.font());
  const double baseline = layout.area.bottom() + 4 + metrics.ascent();
  for (const AxisTick& tick : layout.ticks) {
    const double x = std::round(layout.xAt(tick.coordinate)) + 0.5;
    painter.setPen(QPen(tick.coordinate == 0 ? colors.axisText : colors.gridLine, 1));
    painter.drawLine(QPointF(x, layout.area.top()), QPointF(x, layout.area.bottom()));
    painter.setPen(colors.axisText);
    painter.drawText(QPointF(x - metrics.horizontalAdvance(tick.label) / 2, baseline), tick.label);
  }
}

void GradientStrips::paintRowTexts(QPainter& painter, const GradientStripLayout::Row& place) const {
  const ThemeColors& colors = Theme::instance().colors();
  const GradientRow& row = m_rows.rows[place.index];
  painter.setPen(colors.text);
  const MathText name(row.markup, mathFont(TextSize::Small));
  name.paint(painter,
             {place.label.right() - name.width(), place.label.center().y() - name.height() / 2 + name.ascent()});
  constexpr auto kAlign = Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip;
  painter.setFont(numberFont(TextSize::Small, QFont::DemiBold));
  painter.drawText(place.number, kAlign, formatNumber(row.mean));
  painter.setFont(numberFont(TextSize::Small));
  painter.setPen(colors.mutedText);
  painter.drawText(place.share, kAlign, place.share.isNull() ? QString() : formatPercent(row.cancelled()));
}

void GradientStrips::paintDots(QPainter& painter, const GradientStripLayout& layout,
                               const GradientStripLayout::Row& place) const {
  const ThemeColors& colors = Theme::instance().colors();
  const GradientRow& row = m_rows.rows[place.index];
  const double radius = std::min(kDot, 0.12 * place.all.height());
  painter.setPen(Qt::NoPen);
  for (std::size_t k = 0; k < row.values.size(); ++k) {
    if (std::isnan(row.values[k])) continue;
    QColor color = signColor(colors, row.values[k]);
    color.setAlphaF(0.6F);
    painter.setBrush(color);
    painter.drawEllipse(place.dots[k], radius, radius);
  }
  painter.setPen(QPen(colors.gridLine, 1));
  painter.drawLine(QPointF(layout.area.left(), place.all.bottom()), QPointF(layout.area.right(), place.all.bottom()));
}

/// A bar from 0 that ends in a stroke over the whole row.
void GradientStrips::paintMean(QPainter& painter, const GradientStripLayout& layout,
                               const GradientStripLayout::Row& place) const {
  const ThemeColors& colors = Theme::instance().colors();
  const GradientRow& row = m_rows.rows[place.index];
  if (std::isnan(row.mean)) return;
  const QColor color = signColor(colors, row.mean);
  const double y = place.all.center().y();
  painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::FlatCap));
  painter.drawLine(QPointF(layout.xAt(0), y), QPointF(place.mean, y));
  const QRectF stroke(place.mean - 2, place.all.top() + 2, 4, place.all.height() - 4);
  painter.setPen(QPen(colors.card, 1));
  painter.setBrush(color.darker(colors.dark ? 100 : 125));
  painter.drawRoundedRect(stroke, 1.5, 1.5);
}

/// The traced example: a ring, or a diamond where it is not in the batch; in the chosen row with its name.
void GradientStrips::paintPresent(QPainter& painter, const GradientStripLayout& layout,
                                  const GradientStripLayout::Row& place) const {
  const ThemeColors& colors = Theme::instance().colors();
  if (!m_rows.present && !place.apart) return;
  const QPointF at = m_rows.present ? place.dots[*m_rows.present] : *place.apart;
  const double radius = std::min(kDot, 0.12 * place.all.height()) + 2.5;
  painter.setPen(QPen(colors.text, 1.6));
  painter.setBrush(Qt::NoBrush);
  if (m_rows.present)
    painter.drawEllipse(at, radius, radius);
  else
    painter.drawPolygon(QPolygonF(
        {at + QPointF(0, -radius), at + QPointF(radius, 0), at + QPointF(0, radius), at + QPointF(-radius, 0)}));
  if (isNamed(place.index)) paintPresentName(painter, layout, at, radius);
}

void GradientStrips::paintPresentName(QPainter& painter, const GradientStripLayout& layout, const QPointF& at,
                                      double radius) const {
  const ThemeColors& colors = Theme::instance().colors();
  painter.setFont(textFont(TextSize::Small));
  const QFontMetricsF metrics(painter.font());
  const double width = metrics.horizontalAdvance(m_rows.presentName);
  // Towards the nearer end there are fewer dots.
  const bool isRight = at.x() >= layout.xAt(0) ? at.x() + radius + 4 + width <= layout.area.right()
                                               : at.x() - radius - 4 - width < layout.area.left();
  const double left = isRight ? at.x() + radius + 4 : at.x() - radius - 4 - width;
  const double baseline = at.y() + metrics.ascent() / 2 - 1;
  QColor ground = colors.card;
  ground.setAlphaF(0.8F);
  painter.fillRect(QRectF(left - 1, baseline - metrics.ascent(), width + 2, metrics.height()), ground);
  painter.setPen(colors.text);
  painter.drawText(QPointF(left, baseline), m_rows.presentName);
}

std::optional<NetworkItem> GradientStrips::itemAt(const QPointF& place) const {
  for (const GradientStripLayout::Row& row : currentLayout().rows)
    if (row.all.contains(place)) return m_rows.rows[row.index].item;
  return std::nullopt;
}

void GradientStrips::point(const std::optional<NetworkItem>& item) {
  if (item == m_pointed) return;
  m_pointed = item;
  emit rowPointed(item);
}

void GradientStrips::mouseMoveEvent(QMouseEvent* event) { point(itemAt(event->position())); }

void GradientStrips::mousePressEvent(QMouseEvent* event) { event->accept(); }

void GradientStrips::mouseReleaseEvent(QMouseEvent* event) {
  const std::optional<NetworkItem> item = itemAt(event->position());
  if (event->button() == Qt::LeftButton && item) emit rowChosen(*item);
}

bool GradientStrips::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::Leave) point(std::nullopt);
  return QAbstractScrollArea::viewportEvent(event);
}

void GradientStrips::resizeEvent(QResizeEvent*) { fitScrollBar(); }

void GradientStrips::changeEvent(QEvent* event) {
  QAbstractScrollArea::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) {
    measureTexts();
    fitScrollBar();
    updateGeometry();
  }
}

}  // namespace backscope
