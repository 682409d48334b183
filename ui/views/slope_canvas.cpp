// What the canvas shows and what is pointed at; how it is painted stands in slope_painting.cpp.
#include "ui/views/slope_canvas.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

constexpr double kReach = 9;         ///< pixels around a dot that still count as on it
constexpr int kMostRingedUnits = 8;  ///< of a layer; more would hide the others

}  // namespace

SlopeCanvas::SlopeCanvas(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Curves of h and h′"));
  setMouseTracking(true);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    m_sprites.reset();
    update();
  });
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, qOverload<>(&QWidget::update));
}

void SlopeCanvas::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  const bool isOther = !m_snapshot || snapshot->generation != m_snapshot->generation ||
                       snapshot->slopes->part != sample().part || snapshot->slopes->activation != sample().activation;
  m_snapshot = std::move(snapshot);
  if (isOther) {
    m_range.reset();
    m_tops = {};
    m_pointed.reset();
  }
  m_range = slopeRange(sample().aLow, sample().aHigh, m_range);
  classify();
  update();
}

void SlopeCanvas::classify() {
  const Dataset& examples = *m_snapshot->data;
  m_classCount = std::max(1, examples.classes());
  m_classes.clear();
  for (const SlopeDot& dot : sample().dots) m_classes.push_back(std::max(0, examples.classOf(dot.example)));
}

void SlopeCanvas::setByHand(bool isByHand) {
  m_isByHand = isByHand;
  if (isByHand) forgetPointed();
  update();
}

QString SlopeCanvas::letterMarkup() const {
  const LayerPart& part = sample().part;
  return part.unit ? unitMarkup(aLetter(), part.layer, *part.unit) : layerMarkup(aLetter(), part.layer);
}

SlopeTexts SlopeCanvas::texts() const {
  const QFontMetricsF numbers(numberFont(TextSize::Small));
  SlopeTexts texts;
  texts.line = numbers.height();
  texts.headHeight = MathText(QStringLiteral("h′(a)"), mathFont(TextSize::Small)).height() + 2;
  texts.gutter = numbers.horizontalAdvance(QStringLiteral("−0.5"));
  texts.tickWidth = numbers.horizontalAdvance(QStringLiteral("−0.5"));
  if (!m_snapshot) return texts;
  const double reach = std::max(-m_range->low, m_range->high);
  texts.tickWidth = std::max(texts.tickWidth, numbers.horizontalAdvance(formatShort(-reach / 3)));
  const auto values = {valueOf(SlopeCurve::Value, sample().activation, m_range->low),
                       valueOf(SlopeCurve::Value, sample().activation, m_range->high)};
  for (const double value : values)
    texts.gutter = std::max(texts.gutter, numbers.horizontalAdvance(formatShort(std::round(value))));
  texts.letterWidth = MathText(letterMarkup(), mathFont(TextSize::Small)).width();
  return texts;
}

SlopeLayout SlopeCanvas::currentLayout() const {
  return layoutSlopes(sample().activation, *m_range, QRectF(rect()), texts());
}

std::optional<QPointF> SlopeCanvas::placeOf(const SlopeLayout& layout, SlopeCurve curve, const SlopeDot& dot) const {
  const double value = curve == SlopeCurve::Value ? dot.z : dot.slope;
  if (!std::isfinite(dot.a) || !std::isfinite(value)) return std::nullopt;
  return QPointF(layout.xAt(curve, dot.a), layout.plot(curve).yAt(value));
}

std::optional<SlopeDot> SlopeCanvas::pointed() const {
  if (!m_pointed || !m_snapshot) return std::nullopt;
  const auto dot = std::ranges::find_if(sample().dots, [this](const SlopeDot& candidate) {
    return DotId{candidate.example, candidate.unit} == *m_pointed;
  });
  return dot == sample().dots.end() ? std::nullopt : std::optional(*dot);
}

void SlopeCanvas::point(const std::optional<DotId>& dot) {
  if (dot == m_pointed) return;
  m_pointed = dot;
  update();
  emit pointedChanged();
}

void SlopeCanvas::forgetPointed() { point(std::nullopt); }

