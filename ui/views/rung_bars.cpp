#include "ui/views/rung_bars.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

constexpr double kGap = 8;
constexpr double kLargestRow = 2.6;  ///< lines of text
constexpr double kRowForText = 1.0;
constexpr double kThinnestRow = 4;  ///< pixels
constexpr double kLeastDecade = 8;  ///< pixels between two grid lines

QString labelOf(std::size_t row) { return layerMarkup(QStringLiteral("δ"), static_cast<int>(row) + 1); }

QString factorText(double factor) {
  if (std::isnan(factor)) return QStringLiteral("–");
  return QStringLiteral("×") + formatTwoDigits(factor);
}

std::array<double, 2> factorsOf(const DeltaRung& rung) { return {rung.weightFactor(), rung.slopeFactor()}; }

/// In steps, so that the columns do not move with every digit.
double numberWidthFor(const std::vector<DeltaRung>& rungs) {
  const QFontMetricsF numbers(numberFont(TextSize::Small));
  double width = numbers.horizontalAdvance(RungBars::tr("weights"));
  const double wide = numbers.horizontalAdvance(QStringLiteral("×0.0·10⁻⁰⁰"));
  for (const DeltaRung& rung : rungs)
    for (const double factor : factorsOf(rung))
      if (numbers.horizontalAdvance(factorText(factor)) > width) width = wide;
  return width;
}

RungBarTexts textsFor(const std::vector<DeltaRung>& rungs) {
  const QFontMetricsF numbers(numberFont(TextSize::Small));
  RungBarTexts texts;
  for (std::size_t row = 0; row < rungs.size(); ++row)
    texts.labelWidth = std::max(texts.labelWidth, MathText(labelOf(row), mathFont(TextSize::Small)).width());
  texts.numberWidth = numberWidthFor(rungs);
  texts.lineHeight = numbers.height();
  texts.tickWidth = numbers.horizontalAdvance(formatPowerOfTen(-10));
  return texts;
}

/// Where a row's bars begin, meet and end, in decades. A factor of 0 goes further than any axis, and what is no number
/// goes nowhere; neither does what comes after it.
using Decades = std::array<double, 3>;

std::vector<Decades> decadesOf(const std::vector<DeltaRung>& rungs) {
  std::vector<Decades> rows(rungs.size());
  double begin = 0;
  for (std::size_t i = rungs.size(); i-- > 0;) {
    const double met = begin + std::log10(rungs[i].weightFactor());
    rows[i] = {begin, met, met + std::log10(rungs[i].slopeFactor())};
    begin = rows[i][2];
  }
  return rows;
}

void fitRange(RungBarLayout& layout, const std::vector<Decades>& rows) {
  for (const Decades& row : rows)
    for (const double decade : row) {
      if (!std::isfinite(decade)) continue;
      layout.low = std::min(layout.low, std::floor(decade));
      layout.high = std::max(layout.high, std::ceil(decade));
    }
}

QRectF barBetween(const RungBarLayout& layout, double from, double to, double top, double height) {
  if (std::isnan(from) || std::isnan(to) || std::isinf(from)) return {};
  const double begin = layout.xAt(from);
  const double end = std::clamp(layout.xAt(to), layout.area.left(), layout.area.right());
  return QRectF(QPointF(std::min(begin, end), top), QSizeF(std::max(1.0, std::abs(end - begin)), height));
}

std::array<QColor, 2> colorsOf(const ThemeColors& colors) { return {colors.backward, colors.forward}; }

}  // namespace

