#include "ui/views/unit_lines.h"

#include <QKeyEvent>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace backscope {

namespace {

constexpr double kMoveShare = 1.0 / 40;  ///< of the plane's side, for one press
constexpr double kTurn = 5 * std::numbers::pi / 180;
constexpr double kScale = 1.1;
constexpr double kFine = 0.1;  ///< with Alt
/// As near as the arrow's tip may come to the line, as a share of its length.
constexpr double kLeastFactor = 0.02;

double dot(const QPointF& a, const QPointF& b) { return a.x() * b.x() + a.y() * b.y(); }

/// Towards where an arrow key points; nothing for another key.
std::optional<QPointF> directionOf(const QKeyEvent& event) {
  switch (event.key()) {
    case Qt::Key_Left:
      return QPointF(-1, 0);
    case Qt::Key_Right:
      return QPointF(1, 0);
    case Qt::Key_Up:
      return QPointF(0, 1);
    case Qt::Key_Down:
      return QPointF(0, -1);
    default:
      return std::nullopt;
  }
}

bool isEnter(const QKeyEvent& event) { return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter; }

}  // namespace

bool UnitLines::isPossible() const { return m_snapshot && plane().vertical >= 0 && !m_snapshot->boundary.maps.empty(); }

void UnitLines::setShown(bool isShown) {
  if (isShown == m_isShown) return;
  m_isShown = isShown;
  m_grip.reset();
  letGo();
  readLines();
  emit shown(isShown);
  emit changed();
}

void UnitLines::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  const bool isOther = !snapshot || !m_snapshot || snapshot->generation != m_snapshot->generation ||
                       snapshot->boundary.plane != m_snapshot->boundary.plane ||
                       snapshot->parameters.architecture() != m_snapshot->parameters.architecture();
  m_snapshot = snapshot;
  if (isOther) {
    m_grip.reset();
    letGo();
  }
  if (m_wasPossible != isPossible()) {
    m_wasPossible = isPossible();
    emit possible(*m_wasPossible);
  }
  readLines();
  followSent();
}

void UnitLines::readLines() {
  m_lines.clear();
  if (!m_isShown || !isPossible()) return;
  const int units = std::min(kMostLines, m_snapshot->parameters.architecture().unitsOf(1));
  for (int j = 0; j < units; ++j)
    if (const std::optional<DrawnLine> line = drawnLine(unitNow(j), j, plane())) m_lines.push_back(*line);
}

/// What a snapshot shows may be older than what it was told last.
void UnitLines::followSent() {
  if (!m_hold) return;
  std::vector<PlaneUnit>& sent = m_hold->sent;
  const auto known = std::ranges::find(sent, unitNow(m_hold->unit));
  // Training, or an undo, has made something else of it.
  if (known == sent.end()) return sent.assign(1, unitNow(m_hold->unit));
  sent.erase(sent.begin(), known);
}

const DrawnLine* UnitLines::lineOf(int unit) const {
  const auto line = std::ranges::find(m_lines, unit, &DrawnLine::unit);
  return line == m_lines.end() ? nullptr : &*line;
}

std::optional<int> UnitLines::shownUnit() const {
  if (m_drag || !m_grip) return heldUnit();
  return m_grip->unit;
}

void UnitLines::announce() {
  const std::optional<int> unit = shownUnit();
  if (unit == m_announced) return;
  m_announced = unit;
  emit unitPointed(unit ? std::optional(NetworkItem{NetworkItem::Kind::Unit, {1, *unit}, 0}) : std::nullopt);
}

void UnitLines::pointAt(const PlotMap& map, const std::optional<QPointF>& pixel) {
  if (m_drag) return;
  const std::optional<LineGrip> grip = pixel ? gripAt(m_lines, map, *pixel) : std::nullopt;
  if (grip == m_grip) return;
  m_grip = grip;
  announce();
  emit changed();
}

void UnitLines::hold(int unit) {
  const PlaneUnit now = unitNow(unit);
  m_hold = Hold{unit, now, ++m_holds, {now}, std::nullopt};
  announce();
  emit changed();
}

void UnitLines::letGo() {
  const bool wasHeld = m_hold.has_value();
  m_hold.reset();
  m_drag.reset();
  announce();
  if (wasHeld) emit changed();
}

bool UnitLines::press(const PlotMap& map, const QPointF& pixel) {
  if (!m_grip) return false;
  const DrawnLine* line = lineOf(m_grip->unit);
  hold(m_grip->unit);
  // Without a bias it goes through one place for ever.
  const QPointF pivot = hasBias() ? line->segment.center() : QPointF();
  m_drag = Drag{*m_grip, m_hold->first, map.toValue(pixel), pivot};
  return true;
}

