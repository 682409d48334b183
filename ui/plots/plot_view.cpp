#include "ui/plots/plot_view.h"

#include <qcustomplot.h>

#include <QMouseEvent>
#include <QPaintEngine>
#include <QPainter>
#include <QPicture>
#include <algorithm>
#include <cmath>

#include "ui/plots/curve_painter.h"
#include "ui/plots/plot_gestures.h"
#include "ui/plots/plot_marks.h"
#include "ui/plots/plot_overlays.h"
#include "ui/plots/plot_readout.h"
#include "ui/plots/wrapped_text.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

constexpr double kCaptionShare = 0.4;  ///< of the height, at most
constexpr double kFewestIterations = 4;
constexpr double kSpanHeight = 12;  ///< a flatter mark zooms the iterations alone

/// The curves as a layer of QCustomPlot, between its grid and its axes.
class CurveLayer : public QCPLayerable {
 public:
  CurveLayer(QCustomPlot* plot, const PlotContent& content, const PlotLayout& layout)
      : QCPLayerable(plot, QStringLiteral("main")), m_content(content), m_layout(layout) {}

 protected:
  void applyDefaultAntialiasingHint(QCPPainter*) const override {}
  void draw(QCPPainter* painter) override {
    const ThemeColors& colors = Theme::instance().colors();
    paintZeroLane(*painter, m_layout.frame, colors);
    paintCurves(*painter, m_content, m_layout, colors);
    paintLevels(*painter, m_content.levels, m_layout.frame, colors);
    if (m_content.way) paintWay(*painter, *m_content.way, m_layout.frame, colors);
    paintEndLabels(*painter, m_content, m_layout, colors);
    paintPlotMarks(*painter, m_content.marks, m_layout.frame, colors);
  }

 private:
  const PlotContent& m_content;
  const PlotLayout& m_layout;
};

void styleAxis(QCPAxis& axis, const ThemeColors& colors) {
  axis.setTickLength(0, 0);
  axis.setSubTicks(false);
  axis.setBasePen(Qt::NoPen);
  axis.setTickPen(QPen(Qt::transparent));
  axis.setTickLabelFont(numberFont(TextSize::Small));
  axis.setTickLabelColor(colors.axisText);
  axis.setTickLabelPadding(6);
  axis.grid()->setPen(QPen(colors.gridLine, 1));
  axis.grid()->setZeroLinePen(Qt::NoPen);
}

QMap<double, QString> ticksOf(const std::vector<AxisTick>& ticks) {
  QMap<double, QString> map;
  for (const AxisTick& tick : ticks) map.insert(tick.coordinate, tick.label);
  return map;
}

}  // namespace

struct PlotView::Impl {
  PlotContent content;
  PlotScale scale;  ///< of the content
  QString caption;
  QString hint;

  // What was painted last, and whether that still holds.
  PlotLayout layout;
  QPixmap picture;
  bool isLaidOut = false;
  bool isPainted = false;

  std::optional<std::int64_t> now;
  std::optional<double> readOut;
  bool showsFocus = false;  ///< it came with a key
  bool arePlacesChosen = false;
  std::optional<QPointF> pressedAt;
  QRectF mark;

  QCustomPlot plot;
  QSharedPointer<QCPAxisTickerText> iterationTicker{new QCPAxisTickerText};
  QSharedPointer<QCPAxisTickerText> valueTicker{new QCPAxisTickerText};

  Impl() {
    plot.xAxis->setTicker(iterationTicker);
    plot.yAxis->setTicker(valueTicker);
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMinimumMargins(QMargins());
    plot.xAxis->grid()->setVisible(false);
    new CurveLayer(&plot, content, layout);  // owned by the plot
  }

  void paintAxesAndCurves(QCPPainter& painter, const QSize& size) {
    const ThemeColors& colors = Theme::instance().colors();
    const QRect rect = layout.axisRect().toAlignedRect();
    plot.axisRect()->setMargins(
        {rect.left(), rect.top(), size.width() - rect.right() - 1, size.height() - rect.bottom() - 1});
    styleAxis(*plot.xAxis, colors);
    styleAxis(*plot.yAxis, colors);
    plot.setBackground(QBrush(Qt::NoBrush));
    const PlotFrame& frame = layout.frame;
    iterationTicker->setTicks(ticksOf(layout.iterationTicks));
    valueTicker->setTicks(ticksOf(layout.valueTicks));
    plot.xAxis->setRange(frame.firstIteration, frame.lastIteration);
    plot.yAxis->setRange(frame.coordinateAt(layout.axisRect().bottom()), frame.high);
    plot.toPainter(&painter, size.width(), size.height());
  }
};

