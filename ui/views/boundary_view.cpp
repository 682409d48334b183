#include "ui/views/boundary_view.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <iterator>

#include "ui/text/notation.h"
#include "ui/theme/theme.h"
#include "ui/views/boundary_text.h"
#include "ui/views/field_painting.h"
#include "ui/views/ghost_curves.h"
#include "ui/views/plane_controls.h"
#include "ui/views/unit_lines.h"

namespace backscope {

namespace {

constexpr double kPointReach = 8;
/// About once a second while training: a screen reader can't follow every frame.
constexpr int kFramesPerDescription = 60;

}  // namespace

BoundaryView::BoundaryView(QWidget* parent)
    : QWidget(parent), m_controls(new PlaneControls(this)), m_lines(new UnitLines(this)) {
  setAccessibleName(tr("Decision boundary"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  m_controls->hide();
  connect(m_controls, &PlaneControls::planeChosen, this, &BoundaryView::planeChosen);
  connect(m_controls, &PlaneControls::outputChosen, this, [this](int output) {
    m_output = output;
    m_painter.forgetAll();
    setSnapshot(m_snapshot);
    updateLayout();
  });
  connect(m_lines, &UnitLines::changed, this, [this] {
    updateDescription();
    update();
  });
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    m_painter.forgetAll();
    setSnapshot(m_snapshot);
  });
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, [this] {
    setSnapshot(m_snapshot);
    updateLayout();
    updateDescription();
  });
}

void BoundaryView::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  const bool isOtherData = !m_snapshot || !snapshot || m_snapshot->data != snapshot->data;
  const bool isOtherPlane = isOtherData || m_snapshot->boundary.plane != snapshot->boundary.plane;
  const bool isOtherUnit = isOtherData || m_snapshot->enlargedUnit != snapshot->enlargedUnit;
  m_snapshot = std::move(snapshot);
  m_lines->setSnapshot(m_snapshot);
  if (!m_snapshot) {
    m_field = {};
    update();
    return;
  }
  if (isOtherData) m_largestTarget = largestTarget(*m_snapshot->data);
  if (isOtherPlane) m_painter.forgetAll();
  m_painter.forgetField();
  m_field = showField(*m_snapshot, Theme::instance().colors(), m_largestTarget, m_output);
  m_controls->setPlane(m_snapshot->parameters.architecture().inputs, m_snapshot->boundary.plane);
  m_controls->setOutputs(m_snapshot->data->classes() == 0 ? m_snapshot->data->outputs : 1, m_field.output);
  updateLegend();
  if (isOtherPlane || isOtherUnit || m_legend.size() != m_layout.legend.size()) updateLayout();
  ++m_framesSinceDescription;
  if (isOtherPlane || isOtherUnit || !m_snapshot->running || m_framesSinceDescription >= kFramesPerDescription)
    updateDescription();
  update();
}

void BoundaryView::setGhosts(std::vector<Ghost> ghosts) {
  const bool isOther = ghostNames(ghosts) != ghostNames(m_ghosts);
  m_ghosts = std::move(ghosts);
  if (!m_snapshot) return;
  updateLegend();
  if (isOther) {
    updateLayout();
    updateDescription();
  }
  update();
}

/// The legend's scale follows an unbounded unit; what stands around the plot moves only with its content.
void BoundaryView::updateLegend() {
  m_legend = legendOf(*m_snapshot, m_field, Theme::instance().colors());
  m_ghostLines.clear();
  if (m_field.unit) return;
  m_ghostLines = ghostLines(m_ghosts, m_snapshot->boundary.plane, plotMapNow());
  std::ranges::copy(legendOf(m_ghosts), std::back_inserter(m_legend));
}

void BoundaryView::hideControls() {
  m_controls->hideChoice();
  updateLayout();
}

void BoundaryView::updateLayout() {
  m_layout = {};
  m_painter.forgetAll();
  update();
  if (!m_snapshot) return;
  const bool hasControls = m_controls->hasChoices();
  BoundaryTypeSizes type =
      boundaryTypeSizes(plotMap(*m_snapshot, m_field, {}, m_largestTarget), m_field.title, m_legend);
  type.controlsHeight = hasControls ? m_controls->heightIn(controlsWidth(width())) : 0;
  m_layout = layoutBoundary(QSizeF(size()), type);
  m_controls->setGeometry(m_layout.controls.toAlignedRect());
  m_controls->setVisible(hasControls);
}

PlotMap BoundaryView::plotMapNow() const {
  return m_snapshot ? plotMap(*m_snapshot, m_field, m_layout.plot, m_largestTarget) : PlotMap{};
}

std::optional<int> BoundaryView::exampleWithin(double reach) const {
  if (!m_snapshot || !m_cursor) return std::nullopt;
  return exampleAt(*m_snapshot->data, m_snapshot->boundary.plane, plotMapNow(), *m_cursor, reach, m_field.output);
}

/// Near an example, or, where a line is as near, on it.
std::optional<int> BoundaryView::pointedExample() const {
  return m_lines->grip() ? std::nullopt : exampleWithin(kPointReach);
}