RungBarLayout layoutRungBars(const std::vector<DeltaRung>& rungs, const QRectF& rect, const RungBarTexts& texts) {
  RungBarLayout layout;
  const std::vector<Decades> decadeRows = decadesOf(rungs);
  fitRange(layout, decadeRows);
  const double count = static_cast<double>(std::max<std::size_t>(1, rungs.size()));
  const double axis = texts.lineHeight + 4;
  const double top = rect.top() + texts.lineHeight + 2;
  const double height = std::clamp((rect.bottom() - top - axis) / count, kThinnestRow, kLargestRow * texts.lineHeight);
  const bool hasTexts = height >= kRowForText * texts.lineHeight;
  const double numbers = rect.right() - 2 * texts.numberWidth - kGap;
  const double left = rect.left() + texts.labelWidth + kGap;
  const double right = hasTexts ? numbers - 2 * kGap : rect.right() - kGap;
  layout.area = QRectF(QPointF(left, top), QPointF(std::max(left + 24, right), top + count * height));
  layout.ticks = logTicks(layout.low, layout.high,
                          std::max(2, static_cast<int>(layout.area.width() / (1.3 * texts.tickWidth)) + 1));
  for (std::size_t c = 0; c < layout.headings.size(); ++c)
    layout.headings[c] = QRectF(numbers + static_cast<double>(c) * (texts.numberWidth + kGap), rect.top(),
                                texts.numberWidth, texts.lineHeight);
  for (std::size_t i = 0; i < rungs.size(); ++i) {
    RungBarLayout::Row row;
    row.all = QRectF(rect.left(), top + static_cast<double>(i) * height, rect.width(), height);
    const Decades& decades = decadeRows[i];
    const double half = std::clamp(0.3 * height, 1.5, 9.0);
    row.weights = barBetween(layout, decades[0], decades[1], row.all.center().y() - half, half);
    row.slope = barBetween(layout, decades[1], decades[2], row.all.center().y(), half);
    row.end = std::isfinite(decades[2]) ? layout.xAt(decades[2]) : std::numeric_limits<double>::quiet_NaN();
    if (hasTexts) {
      row.label = QRectF(rect.left(), row.all.top(), texts.labelWidth, height);
      for (std::size_t c = 0; c < row.numbers.size(); ++c)
        row.numbers[c] = QRectF(layout.headings[c].left(), row.all.top(), texts.numberWidth, height);
    }
    layout.rows.push_back(row);
  }
  return layout;
}

RungBars::RungBars(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("What the weights and the slopes make of δ"));
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, [this] {
    describe();
    fitHeight();
    update();
  });
}

void RungBars::fitHeight() {
  const double line = QFontMetricsF(numberFont(TextSize::Small)).height();
  const double rows = static_cast<double>(m_rungs.size()) * std::ceil(kLargestRow * line);
  setMaximumHeight(static_cast<int>(std::ceil(rows + 2 * line + 6)));
  updateGeometry();
}

void RungBars::point(std::optional<int>& which, std::optional<int> row) {
  const std::optional<int> before = pointedRow();
  which = row;
  if (pointedRow() == before) return;
  update();
  emit rowPointed();
}

void RungBars::mouseMoveEvent(QMouseEvent* event) {
  const RungBarLayout layout = currentLayout();
  const auto under = std::ranges::find_if(
      layout.rows, [event](const RungBarLayout::Row& row) { return row.all.contains(event->position()); });
  point(m_hovered,
        under == layout.rows.end() ? std::nullopt : std::optional(static_cast<int>(under - layout.rows.begin())));
}

void RungBars::leaveEvent(QEvent* event) {
  QWidget::leaveEvent(event);
  point(m_hovered, std::nullopt);
}

void RungBars::keyPressEvent(QKeyEvent* event) {
  const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
  if (step == 0 || m_rungs.empty()) return QWidget::keyPressEvent(event);
  const int last = static_cast<int>(m_rungs.size()) - 1;
  point(m_focused, std::clamp(m_focused.value_or(step > 0 ? -1 : last + 1) + step, 0, last));
}

void RungBars::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  point(m_focused, std::nullopt);
}

void RungBars::setRungs(std::vector<DeltaRung> rungs) {
  const bool isOtherHeight = rungs.size() != m_rungs.size();
  m_rungs = std::move(rungs);
  describe();
  if (isOtherHeight) {
    m_hovered.reset();
    m_focused.reset();
    fitHeight();
  }
  update();
}

