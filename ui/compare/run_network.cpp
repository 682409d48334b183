#include "ui/compare/run_network.h"

#include <QEvent>
#include <QFontMetrics>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/text/notation.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/field_painting.h"
#include "ui/views/network_description.h"
#include "ui/views/network_headings.h"

namespace backscope {

namespace {

constexpr std::size_t kMostEdges = 400;
constexpr int kFramesPerDescription = 60;
/// Which weights are the largest changes slowly, and costs much to find out in a large network.
constexpr int kFramesPerEdges = 15;

}  // namespace

RunNetwork::RunNetwork(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Network"));
  setMouseTracking(true);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    m_painter.forgetAll();
    update();
  });
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, &RunNetwork::updateLayout);
}

void RunNetwork::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  if (snapshot == m_snapshot) return;
  const bool isOtherShape =
      !m_snapshot || !snapshot || m_snapshot->parameters.architecture() != snapshot->parameters.architecture();
  const bool isOtherData = isOtherShape || m_snapshot->data != snapshot->data;
  m_snapshot = std::move(snapshot);
  m_painter.forgetUnits();
  if (m_snapshot && isOtherData) m_largestTarget = largestTarget(*m_snapshot->data);
  if (isOtherShape)
    updateLayout();
  else if (m_snapshot && m_hiddenEdges > 0 && (!m_snapshot->running || ++m_framesSinceEdges >= kFramesPerEdges))
    updateEdges();
  ++m_framesSinceDescription;
  if (m_snapshot && (isOtherShape || !m_snapshot->running || m_framesSinceDescription >= kFramesPerDescription)) {
    m_framesSinceDescription = 0;
    setAccessibleDescription(describeNetwork(*m_snapshot));
  }
  update();
}

void RunNetwork::updateLayout() {
  m_layout = {};
  m_lit.reset();
  m_painter.forgetAll();
  if (m_snapshot) {
    const Architecture& architecture = m_snapshot->parameters.architecture();
    m_layout = layoutNetwork(architecture, QSizeF(size()), networkTypeSizes(architecture));
  }
  updateEdges();
  update();
}

void RunNetwork::updateEdges() {
  m_framesSinceEdges = 0;
  m_edges.clear();
  m_hiddenEdges = 0;
  if (!m_snapshot) return;
  m_edges = chooseEdges(m_layout, m_snapshot->parameters, kMostEdges);
  m_hiddenEdges = weightCount(m_snapshot->parameters.architecture()) - m_edges.size();
}

double RunNetwork::unitSide() const {
  double side = 0;
  for (const NetworkColumn& column : m_layout.columns) side = std::max(side, column.side);
  return side;
}

void RunNetwork::pointAt(const std::optional<NetworkItem>& item) {
  if (item == m_lit) return;
  m_lit = item;
  update();
}

void RunNetwork::paintEvent(QPaintEvent*) {
  if (!m_snapshot) return;
  QPainter painter(this);
  m_painter.paint(painter, {.snapshot = m_snapshot.get(),
                            .layout = &m_layout,
                            .edges = &m_edges,
                            .hiddenEdges = m_hiddenEdges,
                            .isThinnedOut = m_edges.size() == kMostEdges,
                            .lit = m_lit,
                            .equal = nullptr,
                            .pass = nullptr,
                            .raised = std::nullopt,
                            .theta = nullptr,
                            .movement = 1,
                            .hasFocusRing = false,
                            .largestTarget = m_largestTarget,
                            .area = QSizeF(size()),
                            .colors = Theme::instance().colors()});
}

void RunNetwork::resizeEvent(QResizeEvent*) { updateLayout(); }

void RunNetwork::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::FontChange && event->type() != QEvent::ApplicationFontChange) return;
  updateGeometry();
  updateLayout();
}

void RunNetwork::mouseMoveEvent(QMouseEvent* event) {
  const bool hasBias = m_snapshot && m_snapshot->parameters.architecture().bias;
  pointAt(itemAt(m_layout, m_edges, hasBias, event->position()));
}

void RunNetwork::leaveEvent(QEvent*) { pointAt(std::nullopt); }

QSize RunNetwork::sizeHint() const { return minimumSizeHint() * 2; }

QSize RunNetwork::minimumSizeHint() const {
  const int line = QFontMetrics(textFont(TextSize::Small)).height();
  return {8 * line, 10 * line};
}

}  // namespace backscope
