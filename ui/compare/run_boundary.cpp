#include "ui/compare/run_boundary.h"

#include <QPainter>

#include "ui/text/notation.h"
#include "ui/theme/theme.h"
#include "ui/views/boundary_text.h"
#include "ui/views/field_painting.h"

namespace backscope {

namespace {

constexpr int kFramesPerDescription = 60;

/// Only what the runs differ in: the place is the same in all, and stands at the cross.
QString outputsMarkup(const Snapshot& snapshot, const ShownField& field, const QPointF& place) {
  constexpr int kMostOutputs = 3;
  const bool hasVertical = snapshot.boundary.plane.vertical >= 0;
  QStringList parts;
  const std::vector<ReadoutCell> cells = readoutAt(snapshot, field, place);
  for (std::size_t i = hasVertical ? 2 : 1; i < cells.size() && parts.size() < kMostOutputs; ++i)
    parts.append(cells[i].letter.isEmpty() ? cells[i].value : cells[i].letter + QStringLiteral(" = ") + cells[i].value);
  return parts.join(QStringLiteral("  "));
}

}  // namespace

RunBoundary::RunBoundary(QWidget* parent) : PlanePicture(parent) {
  setAccessibleName(tr("Decision boundary"));
  const auto showAnew = [this] {
    m_painter.forgetAll();
    setSnapshot(m_snapshot);
    updateLayout();
  };
  connect(&Theme::instance(), &Theme::changed, this, showAnew);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, showAnew);
}

void RunBoundary::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  if (!snapshot && !m_snapshot) return;
  const bool isOtherData = !m_snapshot || !snapshot || m_snapshot->data != snapshot->data;
  const bool isOtherPlane = isOtherData || m_snapshot->boundary.plane != snapshot->boundary.plane;
  m_snapshot = std::move(snapshot);
  m_field = {};
  if (m_snapshot) {
    if (isOtherData) m_largestTarget = largestTarget(*m_snapshot->data);
    m_painter.forgetField();
    m_field = showField(*m_snapshot, Theme::instance().colors(), m_largestTarget);
    m_field.title.clear();  // the heading above says whose it is
  }
  m_isCurve = m_field.kind == ShownField::Kind::Curves;
  if (isOtherPlane) updateLayout();
  ++m_framesSinceDescription;
  if (isOtherPlane || (m_snapshot && !m_snapshot->running) || m_framesSinceDescription >= kFramesPerDescription)
    describe();
  update();
}

void RunBoundary::describe() {
  m_framesSinceDescription = 0;
  setAccessibleDescription(m_snapshot ? describeBoundary(*m_snapshot, m_field) : tr("Nothing to show yet."));
}

PlotMap RunBoundary::plotMapNow() const {
  return m_snapshot ? plotMap(*m_snapshot, m_field, m_layout.plot, m_largestTarget) : PlotMap{};
}

void RunBoundary::updateLayout() {
  m_painter.forgetAll();
  m_layout = layoutWithin(plotMapNow(), 0);
  update();
}

void RunBoundary::paintEvent(QPaintEvent*) {
  if (!m_snapshot) return;
  QPainter painter(this);
  m_painter.paint(painter, {.snapshot = m_snapshot.get(),
                            .field = &m_field,
                            .layout = &m_layout,
                            .map = plotMapNow(),
                            .legend = {},
                            .readout = {},
                            .pointedExample = std::nullopt,
                            .lines = nullptr,
                            .ghosts = nullptr,
                            .hasFocus = hasFocus(),
                            .largestTarget = m_largestTarget,
                            .colors = Theme::instance().colors()});
  if (m_place) paintPointedPlace(painter, outputsMarkup(*m_snapshot, m_field, *m_place));
}

}  // namespace backscope
