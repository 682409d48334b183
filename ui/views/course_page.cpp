#include "ui/views/course_page.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "ui/plots/plot_view.h"
#include "ui/text/number_format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/quiet_label.h"

namespace backscope {

namespace {

constexpr int kGap = 12;
/// A press that moves no further is a click.
constexpr double kClickReach = 4;

using Part = double CurvatureMoment::*;

PlotCurve curveOf(const std::vector<CurvatureMoment>& moments, Part part, const QString& name, const QString& symbol,
                  const QColor& color) {
  auto series = std::make_shared<Series>();
  for (const CurvatureMoment& moment : moments) series->appendOnce(moment.iteration, moment.*part);
  return {.name = name, .symbol = symbol, .color = color, .series = series};
}

}  // namespace

CoursePage::CoursePage(QWidget* parent) : QWidget(parent) {
  createLayout();
  connect(m_start, &Button::clicked, this, [this] { m_isRunning ? emit stopRequested() : emit startRequested(); });
  connect(&Theme::instance(), &Theme::changed, this, &CoursePage::showCurves);
  for (const auto& [leader, other] : {std::pair{m_sizes, m_least}, std::pair{m_least, m_sizes}}) {
    PlotView* led = other;
    const PlotView* leading = leader;
    connect(leader, &PlotView::zoomChanged, this, [this, leading, led] { follow(*leading, *led); });
    connect(leader, &PlotView::readOutChanged, this, [this, leading, led] { follow(*leading, *led); });
  }
  setFocusProxy(m_start);
  showStatus();
}

PlotView* CoursePage::createPlot(const QString& name) {
  auto* plot = new PlotView(this);
  plot->setAccessibleName(name);
  plot->setCaption(name);
  plot->setHint(tr("Measuring the run draws it here."));
  plot->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
  plot->installEventFilter(this);
  return plot;
}

void CoursePage::createLayout() {
  m_start = new Button({}, tr("Measure the curvature along the run"), Button::Look::Plain, this);
  m_start->reserveText(tr("Measure again"));
  auto* status = new QuietLabel({}, this);
  status->setElides(true);
  m_status = status;
  m_sizes = createPlot(tr("‖∇L‖ and λmax by iteration"));
  m_sizes->setValueAxis(ValueAxis::Log);
  m_least = createPlot(tr("λmin by iteration"));
  m_least->setValueAxis(ValueAxis::Linear);
  ValueExtent zero;
  zero.include(0);
  m_least->setIncludedValues(zero);
  auto* controls = new QHBoxLayout;
  controls->setSpacing(kGap);
  controls->addWidget(m_start);
  controls->addWidget(m_status, 1);
  m_row = new QBoxLayout(QBoxLayout::LeftToRight);
  m_row->setSpacing(kGap);
  m_row->addWidget(m_sizes, 1);
  m_row->addWidget(m_least, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addLayout(controls);
  column->addLayout(m_row, 1);
}

void CoursePage::setMoments(const std::vector<CurvatureMoment>& moments, std::size_t all, double rate) {
  m_moments = moments;
  m_all = all;
  m_rate = rate;
  showCurves();
  showStatus();
}

void CoursePage::setRunning(bool running) {
  m_isRunning = running;
  showStatus();
}

void CoursePage::setPresent(std::int64_t iteration) {
  const bool isAtEnd = m_moments.empty() || iteration >= m_moments.back().iteration;
  const std::optional<std::int64_t> now = isAtEnd ? std::nullopt : std::optional(iteration);
  m_sizes->setNow(now);
  m_least->setNow(now);
}

QString CoursePage::words() const { return m_status->text(); }

/// Where the curvature is least negative no more, and where it was most.
QString CoursePage::reading() const {
  const auto lowest = std::ranges::min_element(m_moments, {}, &CurvatureMoment::least);
  if (lowest == m_moments.end()) return tr("‖∇L‖ and the eigenvalues at the places of the run that are kept.");
  return tr("λmin is least at iteration %1, %2. A click, or Enter, goes to a place.")
      .arg(formatCount(lowest->iteration), formatNumber(lowest->least));
}

void CoursePage::showStatus() {
  m_start->setText(m_isRunning ? tr("Stop") : m_moments.empty() ? tr("Measure") : tr("Measure again"));
  m_status->setText(m_isRunning ? tr("%1 of %2 places are measured.").arg(m_moments.size()).arg(m_all) : reading());
  setAccessibleDescription(m_status->text());
}

void CoursePage::showCurves() {
  const ThemeColors& colors = Theme::instance().colors();
  m_sizes->setLevels(m_rate > 0 ? std::vector<PlotLevel>{{2 / m_rate, QStringLiteral("2/η")}}
                                : std::vector<PlotLevel>{});
  m_sizes->setCurves(
      {curveOf(m_moments, &CurvatureMoment::gradientNorm, tr("‖∇L‖"), {}, colors.backward),
       curveOf(m_moments, &CurvatureMoment::largest, tr("λmax"), QStringLiteral("λ_{max}"), colors.positive)});
  m_least->setCurves(
      {curveOf(m_moments, &CurvatureMoment::least, tr("λmin"), QStringLiteral("λ_{min}"), colors.negative)});
}

/// The same iterations; the axes of the values are their own.
void CoursePage::follow(const PlotView& leader, PlotView& other) {
  if (m_isFollowing) return;
  const QScopedValueRollback following(m_isFollowing, true);
  other.setReadOut(leader.readOut());
  if (!leader.content().zoom) {
    if (other.isZoomed()) other.resetZoom();
    return;
  }
  const PlotScale scale = other.scale();
  const PlotWindow whole{0, 0, scale.low, scale.high};
  PlotWindow window = other.content().zoom.value_or(whole);
  window.firstIteration = leader.content().zoom->firstIteration;
  window.lastIteration = leader.content().zoom->lastIteration;
  if (other.content().zoom != window) other.zoomTo(window);
}

void CoursePage::choose(double iteration) {
  if (m_moments.empty()) return;
  const auto nearest = std::ranges::min_element(m_moments, {}, [&](const CurvatureMoment& moment) {
    return std::abs(static_cast<double>(moment.iteration) - iteration);
  });
  emit iterationChosen(nearest->iteration);
}

bool CoursePage::eventFilter(QObject* watched, QEvent* event) {
  auto* plot = watched == m_sizes ? m_sizes : m_least;
  if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonRelease) {
    const auto& mouse = *static_cast<QMouseEvent*>(event);
    const bool isPress = event->type() == QEvent::MouseButtonPress;
    const std::optional<QPointF> pressed = std::exchange(m_pressedAt, std::nullopt);
    const bool isPlain = mouse.button() == Qt::LeftButton && mouse.modifiers() == Qt::NoModifier;
    if (isPress && isPlain) m_pressedAt = mouse.position();
    const PlotLayout layout = plot->currentLayout();
    if (!isPress && pressed && (mouse.position() - *pressed).manhattanLength() < kClickReach &&
        layout.axisRect().contains(mouse.position()))
      choose(layout.frame.iterationAt(mouse.position().x()));
  } else if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && plot->readOut()) {
      choose(*plot->readOut());
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

void CoursePage::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const bool isNarrow = width() < 2 * m_sizes->minimumSizeHint().width() + kGap;
  m_row->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

}  // namespace backscope