PlaneUnit UnitLines::draggedTo(const QPointF& place) const {
  const Drag& drag = *m_drag;
  if (drag.grip.part == LinePart::Middle) return hasBias() ? moved(drag.first, place - drag.place) : drag.first;
  if (drag.grip.part != LinePart::Arrow)
    return turned(drag.first, drag.pivot, angleBetween(drag.pivot, drag.place, place));
  const QPointF normal = QPointF(drag.first.u, drag.first.v) / drag.first.norm();
  const double length = arrowShare(drag.first.norm(), plane()) * (plane().high - plane().low);
  const double factor = 1 + dot(place - drag.place, normal) / length;
  return scaled(drag.first, std::abs(factor) < kLeastFactor ? std::copysign(kLeastFactor, factor) : factor);
}

void UnitLines::drag(const PlotMap& map, const QPointF& pixel) {
  if (m_drag) set(draggedTo(map.toValue(pixel)));
}

void UnitLines::set(const PlaneUnit& wanted) {
  if (wanted == m_hold->sent.back()) return;
  const std::vector<ValueAt> values = valuesOf(m_snapshot->parameters, m_hold->unit, plane(), wanted);
  if (values.empty()) return;
  m_hold->sent.push_back(wanted);
  emit edited(values, tr("the line of unit %1").arg(m_hold->unit + 1), m_hold->number);
}

void UnitLines::putBack() {
  set(m_hold->first);
  letGo();
}

bool UnitLines::holdNext(bool isForwards) {
  if (m_lines.empty()) return false;
  const auto count = static_cast<std::ptrdiff_t>(m_lines.size());
  std::ptrdiff_t next = isForwards ? 0 : count - 1;
  if (m_hold) {
    const auto here = std::ranges::lower_bound(m_lines, m_hold->unit, {}, &DrawnLine::unit) - m_lines.begin();
    const bool isThere = here < count && m_lines[static_cast<std::size_t>(here)].unit == m_hold->unit;
    next = isForwards ? here + (isThere ? 1 : 0) : here - 1;
  }
  if (next < 0 || next >= count) {
    letGo();
    return false;
  }
  hold(m_lines[static_cast<std::size_t>(next)].unit);
  return true;
}

bool UnitLines::pressKey(const QKeyEvent& event) {
  if (!m_isShown || event.modifiers().testFlag(Qt::ControlModifier)) return false;
  if (m_hold) return pressHeldKey(event);
  return isEnter(event) && holdNext(true);
}

bool UnitLines::pressHeldKey(const QKeyEvent& event) {
  const double share = event.modifiers().testFlag(Qt::AltModifier) ? kFine : 1;
  if (const std::optional<QPointF> direction = directionOf(event)) {
    const bool isCounterClockwise = direction->x() < 0 || direction->y() > 0;
    if (event.modifiers().testFlag(Qt::ShiftModifier))
      turnBy((isCounterClockwise ? kTurn : -kTurn) * share);
    else
      moveBy(*direction, kMoveShare * share);
    return true;
  }
  if (event.key() == Qt::Key_Escape)
    putBack();
  else if (isEnter(event))
    letGo();
  else if (event.key() == Qt::Key_Plus)
    set(scaled(m_hold->sent.back(), 1 + (kScale - 1) * share));
  else if (event.key() == Qt::Key_Minus)
    set(scaled(m_hold->sent.back(), 1 / (1 + (kScale - 1) * share)));
  else
    return false;
  return true;
}

/// Across the line, to the side to which the key points; along a line there is nowhere to go.
void UnitLines::moveBy(const QPointF& direction, double share) {
  const PlaneUnit& unit = m_hold->sent.back();
  const double norm = unit.norm();
  if (!hasBias() || !(norm > 0)) return;
  const QPointF normal = QPointF(unit.u, unit.v) / norm;
  const double side = dot(direction, normal);
  // What rounding leaves of a right angle is none.
  if (std::abs(side) < 1e-9) return;
  m_hold->pivot.reset();
  set(moved(unit, std::copysign(share * (plane().high - plane().low), side) * normal));
}

/// Around the same place until the line is moved, so that turning back leads back.
void UnitLines::turnBy(double angle) {
  const PlaneUnit& unit = m_hold->sent.back();
  if (!m_hold->pivot) {
    const std::optional<DrawnLine> line = drawnLine(unit, m_hold->unit, plane());
    m_hold->pivot = line && hasBias() ? line->segment.center() : QPointF();
  }
  set(turned(unit, *m_hold->pivot, angle));
}

}  // namespace backscope