void BoundaryView::pointAt(const QPointF& place) {
  m_cursor = place;
  const bool isOnExample = m_snapshot && exampleWithin(pointRadius(*m_snapshot->data, m_layout.plot));
  m_lines->pointAt(plotMapNow(), isOnExample ? std::nullopt : m_cursor);
  setCursor(pointedExample() ? Qt::PointingHandCursor : m_lines->cursor());
  update();
}

std::vector<ReadoutCell> BoundaryView::readoutNow() const {
  if (!m_snapshot) return {};
  if (const std::optional<int> example = pointedExample()) return readoutOf(*m_snapshot, *example, m_field.output);
  if (std::vector<ReadoutCell> line = m_lines->readout(); !line.empty()) return line;
  if (m_cursor && m_layout.plot.contains(*m_cursor))
    return readoutAt(*m_snapshot, m_field, plotMapNow().toValue(*m_cursor));
  if (m_snapshot->typed) return readoutOfTyped(*m_snapshot, m_field.output);
  return readoutOf(*m_snapshot, m_snapshot->example, m_field.output);
}

void BoundaryView::paintEvent(QPaintEvent*) {
  if (!m_snapshot) return;
  QPainter painter(this);
  m_painter.paint(painter, {.snapshot = m_snapshot.get(),
                            .field = &m_field,
                            .layout = &m_layout,
                            .map = plotMapNow(),
                            .legend = m_legend,
                            .readout = readoutNow(),
                            .pointedExample = pointedExample(),
                            .lines = m_lines->isShown() && m_lines->isPossible() ? m_lines : nullptr,
                            .ghosts = &m_ghostLines,
                            .hasFocus = hasFocus(),
                            .largestTarget = m_largestTarget,
                            .colors = Theme::instance().colors()});
}

void BoundaryView::resizeEvent(QResizeEvent*) { updateLayout(); }

void BoundaryView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) {
    updateGeometry();
    updateLayout();
  }
  QWidget::changeEvent(event);
}

void BoundaryView::mouseMoveEvent(QMouseEvent* event) {
  if (!m_lines->isDragged()) return pointAt(event->position());
  m_cursor = event->position();
  m_lines->drag(plotMapNow(), *m_cursor);
}

void BoundaryView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  pointAt(event->position());
  if (m_lines->press(plotMapNow(), *m_cursor)) return setCursor(m_lines->cursor());
  m_lines->letGo();
  if (const std::optional<int> example = pointedExample())
    emit exampleChosen(*example);
  else if (m_snapshot && m_snapshot->isExampleChosen && m_layout.plot.contains(*m_cursor))
    emit choiceEnded();
}

void BoundaryView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !m_lines->isDragged()) return;
  m_lines->endDrag();
  pointAt(event->position());
}

void BoundaryView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !m_snapshot) return;
  pointAt(event->position());
  if (m_lines->grip() || pointedExample() || !m_layout.plot.contains(*m_cursor)) return;
  emit placeChosen(m_snapshot->boundary.plane, plotMapNow().toValue(*m_cursor));
}

void BoundaryView::leaveEvent(QEvent*) {
  m_cursor.reset();
  m_lines->pointAt(plotMapNow(), std::nullopt);
  update();
}

void BoundaryView::keyPressEvent(QKeyEvent* event) {
  if (m_lines->pressKey(*event)) return;
  switch (event->key()) {
    case Qt::Key_Left:
      chooseNeighbour(-1);
      break;
    case Qt::Key_Right:
      chooseNeighbour(1);
      break;
    default:
      QWidget::keyPressEvent(event);
  }
}

void BoundaryView::chooseNeighbour(int step) {
  if (!m_snapshot || m_snapshot->data->count() == 0) return;
  const int count = m_snapshot->data->count();
  // From one that was typed to the first or the last.
  const int from = m_snapshot->typed && step < 0 ? 0 : m_snapshot->example;
  emit exampleChosen((from + step + count) % count);
}

void BoundaryView::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  const bool isForwards = event->reason() == Qt::TabFocusReason;
  if ((isForwards || event->reason() == Qt::BacktabFocusReason) && !m_lines->heldUnit()) m_lines->holdNext(isForwards);
  update();
}

void BoundaryView::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason) m_lines->letGo();
  update();
}

/// From line to line, while one is held.
bool BoundaryView::focusNextPrevChild(bool next) {
  return (m_lines->heldUnit() && m_lines->holdNext(next)) || QWidget::focusNextPrevChild(next);
}

QString BoundaryView::accessibleDescriptionNow() const {
  if (!m_snapshot) return tr("Nothing to show yet.");
  const QString ghosts = m_ghosts.empty() ? QString() : tr("Dashed: the boundary of %1.").arg(ghostNames(m_ghosts));
  return QStringList{m_lines->description(), describeBoundary(*m_snapshot, m_field), ghosts}.join(u' ').trimmed();
}

void BoundaryView::updateDescription() {
  m_framesSinceDescription = 0;
  setAccessibleDescription(accessibleDescriptionNow());
}

QSize BoundaryView::sizeHint() const { return {360, 390}; }

QSize BoundaryView::minimumSizeHint() const { return {250, 220}; }

}  // namespace backscope
