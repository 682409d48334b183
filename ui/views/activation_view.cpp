#include "ui/views/activation_view.h"
#include "ui/panels/choice_names.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollArea>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/quiet_label.h"

namespace backscope {

namespace {

/// What a histogram's frame stood at in the snapshot before.
struct ShownRanges {
  std::optional<HistogramRange> a;
  std::optional<HistogramRange> z;
};

/// "from −1 to 0.98", or "0 throughout".
QString rangeText(const Histogram& histogram) {
  const auto filled = std::ranges::count_if(histogram.counts, [](int count) { return count > 0; });
  if (filled == 1) return ActivationView::tr("%1 throughout").arg(formatShort(histogram.low));
  return ActivationView::tr("from %1 to %2").arg(formatShort(histogram.low), formatShort(histogram.high));
}

}  // namespace

class ActivationView::Canvas : public QWidget {
 public:
  explicit Canvas(ActivationView* view) : QWidget(view) {}

  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
  std::vector<ActivationNote> notesOf(std::size_t i) const;
  QString description() const;
  QSize minimumSizeHint() const override { return leastActivationSize(layerCount(), texts()).toSize() + QSize(1, 1); }
  QSize sizeHint() const override { return minimumSizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  std::size_t layerCount() const { return m_snapshot ? m_snapshot->layers.size() : 0; }
  Activation activationOf(std::size_t i) const { return m_snapshot->parameters.architecture().layers[i].activation; }
  bool isOutput(std::size_t i) const { return i + 1 == layerCount(); }
  /// On screen.
  static int numberOf(std::size_t i) { return layerNumber(static_cast<int>(i) + 1); }
  QString headingOf(std::size_t i) const {
    return isOutput(i) ? tr("output (%1)").arg(numberOf(i)) : tr("layer %1").arg(numberOf(i));
  }
  QString activationName(std::size_t i) const { return screenName(activationOf(i)); }
  bool namesFit(double width) const;
  bool hasHistograms() const { return layerCount() > 0 && !m_snapshot->layers.front().aHistogram.counts.empty(); }
  ActivationTexts texts() const;
  void updateRanges();
  void paintHeading(QPainter& painter, const ActivationColumn& column, std::size_t i) const;
  void paintSaturated(QPainter& painter, const QRectF& rect, std::size_t i) const;
  void paintHistogram(QPainter& painter, const QRectF& rect, const Histogram& histogram, const HistogramRange& range,
                      std::size_t i) const;
  void paintNumbers(QPainter& painter, const QRectF& rect, const HistogramRange& range) const;
  void paintNotes(QPainter& painter, const QRectF& rect, std::size_t i) const;
  void paintRowSymbol(QPainter& painter, const QRectF& rect, const QString& markup) const;
  void paintShares(QPainter& painter, const ActivationColumn& column) const;

  std::shared_ptr<const Snapshot> m_snapshot;
  std::vector<ShownRanges> m_ranges;
  std::optional<double> m_top;
  std::size_t m_noteLines = 2;  ///< the most that a layer of this model has needed
};

void ActivationView::Canvas::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  // Another start of the same network is seen on the same axes, as long as they do.
  const bool isOtherModel = !m_snapshot || !snapshot ||
                            snapshot->parameters.architecture() != m_snapshot->parameters.architecture() ||
                            snapshot->layers.size() != m_snapshot->layers.size();
  m_snapshot = std::move(snapshot);
  if (isOtherModel) {
    m_ranges.assign(layerCount(), {});
    m_top.reset();
    m_noteLines = 2;
    updateGeometry();
  }
  const std::size_t before = m_noteLines;
  for (std::size_t i = 0; i < layerCount(); ++i) m_noteLines = std::max(m_noteLines, notesOf(i).size());
  if (m_noteLines != before) updateGeometry();
  updateRanges();
  update();
}

void ActivationView::Canvas::updateRanges() {
  if (!hasHistograms()) return;
  double largest = 0;
  for (std::size_t i = 0; i < layerCount(); ++i) {
    const LayerStatistics& layer = m_snapshot->layers[i];
    m_ranges[i].a = rangeOf(layer.aHistogram, m_ranges[i].a);
    m_ranges[i].z = rangeOf(layer.zHistogram, m_ranges[i].z);
    largest = std::max({largest, largestShare(layer.aHistogram), largestShare(layer.zHistogram)});
  }
  m_top = topShare(largest, m_top);
}

ActivationTexts ActivationView::Canvas::texts() const {
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  ActivationTexts texts;
  texts.line = metrics.height();
  texts.noteLines = static_cast<int>(m_noteLines);
  texts.gutter = metrics.horizontalAdvance(QStringLiteral("100 %")) + 10;
  texts.leastColumn = metrics.horizontalAdvance(tr("%1 sat.").arg(formatPercent(1)));
  return texts;
}

std::vector<ActivationNote> ActivationView::Canvas::notesOf(std::size_t i) const {
  const LayerStatistics& layer = m_snapshot->layers[i];
  const int units = m_snapshot->parameters.architecture().layers[i].units;
  const auto count = [units](double share) { return static_cast<int>(std::lround(share * units)); };
  const QString saturated = formatPercent(layer.saturatedValues);
  const QString slope = formatTwoDigits(layer.slopeMean);
  std::vector<ActivationNote> notes{{tr("%1 saturated").arg(saturated), tr("%1 sat.").arg(saturated)},
                                    {tr("mean h′ %1").arg(slope), tr("h′ %1").arg(slope)}};
  if (layer.deadUnits > 0)
    notes.push_back({tr("%1 of %2 units dead").arg(count(layer.deadUnits)).arg(units),
                     tr("%1/%2 dead").arg(count(layer.deadUnits)).arg(units), true});
  else if (layer.saturatedUnits > 0)  // of an output it is what a classifier is trained for
    notes.push_back({tr("%1 of %2 units saturated").arg(count(layer.saturatedUnits)).arg(units),
                     tr("%1/%2 sat.").arg(count(layer.saturatedUnits)).arg(units), !isOutput(i)});
  return notes;
}

QString ActivationView::Canvas::description() const {
  QStringList parts;
  for (std::size_t i = 0; i < layerCount(); ++i) {
    const LayerStatistics& layer = m_snapshot->layers[i];
    const QString range =
        hasHistograms()
            ? tr("%1 %2, %3 %4, ").arg(aLetter(), rangeText(layer.aHistogram), zLetter(), rangeText(layer.zHistogram))
            : QString();
    QStringList notes;
    for (const ActivationNote& note : notesOf(i)) notes.append(note.text);
    parts.append(tr("layer %1: %2%3").arg(QString::number(numberOf(i)), range, notes.join(QStringLiteral(", "))));
  }
  return parts.join(QStringLiteral("; "));
}

void ActivationView::Canvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const ThemeColors& colors = Theme::instance().colors();
  painter.setFont(textFont(TextSize::Small));
  painter.setPen(colors.mutedText);
  if (!hasHistograms()) {
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("The histograms follow with the next step."));
    return;
  }
  const std::vector<ActivationColumn> columns = layoutActivations(layerCount(), rect(), texts());
  for (std::size_t i = 0; i < layerCount(); ++i) {
    const ActivationColumn& column = columns[i];
    const LayerStatistics& layer = m_snapshot->layers[i];
    paintHeading(painter, column, i);
    paintSaturated(painter, column.a, i);
    paintHistogram(painter, column.a, layer.aHistogram, *m_ranges[i].a, i);
    paintHistogram(painter, column.z, layer.zHistogram, *m_ranges[i].z, i);
    paintNotes(painter, column.notes, i);
  }
  paintShares(painter, columns.front());
}

