#include "ui/compare/difference_view.h"

#include <QLinearGradient>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/compare/run_mark.h"
#include "ui/plots/wrapped_text.h"
#include "ui/text/math_text.h"
#include "ui/text/number_format.h"
#include "ui/theme/color_map.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/boundary_marks.h"
#include "ui/views/contour_lines.h"
#include "ui/views/field_painting.h"

namespace backscope {

namespace {

constexpr int kLinesBelow = 3;
constexpr double kUnderScale = 3;  ///< pixels; its letters have indices
constexpr double kCornerRadius = 6;
constexpr int kFramesPerDescription = 60;

}  // namespace

DifferenceView::DifferenceView(QWidget* parent) : PlanePicture(parent) {
  setAccessibleName(tr("Difference of two runs"));
  connect(&Theme::instance(), &Theme::changed, this, &DifferenceView::show);
}

void DifferenceView::setRuns(const Run& first, const Run& second) {
  m_first = first;
  m_second = second;
  show();
}

void DifferenceView::show() {
  const bool couldShow = canShow();
  m_map = m_first.snapshot && m_second.snapshot ? compareOutputs(*m_first.snapshot, *m_second.snapshot)
                                                : OutputDifferenceMap{};
  m_field = {};
  m_firstLines.clear();
  m_secondLines.clear();
  if (canShow()) {
    m_isCurve = m_map.rows == 1;
    m_reach = roundReach(m_map.reach);
    m_firstLines = mainLines(*m_first.snapshot);
    m_secondLines = mainLines(*m_second.snapshot);
    m_field = fieldImage(Theme::instance().colors(), {-m_reach, 0, m_reach}, m_map.values, m_map.rows, m_map.columns);
  }
  if (couldShow != canShow() || m_isCurve) updateLayout();  // a curve's numbers may need more room
  ++m_framesSinceDescription;
  const bool isSettled = !m_first.snapshot || !m_first.snapshot->running;
  if (isSettled || couldShow != canShow() || m_framesSinceDescription >= kFramesPerDescription) describe();
  update();
}

QString DifferenceView::sentence() const {
  if (!canShow()) return tr("There is no difference to show yet.");
  const QString first = runLetter(m_first.place);
  const QString second = runLetter(m_second.place);
  if (!m_map.planeShare) return tr("%1 and %2 differ by at most %3.").arg(first, second, formatNumber(m_map.reach));
  const QString plane = formatPercent(*m_map.planeShare);
  if (*m_map.planeShare == 0 && m_map.examples.value_or(0) == 0)
    return tr("%1 and %2 give the same answer everywhere.").arg(first, second);
  if (!m_map.examples) return tr("%1 and %2 answer differently on %3 of the plane.").arg(first, second, plane);
  return tr("%1 and %2 answer differently on %3 of the plane and for %4 of %5 examples.")
      .arg(first, second, plane, formatCount(*m_map.examples), formatCount(m_first.snapshot->data->count()));
}

void DifferenceView::describe() {
  m_framesSinceDescription = 0;
  setAccessibleDescription(sentence());
  setToolTip(sentence());
}

/// ŷ_A − ŷ_B
QString DifferenceView::nameMarkup() const {
  const QString yhat(QChar(0x0177));
  return QStringLiteral("%1_{%2} − %1_{%3}").arg(yhat, runLetter(m_first.place), runLetter(m_second.place));
}

QString DifferenceView::markupAt(const QPointF& place) const {
  const PlotMap map = plotMapNow();
  const auto indexOf = [](double share, int count) {
    return std::clamp(static_cast<int>(std::floor(share * count)), 0, count - 1);
  };
  const int column = indexOf((place.x() - map.left) / (map.right - map.left), m_map.columns);
  const int row = m_map.rows == 1 ? 0 : indexOf((map.top - place.y()) / (map.top - map.bottom), m_map.rows);
  const float value = m_map.values[static_cast<std::size_t>(row * m_map.columns + column)];
  return nameMarkup() + QStringLiteral(" = ") + formatTwoDigits(static_cast<double>(value));
}

PlotMap DifferenceView::plotMapNow() const {
  if (!m_first.snapshot) return {};
  const InputPlane& plane = m_first.snapshot->boundary.plane;
  if (m_isCurve) return {m_layout.plot, plane.low, plane.high, -m_reach, m_reach};
  return {m_layout.plot, plane.low, plane.high, plane.low, plane.high};
}

/// Below the plot are the scale and two lines of words.
void DifferenceView::updateLayout() {
  m_layout = layoutWithin(plotMapNow(), kLinesBelow);
  update();
}

/// The sentence, or what fits of it.
QString DifferenceView::shownWords(const QSizeF& room) const {
  QString whole = sentence();
  const QFontMetricsF metrics(textFont(TextSize::Small));
  const bool isLong =
      metrics.boundingRect(QRectF(0, 0, room.width(), 1e6), Qt::TextWordWrap, whole).height() > room.height() + 1;
  if (!isLong || !m_map.planeShare) return whole;
  const QString plane = formatPercent(*m_map.planeShare);
  return m_map.examples ? tr("differ on %1 of the plane, for %2 examples").arg(plane, formatCount(*m_map.examples))
                        : tr("differ on %1 of the plane").arg(plane);
}

void DifferenceView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const ThemeColors& colors = Theme::instance().colors();
  const double line = m_layout.readout.height() / kLinesBelow;
  if (canShow()) {
    paintPicture(painter);
    paintScale(painter, QRectF(m_layout.readout.topLeft(), QSizeF(m_layout.readout.width(), line)));
  }
  painter.setFont(textFont(TextSize::Small));
  painter.setPen(colors.text);
  QRectF words = canShow() ? m_layout.readout.adjusted(0, line + kUnderScale, 0, kUnderScale) : QRectF(rect());
  const QString text = shownWords(words.size());
  if (canShow()) words.setHeight(wrappedHeight(text, words.size()));
  paintWrapped(painter, words, text);
  if (canShow() && m_place) paintPointedPlace(painter, markupAt(*m_place));
}

