#include "ui/compare/run_column.h"

#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/compare/run_boundary.h"
#include "ui/compare/run_heading.h"
#include "ui/compare/run_mark.h"
#include "ui/compare/run_network.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

RunColumn::RunColumn(int place, QWidget* parent) : Card({}, parent), m_place(place) {
  setAccessibleName(tr("Run %1").arg(runLetter(place)));
  m_heading = new RunHeading(place, this);
  m_network = new RunNetwork(this);
  m_boundary = new RunBoundary(this);
  m_difference = new DifferenceView(this);
  m_pictures = new QStackedWidget(this);
  m_pictures->addWidget(m_boundary);
  m_pictures->addWidget(m_difference);
  body()->addWidget(m_heading);
  body()->addWidget(m_network, 5);
  body()->addWidget(m_pictures, 6);
  connect(m_boundary, &PlanePicture::placePointed, this, &RunColumn::placePointed);
  connect(m_difference, &PlanePicture::placePointed, this, &RunColumn::placePointed);
}

void RunColumn::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  m_snapshot = std::move(snapshot);
  m_heading->setSnapshot(m_snapshot);
  m_network->setSnapshot(m_snapshot);
  if (m_pictures->currentWidget() == m_boundary) m_boundary->setSnapshot(m_snapshot);
}

void RunColumn::showDifferenceTo(const std::optional<DifferenceView::Run>& present) {
  if (present) m_difference->setRuns(*present, {m_place, m_snapshot});
  const bool wasBoundary = m_pictures->currentWidget() == m_boundary;
  if (present)
    m_pictures->setCurrentWidget(m_difference);
  else
    m_pictures->setCurrentWidget(m_boundary);
  if (present || wasBoundary) return;
  m_difference->setRuns({}, {});
  m_boundary->setSnapshot(m_snapshot);
}

void RunColumn::setIsPresent(bool isPresent) {
  if (isPresent == m_isPresent) return;
  m_isPresent = isPresent;
  update();
}

/// A square needs no more height than its width; the network has use for it.
void RunColumn::resizeEvent(QResizeEvent* event) {
  Card::resizeEvent(event);
  const int numbers = 2 * QFontMetrics(textFont(TextSize::Small)).height();
  m_pictures->setMaximumHeight(body()->geometry().width() + numbers);
}

void RunColumn::paintEvent(QPaintEvent* event) {
  Card::paintEvent(event);
  if (!m_isPresent) return;
  constexpr double kRadius = 10;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(runColor(Theme::instance().colors(), m_place), 2));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), kRadius, kRadius);
}

}  // namespace backscope
