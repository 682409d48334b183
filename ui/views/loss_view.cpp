#include "ui/views/loss_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>
#include <vector>

#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/ghost_curves.h"

namespace backscope {

namespace {

PlotCurve curveOf(const QString& name, const QColor& color, PlotCurve::Style style,
                  const std::shared_ptr<const RunSeries>& series, Series RunSeries::*member) {
  return {name, QString(), color, style, std::shared_ptr<const Series>(series, &((*series).*member))};
}

}  // namespace

LossView::LossView(QWidget* parent) : QWidget(parent) {
  createLayout();
  setAccessibleName(tr("Loss"));
  m_plot->setAccessibleName(tr("Loss by iteration"));
  m_plot->setHint(tr("Training draws the loss here."));
  m_plot->setValueAxis(ValueAxis::Log);
  connect(m_scaleSwitch, &QToolButton::toggled, this, [this](bool log) {
    setLogScale(log);
    emit logScaleChosen(log);
  });
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    applyStyle();
    showCurves();
  });
  applyStyle();
  setGhosts({});
  showScale();
}

void LossView::createLayout() {
  m_title = new QLabel(tr("Loss"), this);
  m_scaleSwitch = new QToolButton(this);
  m_scaleSwitch->setCheckable(true);
  m_scaleSwitch->setChecked(true);
  m_scaleSwitch->setAutoRaise(true);
  m_scaleSwitch->setCursor(Qt::PointingHandCursor);
  m_scaleSwitch->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
  m_scaleSwitch->setAccessibleName(tr("Logarithmic loss scale"));
  m_plot = new PlotView(this);
  auto* header = new QHBoxLayout;
  header->addWidget(m_title, 1);
  header->addWidget(m_scaleSwitch);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addLayout(header);
  column->addWidget(m_plot, 1);
}

void LossView::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  m_snapshot = std::move(snapshot);
  showCurves();
}

void LossView::setIncludedValues(const ValueExtent& extent) { m_plot->setIncludedValues(extent); }

void LossView::setGhosts(std::vector<Ghost> ghosts) {
  m_ghosts = std::move(ghosts);
  const QString caption = tr("L = mean ℓ over the examples, without penalty");
  m_plot->setCaption(m_ghosts.empty() ? caption : tr("%1; thin: %2").arg(caption, ghostNames(m_ghosts)));
  showCurves();
}

bool LossView::isLogScale() const { return m_scaleSwitch->isChecked(); }

void LossView::setLogScale(bool log) {
  const QSignalBlocker blocker(m_scaleSwitch);
  m_scaleSwitch->setChecked(log);
  showScale();
}

void LossView::showScale() {
  const bool log = isLogScale();
  m_scaleSwitch->setText(log ? tr("log scale") : tr("linear scale"));
  const QString keys = m_scaleSwitch->shortcut().toString(QKeySequence::NativeText);
  m_scaleSwitch->setToolTip((log ? tr("Show a linear scale (%1)") : tr("Show a logarithmic scale (%1)")).arg(keys));
  m_plot->setValueAxis(log ? ValueAxis::Log : ValueAxis::Linear);
  setAccessibleDescription(m_plot->accessibleDescription());
}

void LossView::showCurves() {
  std::vector<PlotCurve> curves;
  if (m_snapshot && m_snapshot->series) {
    const ThemeColors& colors = Theme::instance().colors();
    const std::shared_ptr<const RunSeries>& series = m_snapshot->series;
    if (!series->batchLoss.empty())
      curves.push_back(curveOf(tr("batch"), colors.zero, PlotCurve::Style::Band, series, &RunSeries::batchLoss));
    curves.push_back(curveOf(tr("train"), colors.trainCurve, PlotCurve::Style::Line, series, &RunSeries::trainLoss));
    if (!series->testLoss.empty())
      curves.push_back(
          curveOf(tr("test"), colors.testCurve, PlotCurve::Style::DashedLine, series, &RunSeries::testLoss));
  }
  std::ranges::move(ghostLosses(m_ghosts), std::back_inserter(curves));
  m_plot->setCurves(std::move(curves));
  if (m_snapshot) m_eventMarks.show(*m_snapshot, *m_plot);
  m_plot->setNow(m_snapshot ? m_snapshot->wentBackTo() : std::nullopt);
  setAccessibleDescription(m_plot->accessibleDescription());
}

void LossView::applyStyle() {
  const ThemeColors& colors = Theme::instance().colors();
  m_title->setFont(textFont(TextSize::Normal, QFont::DemiBold));
  m_scaleSwitch->setFont(textFont(TextSize::Small));
  // Looks like a link, so that the header stays calm.
  m_scaleSwitch->setStyleSheet(
      QStringLiteral("QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 1px 0; "
                     "background: transparent; color: %1; }"
                     "QToolButton:hover { color: %2; text-decoration: underline; }"
                     "QToolButton:focus { border-color: %2; }")
          .arg(colors.mutedText.name(), colors.accent.name()));
}

void LossView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

}  // namespace backscope