/// Whether all layers have room for the names of their activations.
bool ActivationView::Canvas::namesFit(double width) const {
  const QFontMetricsF bold(textFont(TextSize::Small, QFont::DemiBold));
  const QFontMetricsF plain(textFont(TextSize::Small));
  for (std::size_t i = 0; i < layerCount(); ++i)
    if (bold.horizontalAdvance(headingOf(i)) + 8 + plain.horizontalAdvance(activationName(i)) > width) return false;
  return true;
}

void ActivationView::Canvas::paintHeading(QPainter& painter, const ActivationColumn& column, std::size_t i) const {
  const ThemeColors& colors = Theme::instance().colors();
  painter.setFont(textFont(TextSize::Small, QFont::DemiBold));
  painter.setPen(colors.text);
  painter.drawText(column.heading, Qt::AlignLeft | Qt::AlignVCenter, headingOf(i));
  if (!namesFit(column.heading.width())) return;
  painter.setFont(textFont(TextSize::Small));
  painter.setPen(colors.mutedText);
  painter.drawText(column.heading, Qt::AlignRight | Qt::AlignVCenter, activationName(i));
}

void ActivationView::Canvas::paintSaturated(QPainter& painter, const QRectF& rect, std::size_t i) const {
  const ThemeColors& colors = Theme::instance().colors();
  const HistogramRange& range = *m_ranges[i].a;
  const double perValue = rect.width() / (range.high - range.low);
  for (const HistogramRange& saturated : saturatedRanges(activationOf(i), range))
    painter.fillRect(QRectF(rect.left() + (saturated.low - range.low) * perValue, rect.top(),
                            (saturated.high - saturated.low) * perValue, rect.height()),
                     colors.groove);
}