void SlopeCanvas::movePointed(int step) {
  if (!m_snapshot || sample().dots.empty() || m_isByHand) return;
  std::vector<SlopeDot> dots = sample().dots;
  std::ranges::stable_sort(dots, {}, &SlopeDot::a);
  std::ptrdiff_t place = step > 0 ? 0 : std::ssize(dots) - 1;
  if (m_pointed) {
    const auto here = std::ranges::find_if(dots, [this](const SlopeDot& dot) {
      return DotId{dot.example, dot.unit} == *m_pointed;
    });
    place = std::clamp<std::ptrdiff_t>(here - dots.begin() + step, 0, std::ssize(dots) - 1);
  }
  const SlopeDot& dot = dots[static_cast<std::size_t>(place)];
  point(DotId{dot.example, dot.unit});
}

std::optional<SlopeCanvas::DotId> SlopeCanvas::nearest(const QPointF& place) const {
  if (!m_snapshot || m_isByHand) return std::nullopt;
  const SlopeLayout layout = currentLayout();
  std::optional<DotId> best;
  double distance = kReach * kReach;
  for (const SlopeCurve curve : {SlopeCurve::Value, SlopeCurve::Slope})
    for (const SlopeDot& dot : sample().dots) {
      const std::optional<QPointF> at = placeOf(layout, curve, dot);
      if (!at) continue;
      const QPointF away = *at - place;
      const double here = QPointF::dotProduct(away, away);
      if (here >= distance) continue;
      distance = here;
      best = DotId{dot.example, dot.unit};
    }
  return best;
}

/// The traced example's, which need not be one of those that have dots.
std::vector<SlopeDot> SlopeCanvas::presentDots() const {
  std::vector<SlopeDot> present;
  const LayerPart& part = sample().part;
  if (m_isByHand || (!part.unit && sample().units > kMostRingedUnits)) return present;
  for (const SlopeDot& dot : sample().dots)
    if (dot.example == m_snapshot->example) present.push_back(dot);
  const auto l = static_cast<std::size_t>(part.layer - 1);
  if (!present.empty() || l >= m_snapshot->trace.layers.size()) return present;
  const LayerTrace& layer = m_snapshot->trace.layers[l];
  const int first = part.unit.value_or(0);
  for (int j = first; j < first + sample().units; ++j)
    present.push_back({m_snapshot->example, j, layer.a[j], layer.z[j], layer.slope[j]});
  return present;
}

std::vector<QRectF> SlopeCanvas::saturatedGrounds(const SlopeLayout& layout, SlopeCurve curve) const {
  std::vector<QRectF> grounds;
  const QRectF& area = layout.plot(curve).area;
  for (const HistogramRange& zone : saturatedRanges(sample().activation, layout.range))
    grounds.emplace_back(QPointF(layout.xAt(curve, zone.low), area.top()),
                         QPointF(layout.xAt(curve, zone.high), area.bottom()));
  return grounds;
}

QSize SlopeCanvas::minimumSizeHint() const { return leastSlopeSize(texts()).toSize() + QSize(1, 1); }

QSize SlopeCanvas::sizeHint() const { return minimumSizeHint() + QSize(120, 40); }

void SlopeCanvas::mouseMoveEvent(QMouseEvent* event) { point(nearest(event->position())); }

void SlopeCanvas::mousePressEvent(QMouseEvent* event) { event->accept(); }

void SlopeCanvas::mouseReleaseEvent(QMouseEvent* event) {
  const std::optional<DotId> dot = nearest(event->position());
  if (event->button() == Qt::LeftButton && dot) emit exampleChosen(dot->example);
}

void SlopeCanvas::leaveEvent(QEvent* event) {
  forgetPointed();
  QWidget::leaveEvent(event);
}

bool SlopeCanvas::event(QEvent* event) {
  if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) updateGeometry();
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  if (m_snapshot && isOnCounts(help->pos()))
    QToolTip::showText(help->globalPos(),
                       tr("How many values lie here, by class: a bar's length is the square root of their share."),
                       this);
  else
    QToolTip::hideText();
  return true;
}

bool SlopeCanvas::isOnCounts(const QPointF& place) const {
  const SlopeLayout layout = currentLayout();
  return std::ranges::any_of(std::array{layout.value, layout.slope}, [&place](const SlopePlot& plot) {
    return plot.side.contains(place) || plot.strip.contains(place);
  });
}

}  // namespace backscope