void DifferenceView::paintPicture(QPainter& painter) {
  const ThemeColors& colors = Theme::instance().colors();
  ShownField curve;
  if (m_isCurve) {
    curve.kind = ShownField::Kind::Curves;
    curve.curves = {m_map.values};
  }
  const BoundaryScene scene{.snapshot = m_first.snapshot.get(),
                            .field = &curve,
                            .layout = &m_layout,
                            .map = plotMapNow(),
                            .legend = {},
                            .readout = {},
                            .pointedExample = std::nullopt,
                            .lines = nullptr,
                            .ghosts = nullptr,
                            .hasFocus = hasFocus(),
                            .largestTarget = 1,
                            .colors = colors};
  if (m_isCurve)
    paintPlotField(painter, scene, m_layout.plot);
  else
    paintField(painter, m_layout.plot, kCornerRadius, m_field, hasNaN(m_map.values), colors);
  paintBoundaries(painter);
  paintPlotFrame(painter, scene);
  paintAxes(painter, scene);
}

/// In the runs' colours and styles.
void DifferenceView::paintBoundaries(QPainter& painter) {
  const ThemeColors& colors = Theme::instance().colors();
  const QRectF& plot = m_layout.plot;
  painter.save();
  painter.setClipRect(plot);
  painter.setBrush(Qt::NoBrush);
  for (const auto& [run, lines] : {std::pair{&m_first, &m_firstLines}, std::pair{&m_second, &m_secondLines}}) {
    const Qt::PenStyle style = run == &m_first ? Qt::SolidLine : Qt::DashLine;
    painter.setPen(QPen(runColor(colors, run->place), 1.8, style, Qt::FlatCap, Qt::BevelJoin));
    for (const LevelLine& line : *lines) {
      QPolygonF points;
      for (const QPointF& p : line.points)
        points.append({plot.left() + p.x() * plot.width(), plot.top() + p.y() * plot.height()});
      painter.drawPolyline(simplified(points, 0.15));
    }
  }
  painter.restore();
}

/// ŷ_A − ŷ_B  −r ▬▬▬ r
void DifferenceView::paintScale(QPainter& painter, const QRectF& line) const {
  const ThemeColors& colors = Theme::instance().colors();
  painter.setFont(numberFont(TextSize::Small));
  const QFontMetricsF metrics(painter.font());
  const MathText name(nameMarkup(), mathFont(TextSize::Small));
  const QString low = formatShort(-m_reach);
  const QString high = formatShort(m_reach);
  constexpr double kGap = 5;
  const double bar = 3 * metrics.height();
  const double texts = metrics.horizontalAdvance(low) + metrics.horizontalAdvance(high);
  const double scale = m_isCurve ? 0 : texts + 2 * kGap + bar;
  const bool hasName = name.width() + 2 * kGap + scale <= line.width();
  const double whole = scale + (hasName ? name.width() + 2 * kGap : 0);
  double x = std::max(0.0, line.center().x() - whole / 2);
  const double baseline = line.center().y() + (metrics.ascent() - metrics.descent()) / 2;
  painter.setPen(colors.text);
  if (hasName) {
    name.paint(painter, {x, baseline});
    x += name.width() + 2 * kGap;
  }
  if (m_isCurve) return;  // it has numbers at its side
  painter.setPen(colors.axisText);
  painter.setFont(numberFont(TextSize::Small));
  painter.drawText(QPointF(x, baseline), low);
  x += metrics.horizontalAdvance(low) + kGap;
  const QRectF place(x, line.center().y() - 0.25 * line.height(), bar, 0.5 * line.height());
  QLinearGradient gradient(place.topLeft(), place.topRight());
  gradient.setColorAt(0, colors.negativeField);
  gradient.setColorAt(0.5, colors.zeroField);
  gradient.setColorAt(1, colors.positiveField);
  painter.setBrush(gradient);
  painter.setPen(Qt::NoPen);
  painter.drawRoundedRect(place, 2, 2);
  painter.setPen(colors.axisText);
  painter.drawText(QPointF(place.right() + kGap, baseline), high);
}

}  // namespace backscope