void ActivationView::Canvas::paintHistogram(QPainter& painter, const QRectF& rect, const Histogram& histogram,
                                            const HistogramRange& range, std::size_t i) const {
  const ThemeColors& colors = Theme::instance().colors();
  painter.setPen(QPen(colors.gridLine, 1));
  for (const double share : {1.0, 0.25})
    painter.drawLine(QPointF(rect.left(), std::round(rect.bottom() - rect.height() * std::sqrt(share))),
                     QPointF(rect.right(), std::round(rect.bottom() - rect.height() * std::sqrt(share))));
  if (range.low < 0 && range.high > 0) {
    const double zero = std::round(rect.left() - range.low / (range.high - range.low) * rect.width());
    painter.drawLine(QPointF(zero, rect.top()), QPointF(zero, rect.bottom()));
  }
  painter.setPen(Qt::NoPen);
  painter.setBrush(layerColor(colors, static_cast<int>(i) + 1, static_cast<int>(layerCount())));
  for (const QRectF& bar : histogramBars(histogram, range, *m_top, rect)) painter.drawRect(bar);
  painter.setPen(QPen(colors.axisText, 1));
  painter.drawLine(rect.bottomLeft(), rect.bottomRight());
  paintNumbers(painter, rect, range);
}

void ActivationView::Canvas::paintNumbers(QPainter& painter, const QRectF& rect, const HistogramRange& range) const {
  const ThemeColors& colors = Theme::instance().colors();
  const QRectF line(rect.left(), rect.bottom() + 2, rect.width(), texts().line);
  painter.setFont(numberFont(TextSize::Small));
  painter.setPen(colors.axisText);
  painter.drawText(line, Qt::AlignLeft | Qt::AlignTop, formatShort(range.low));
  painter.drawText(line, Qt::AlignRight | Qt::AlignTop, formatShort(range.high));
}

void ActivationView::Canvas::paintNotes(QPainter& painter, const QRectF& rect, std::size_t i) const {
  const ThemeColors& colors = Theme::instance().colors();
  const double line = texts().line;
  const std::vector<ActivationNote> notes = notesOf(i);
  painter.setFont(numberFont(TextSize::Small));
  const QFontMetricsF metrics(painter.font());
  for (std::size_t k = 0; k < notes.size(); ++k) {
    painter.setPen(notes[k].isWarning ? colors.warning : k == 0 ? colors.text : colors.mutedText);
    const bool isShort = metrics.horizontalAdvance(notes[k].text) > rect.width();
    painter.drawText(QRectF(rect.left(), rect.top() + static_cast<double>(k) * line, rect.width(), line),
                     Qt::AlignLeft | Qt::AlignVCenter, isShort ? notes[k].brief : notes[k].text);
  }
}