PlotView::PlotView(QWidget* parent) : QWidget(parent), m(std::make_unique<Impl>()) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Plot"));
  new PlotGestures(this);
  connect(&Theme::instance(), &Theme::changed, this, &PlotView::contentChanged);
}

PlotView::~PlotView() = default;

void PlotView::setCurves(std::vector<PlotCurve> curves) {
  if (curves == m->content.curves) return;
  m->content.curves = std::move(curves);
  contentChanged();
}

void PlotView::setValueAxis(ValueAxis axis) {
  if (axis == m->content.axis) return;
  m->content.axis = axis;
  m->content.zoom.reset();
  contentChanged();
}

void PlotView::setIsWay(bool isWay) { setWay(isWay ? std::optional(PlotWay()) : std::nullopt); }

void PlotView::setWay(std::optional<PlotWay> way) {
  if (way == m->content.way) return;
  m->content.way = std::move(way);
  contentChanged();
}

void PlotView::setPlacesAreChosen(bool chosen) { m->arePlacesChosen = chosen; }

void PlotView::setKeepsZeroLane(bool keeps) {
  m->content.keepsZeroLane = keeps;
  contentChanged();
}

void PlotView::setIncludedValues(const ValueExtent& extent) {
  if (extent == m->content.included) return;
  m->content.included = extent;
  contentChanged();
}

void PlotView::setIncludedIterations(const std::optional<IterationRange>& range) {
  if (range == m->content.includedIterations) return;
  m->content.includedIterations = range;
  contentChanged();
}

void PlotView::setMarks(std::vector<PlotMark> marks) {
  if (marks == m->content.marks) return;
  m->content.marks = std::move(marks);
  contentChanged();
}

void PlotView::setLevels(std::vector<PlotLevel> levels) {
  if (levels == m->content.levels) return;
  m->content.levels = std::move(levels);
  contentChanged();
}

void PlotView::setCaption(const QString& caption) {
  if (caption == m->caption) return;
  m->caption = caption;
  contentChanged();
}

void PlotView::setHint(const QString& hint) {
  m->hint = hint;
  contentChanged();
}

PlotScale PlotView::scale() const { return m->scale; }
PlotLayout PlotView::currentLayout() const { return layoutInForce(); }
const PlotContent& PlotView::content() const { return m->content; }
bool PlotView::isZoomed() const { return m->content.zoom.has_value(); }
bool PlotView::arePlacesChosen() const { return m->arePlacesChosen; }
std::optional<double> PlotView::readOut() const { return m->readOut; }

void PlotView::zoomTo(const PlotWindow& window) {
  const PlotWindow whole = wholeOf(m->content, m->scale);
  const PlotWindow inside = cutTo(window, whole);
  if (inside.lastIteration - inside.firstIteration < kFewestIterations || inside.high <= inside.low) return;
  if (inside == whole)
    m->content.zoom.reset();
  else
    m->content.zoom = inside;
  contentChanged();
  emit zoomChanged();
}

void PlotView::resetZoom() {
  m->content.zoom.reset();
  contentChanged();
  emit zoomChanged();
}

void PlotView::setReadOut(std::optional<double> iteration) {
  if (iteration == m->readOut) return;
  m->readOut = iteration;
  updateDescription();
  update();
  emit readOutChanged();
}

void PlotView::setNow(std::optional<std::int64_t> iteration) {
  if (iteration == m->now) return;
  m->now = iteration;
  updateDescription();
  update();
}

QSize PlotView::sizeHint() const {
  const QFontMetrics metrics(textFont());
  return {24 * metrics.averageCharWidth() + 120, 12 * metrics.height()};
}

QSize PlotView::minimumSizeHint() const {
  const QFontMetrics metrics(textFont());
  return {14 * metrics.averageCharWidth() + 40, 7 * metrics.height()};
}

void PlotView::contentChanged() {
  m->isLaidOut = false;
  m->isPainted = false;
  m->scale = scaleOf(m->content);
  if (m->content.zoom && m->content.zoom->lastIteration > wholeOf(m->content, m->scale).lastIteration)
    m->content.zoom.reset();  // another run
  updateDescription();
  update();
}

void PlotView::updateDescription() {
  const double present = m->now ? static_cast<double>(*m->now) : wholeOf(m->content, m->scale).lastIteration;
  const std::optional<PlotReadOut> latest = readOutAt(m->content, m->readOut.value_or(present));
  const QString axis = m->content.axis == ValueAxis::Log ? tr("Logarithmic scale") : tr("Linear scale");
  setAccessibleDescription(latest ? tr("%1. %2.").arg(axis, describe(*latest, m->content)) : m->hint);
}

QRectF PlotView::captionRect() const {
  const double lines = wrappedHeight(m->caption, QSizeF(width(), kCaptionShare * height()));
  return QRectF(0, height() - lines, width(), lines);
}