void RungBars::describe() {
  QStringList parts;
  for (std::size_t i = 0; i < m_rungs.size(); ++i)
    parts.append(tr("into layer %1: weights %2, slopes %3, together %4")
                     .arg(QString::number(layerNumber(static_cast<int>(i) + 1)), factorText(m_rungs[i].weightFactor()),
                          factorText(m_rungs[i].slopeFactor()), factorText(m_rungs[i].ratio())));
  setAccessibleDescription(parts.join(QStringLiteral("; ")));
}

RungBarLayout RungBars::currentLayout() const { return layoutRungBars(m_rungs, rect(), textsFor(m_rungs)); }

QSize RungBars::minimumSizeHint() const {
  const RungBarTexts texts = textsFor(m_rungs);
  const double width = texts.labelWidth + 2 * texts.numberWidth + 2 * texts.tickWidth + 4 * kGap;
  const double height = 2 * texts.lineHeight + 6 + static_cast<double>(m_rungs.size()) * kThinnestRow;
  return QSizeF(width, height).toSize() + QSize(1, 1);
}

QSize RungBars::sizeHint() const { return minimumSizeHint(); }

void RungBars::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const RungBarLayout layout = currentLayout();
  paintAxis(painter, layout);
  for (std::size_t row = 0; row < layout.rows.size(); ++row) paintRow(painter, layout, row);
}

void RungBars::paintAxis(QPainter& painter, const RungBarLayout& layout) const {
  const ThemeColors& colors = Theme::instance().colors();
  painter.setFont(numberFont(TextSize::Small));
  const QFontMetricsF metrics(painter.font());
  const double step = std::max(1.0, std::ceil(kLeastDecade / (layout.xAt(1) - layout.xAt(0))));
  for (double decade = layout.low; decade <= layout.high; decade += step) {
    painter.setPen(QPen(colors.gridLine, 1));
    const double x = std::round(layout.xAt(decade)) + 0.5;
    painter.drawLine(QPointF(x, layout.area.top()), QPointF(x, layout.area.bottom()));
  }
  painter.setPen(colors.axisText);
  for (const AxisTick& tick : layout.ticks) {
    const double wide = metrics.horizontalAdvance(tick.label);
    const double left = std::min(layout.xAt(tick.coordinate) - wide / 2, width() - wide);
    painter.drawText(QPointF(left, layout.area.bottom() + 4 + metrics.ascent()), tick.label);
  }
  const std::array<QString, 2> names{tr("weights"), tr("slopes")};
  for (std::size_t c = 0; c < names.size(); ++c) {
    painter.setPen(colorsOf(colors)[c]);
    painter.drawText(layout.headings[c], Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, names[c]);
  }
}

void RungBars::paintRow(QPainter& painter, const RungBarLayout& layout, std::size_t index) const {
  const ThemeColors& colors = Theme::instance().colors();
  const RungBarLayout::Row& row = layout.rows[index];
  painter.setPen(Qt::NoPen);
  if (pointedRow() == static_cast<int>(index)) {
    painter.setBrush(colors.groove);
    painter.drawRoundedRect(row.all, 3, 3);
  }
  painter.setBrush(colors.backward);
  painter.drawRect(row.weights);
  painter.setBrush(colors.forward);
  painter.drawRect(row.slope);
  if (!std::isnan(row.end)) {
    painter.setPen(QPen(colors.text, 2));
    painter.drawLine(QPointF(row.end, row.weights.top() - 2), QPointF(row.end, row.slope.bottom() + 2));
  }
  if (row.label.isNull()) return;
  painter.setPen(colors.text);
  const QFont font = mathFont(TextSize::Small);
  const MathText label(labelOf(index), font);
  label.paint(painter, {row.label.left(), row.all.center().y() + 0.3 * QFontMetricsF(font).ascent()});
  painter.setFont(numberFont(TextSize::Small));
  const std::array<double, 2> factors = factorsOf(m_rungs[index]);
  for (std::size_t c = 0; c < factors.size(); ++c) {
    painter.setPen(colorsOf(colors)[c]);
    painter.drawText(row.numbers[c], Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, factorText(factors[c]));
  }
}

void RungBars::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) fitHeight();
}

}  // namespace backscope
