#include "ui/views/starts_histogram.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/text/number_format.h"
#include "ui/text/starts_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/field_painting.h"

namespace backscope {

namespace {

constexpr double kLaneGap = 8;
constexpr double kCorners = 4;  // examples, over which the mean loss is taken where there are plateaus
constexpr double kLabelGap = 6;

double laneWidth(const QFontMetricsF& metrics) { return metrics.horizontalAdvance(QStringLiteral("000")) + 4; }

QString divergedName() { return StartsHistogram::tr("div."); }

}  // namespace

QString PlateauLabel::name() const { return StartsHistogram::tr("Σℓ = %1").arg(names.join(QStringLiteral(", "))); }

double StartsHistogramLayout::xOf(const LossBins& losses, double loss) const {
  return bins.left() + losses.shareOf(loss) * bins.width();
}

QRectF StartsHistogramLayout::bin(std::size_t k, std::size_t count) const {
  const double width = bins.width() / static_cast<double>(count);
  return {bins.left() + static_cast<double>(k) * width, bins.top(), width, bins.height()};
}

void paintEndSwatch(QPainter& painter, const QRectF& rect, StartEnd end) {
  const ThemeColors& colors = Theme::instance().colors();
  if (end == StartEnd::Solved) return painter.fillRect(rect, colors.accent);
  if (end == StartEnd::Diverged) {
    painter.fillRect(rect, colors.groove);
    return painter.fillRect(rect, hatchBrush(colors));
  }
  painter.fillRect(rect, colors.card);
  painter.setPen(QPen(colors.mutedText, 1));
  painter.setBrush(Qt::NoBrush);
  if (rect.height() >= 2) return painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
  painter.fillRect(rect, colors.mutedText);
}

StartsHistogram::StartsHistogram(QWidget* parent) : QWidget(parent), m_bins(binLosses({}, {})) {
  setAccessibleName(tr("Losses reached"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  describe();
}

void StartsHistogram::setPicture(const StartsPicture& picture) {
  m_bins = picture.bins;
  m_plateaus = picture.plateaus;
  m_count = picture.summary.count;
  describe();
  update();
}

void StartsHistogram::describe() {
  if (m_count == 0) return setAccessibleDescription(tr("No start is trained yet."));
  setAccessibleDescription(tr("The losses of %1 starts, from %2 to %3; the highest bar has %4 of them.")
                               .arg(formatCount(static_cast<qint64>(m_count)), formatPowerOfTen(m_bins.low),
                                    formatPowerOfTen(m_bins.high), formatCount(static_cast<qint64>(m_bins.largest()))));
}

StartsHistogramLayout StartsHistogram::currentLayout() const {
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  const double line = metrics.height();
  const double lane = laneWidth(metrics);
  StartsHistogramLayout layout;
  layout.labelTop = line;
  const double top = line * (m_plateaus.empty() ? 1 : 2) + 2;
  const double left = metrics.horizontalAdvance(QStringLiteral("0000")) + 4;
  const double bottom = height() - line - 3;
  layout.bins = QRectF(QPointF(left, top), QPointF(std::max(left + 1, width() - lane / 2), std::max(top + 1, bottom)));
  if (m_bins.zeros.all() > 0) {
    layout.zeros = QRectF(left, top, lane, layout.bins.height());
    layout.bins.setLeft(left + lane + kLaneGap);
  }
  if (m_bins.diverged > 0) {
    layout.diverged = QRectF(width() - lane, top, lane, layout.bins.height());
    layout.bins.setRight(width() - lane - kLaneGap);
  }
  return layout;
}

std::vector<PlateauLabel> StartsHistogram::plateauLabels() const {
  const StartsHistogramLayout layout = currentLayout();
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  std::vector<PlateauLabel> labels;
  const auto place = [&](PlateauLabel& label) {
    const double size = metrics.horizontalAdvance(label.name());
    const double middle = (label.lines.front() + label.lines.back()) / 2;
    const double left = std::clamp(middle - size / 2, 0.0, std::max(0.0, width() - size));
    label.text = QRectF(left, layout.labelTop, size, metrics.height());
  };
  for (const double level : m_plateaus) {
    const double x = layout.xOf(m_bins, level / kCorners);
    if (x < layout.bins.left() || x > layout.bins.right()) continue;
    PlateauLabel label{{x}, {plateauLevelText(level)}, {}};
    place(label);
    if (!labels.empty() && labels.back().text.right() + kLabelGap > label.text.left()) {
      labels.back().lines.push_back(label.lines.front());
      labels.back().names.append(label.names);
      place(labels.back());
    } else {
      labels.push_back(label);
    }
  }
  return labels;
}

QSize StartsHistogram::minimumSizeHint() const {
  const QFontMetrics metrics(numberFont(TextSize::Small));
  return {metrics.horizontalAdvance(QStringLiteral("0")) * 24, metrics.height() * 5};
}

QSize StartsHistogram::sizeHint() const { return minimumSizeHint() * 1.5; }

void StartsHistogram::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(numberFont(TextSize::Small));
  const StartsHistogramLayout layout = currentLayout();
  paintAxis(painter, layout);
  paintBars(painter, layout);
  paintPlateaus(painter, layout);
}

void StartsHistogram::paintAxis(QPainter& painter, const StartsHistogramLayout& layout) const {
  const ThemeColors& colors = Theme::instance().colors();
  const QFontMetricsF metrics(painter.font());
  painter.setPen(colors.mutedText);
  painter.drawText(QPointF(0, metrics.ascent()), tr("starts by the mean loss they reached"));
  const double baseline = layout.bins.bottom() + 3 + metrics.ascent();
  const auto drawCentered = [&](double x, const QString& text) {
    const double width = metrics.horizontalAdvance(text);
    painter.drawText(QPointF(std::min(x - width / 2, this->width() - width), baseline), text);
  };
  const int decades = m_bins.high - m_bins.low;
  const double wide = metrics.horizontalAdvance(QStringLiteral("≤ 10⁻⁸")) + kLabelGap;
  const int step = std::max(1, static_cast<int>(std::ceil(wide * decades / std::max(1.0, layout.bins.width()))));
  for (int k = 0; k <= decades; k += step) {
    const double x = layout.bins.left() + layout.bins.width() * k / decades;
    painter.setPen(QPen(colors.gridLine, 1));
    painter.drawLine(QPointF(x, layout.bins.top()), QPointF(x, layout.bins.bottom()));
    painter.setPen(colors.axisText);
    const QString power = formatPowerOfTen(m_bins.low + k);
    drawCentered(x, k == 0 && m_bins.isLowCut ? QStringLiteral("≤ ") + power : power);
  }
  if (layout.zeros) drawCentered(layout.zeros->center().x(), QStringLiteral("0"));
  if (layout.diverged) drawCentered(layout.diverged->center().x(), divergedName());
  const std::size_t most = m_bins.largest();
  if (most == 0) return;
  const QString text = formatCount(static_cast<qint64>(most));
  const double left = layout.zeros ? layout.zeros->left() : layout.bins.left();
  painter.drawText(
      QPointF(std::max(0.0, left - 4 - metrics.horizontalAdvance(text)), layout.bins.top() + metrics.ascent() * 0.7),
      text);
}

void StartsHistogram::paintBars(QPainter& painter, const StartsHistogramLayout& layout) const {
  const ThemeColors& colors = Theme::instance().colors();
  for (std::size_t k = 0; k < m_bins.bins.size(); ++k) {
    const QRectF column = layout.bin(k, m_bins.bins.size());
    paintBar(painter, column.adjusted(0.5, 0, -0.5, 0), m_bins.bins[k]);
  }
  if (layout.zeros) paintBar(painter, *layout.zeros, m_bins.zeros);
  if (layout.diverged) {
    QRectF bar = *layout.diverged;
    bar.setTop(bar.bottom() - bar.height() * static_cast<double>(m_bins.diverged) /
                                  static_cast<double>(std::max<std::size_t>(1, m_bins.largest())));
    paintEndSwatch(painter, bar, StartEnd::Diverged);
  }
  painter.setPen(QPen(colors.axisText, 1));
  const double left = layout.zeros ? layout.zeros->left() : layout.bins.left();
  const double right = layout.diverged ? layout.diverged->right() : layout.bins.right();
  painter.drawLine(QPointF(left, layout.bins.bottom()), QPointF(right, layout.bins.bottom()));
}

/// A single run among thousands is still seen.
void StartsHistogram::paintBar(QPainter& painter, const QRectF& column, const LossBin& bin) const {
  const double most = static_cast<double>(std::max<std::size_t>(1, m_bins.largest()));
  double bottom = column.bottom();
  for (const StartEnd end : {StartEnd::Solved, StartEnd::Stuck}) {
    const std::size_t count = end == StartEnd::Solved ? bin.solved : bin.stuck;
    if (count == 0) continue;
    const double height = std::max(2.0, column.height() * static_cast<double>(count) / most);
    paintEndSwatch(painter, QRectF(column.left(), bottom - height, column.width(), height), end);
    bottom -= height;
  }
}

void StartsHistogram::paintPlateaus(QPainter& painter, const StartsHistogramLayout& layout) const {
  const ThemeColors& colors = Theme::instance().colors();
  for (const PlateauLabel& label : plateauLabels()) {
    painter.setPen(QPen(colors.warning, 1, Qt::DashLine));
    for (const double x : label.lines)
      painter.drawLine(QPointF(x, label.text.bottom()), QPointF(x, layout.bins.bottom()));
    painter.setPen(colors.text);
    painter.drawText(label.text, Qt::AlignCenter | Qt::TextDontClip, label.name());
  }
}

void StartsHistogram::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::FontChange && event->type() != QEvent::ApplicationFontChange) return;
  updateGeometry();
  update();
}

}  // namespace backscope