QRectF PlotView::plotRect() const {
  const QRectF caption = captionRect();
  return QRectF(0, 0, width(), caption.top() - (caption.isEmpty() ? 0 : 4));
}

const PlotLayout& PlotView::layoutInForce() const {
  if (!m->isLaidOut) m->layout = layoutPlot(m->content, m->scale, plotRect(), plotTexts());
  m->isLaidOut = true;
  return m->layout;
}

void PlotView::paintOn(QPaintDevice& device) const {
  layoutInForce();
  QCPPainter painter(&device);
  m->paintAxesAndCurves(painter, size());
  painter.setPen(Theme::instance().colors().mutedText);
  painter.setFont(textFont(TextSize::Small));
  paintWrapped(painter, captionRect(), m->caption);
  if (readOutAt(m->content, 0)) return;
  paintHint(painter, m->layout.frame.area, m->hint, Theme::instance().colors());
}

/// `ratio`: the pixels of the device for one of the widget.
void PlotView::updatePicture(double ratio) {
  if (m->isPainted && ratio == m->picture.devicePixelRatio()) return;
  const QSize pixels = (QSizeF(size()) * ratio).toSize();
  if (m->picture.size() != pixels) m->picture = QPixmap(pixels);
  m->picture.setDevicePixelRatio(ratio);
  m->picture.fill(Qt::transparent);
  paintOn(m->picture);
  m->isPainted = true;
}

void PlotView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QPaintEngine::Type type = painter.paintEngine()->type();
  if (type == QPaintEngine::SVG || type == QPaintEngine::Pdf) {  // a figure for print: strokes, not pixels
    QPicture strokes;
    paintOn(strokes);
    painter.drawPicture(0, 0, strokes);
    return;
  }
  updatePicture(std::max(painter.deviceTransform().m11(), 0.1));
  painter.drawPixmap(0, 0, m->picture);
  paintMark(painter);
}

void PlotView::paintMark(QPainter& painter) const {
  const ThemeColors& colors = Theme::instance().colors();
  if (m->now) paintNow(painter, static_cast<double>(*m->now), m->layout.frame, colors);
  if (m->readOut && m->mark.isNull())
    if (const std::optional<PlotReadOut> values = readOutAt(m->content, *m->readOut))
      paintReadOut(painter, *values, m->content, m->layout.frame, rect(), colors);
  if (!m->mark.isNull()) paintZoomMark(painter, m->mark, colors);
  if (m->showsFocus) paintPlotFocus(painter, rect(), colors);
}

void PlotView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::FontChange && event->type() != QEvent::ApplicationFontChange) return;
  contentChanged();
  updateGeometry();
}

void PlotView::resizeEvent(QResizeEvent*) { m->isLaidOut = m->isPainted = false; }

void PlotView::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) m->pressedAt = event->position();
}

void PlotView::mouseMoveEvent(QMouseEvent* event) {
  const PlotFrame& frame = layoutInForce().frame;
  const QRectF all = layoutInForce().axisRect();
  if (m->pressedAt) {
    QRectF mark = QRectF(*m->pressedAt, event->position()).normalized();
    if (mark.height() < kSpanHeight) mark = QRectF(mark.left(), frame.area.top(), mark.width(), frame.area.height());
    m->mark = mark.width() < 4 ? QRectF() : mark.intersected(frame.area);
    update();
    return;
  }
  const bool isOver = all.contains(event->position());
  setReadOut(isOver ? std::optional(frame.iterationAt(event->position().x())) : std::nullopt);
}

void PlotView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m->pressedAt.reset();
  const QRectF mark = std::exchange(m->mark, QRectF());
  update();
  if (mark.isEmpty()) return;
  const PlotFrame& frame = layoutInForce().frame;
  zoomTo({std::round(frame.iterationAt(mark.left())), std::round(frame.iterationAt(mark.right())),
          frame.coordinateAt(mark.bottom()), frame.coordinateAt(mark.top())});
}

void PlotView::mouseDoubleClickEvent(QMouseEvent* event) {
  m->pressedAt.reset();
  if (!m->arePlacesChosen) return resetZoom();
  const PlotLayout& layout = layoutInForce();
  if (layout.axisRect().contains(event->position())) emit placeChosen(layout.frame.iterationAt(event->position().x()));
}

void PlotView::leaveEvent(QEvent*) { setReadOut(std::nullopt); }

void PlotView::focusInEvent(QFocusEvent* event) {
  const Qt::FocusReason reason = event->reason();
  m->showsFocus = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
  update();
}

void PlotView::focusOutEvent(QFocusEvent*) {
  m->showsFocus = false;
  setReadOut(std::nullopt);
  update();
}

}  // namespace backscope