/// In the gutter, beside the numbers below a row of histograms.
void ActivationView::Canvas::paintRowSymbol(QPainter& painter, const QRectF& rect, const QString& markup) const {
  const MathText symbol(markup, mathFont(TextSize::Small));
  painter.setPen(Theme::instance().colors().text);
  const double baseline = rect.bottom() + 2 + QFontMetricsF(numberFont(TextSize::Small)).ascent();
  symbol.paint(painter, {rect.left() - 8 - symbol.width(), baseline});
}

void ActivationView::Canvas::paintShares(QPainter& painter, const ActivationColumn& column) const {
  paintRowSymbol(painter, column.a, aLetter() + QStringLiteral("^{(l)}"));
  paintRowSymbol(painter, column.z, zLetter() + QStringLiteral("^{(l)}"));
  painter.setFont(numberFont(TextSize::Small));
  painter.setPen(Theme::instance().colors().axisText);
  const double line = texts().line;
  for (const QRectF& rect : {column.a, column.z})
    for (const double share : {1.0, 0.25}) {
      const double y = rect.bottom() - rect.height() * std::sqrt(share);
      const QRectF place(rect.left() - texts().gutter, y - line / 2, texts().gutter - 6, line);
      painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, tr("%1 %").arg(std::lround(*m_top * share * 100)));
    }
}

bool ActivationView::Canvas::event(QEvent* event) {
  if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange) updateGeometry();
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const std::vector<ActivationColumn> columns = layoutActivations(layerCount(), rect(), texts());
  for (const ActivationColumn& column : columns)
    if (column.all.contains(help->pos())) {
      QToolTip::showText(
          help->globalPos(),
          tr("A value counts as saturated where |h′(%1)| is below 5 % of the activation's largest slope, a "
             "unit where at least 95 % of the examples are, and as dead where h′(%1) is exactly 0 for all "
             "of them.")
              .arg(aLetter()),
          this);
      return true;
    }
  QToolTip::hideText();
  return true;
}

ActivationView::ActivationView(QWidget* parent) : QWidget(parent), m_canvas(new Canvas(this)) {
  setAccessibleName(tr("Activations"));
  auto* scroller = new QScrollArea(this);
  scroller->setAccessibleName(tr("Histograms"));
  scroller->setFrameShape(QFrame::NoFrame);
  scroller->setWidgetResizable(true);
  scroller->setWidget(m_canvas);
  m_canvas->setAccessibleName(tr("Histograms of every layer"));
  m_canvas->setAutoFillBackground(false);
  scroller->viewport()->setAutoFillBackground(false);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addWidget(scroller, 1);
  m_caption = new QuietLabel(tr("height: share of the values in a bin, square-root scale · shaded: saturated"), this);
  m_caption->setWordWrap(true);
  m_caption->setAlignment(Qt::AlignCenter);
  column->addWidget(m_caption);
  applyStyle();
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    applyStyle();
    m_canvas->update();
  });
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, [this] {
    describe();
    m_canvas->update();
  });
}

void ActivationView::applyStyle() { m_caption->setFont(textFont(TextSize::Small)); }

void ActivationView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

void ActivationView::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  m_canvas->setSnapshot(std::move(snapshot));
  describe();
}

void ActivationView::describe() {
  const QString description = m_canvas->description();
  m_canvas->setAccessibleDescription(description);
  setAccessibleDescription(description);
}

std::vector<ActivationNote> ActivationView::notesOf(int l) const {
  return m_canvas->notesOf(static_cast<std::size_t>(l - 1));
}

}  // namespace backscope
