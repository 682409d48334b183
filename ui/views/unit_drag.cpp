#include "ui/views/unit_drag.h"

#include <QApplication>
#include <QPainter>
#include <algorithm>

#include "ui/views/mirror_run.h"

namespace backscope {

namespace {

constexpr double kMarkOverhang = 8;
constexpr double kMarkWidth = 3;
constexpr double kAsideOfSide = 0.5;
constexpr double kAsideOfPitch = 0.2;

double gapOf(const NetworkColumn& column) {
  return column.units.size() < 2 ? 0 : column.units[1].rect.top() - column.units[0].rect.bottom();
}

}  // namespace

int placeAt(const NetworkColumn& column, int unit, double y) {
  return static_cast<int>(std::ranges::count_if(
      column.units, [&](const UnitBox& box) { return box.id.unit != unit && box.rect.center().y() < y; }));
}

std::optional<QLineF> insertionMark(const NetworkColumn& column, int unit, int place) {
  if (place == unit) return std::nullopt;
  const QRectF& there = column.units[static_cast<std::size_t>(place)].rect;
  const double half = gapOf(column) / 2;
  const double y = place < unit ? there.top() - half : there.bottom() + half;
  return QLineF(there.left() - kMarkOverhang, y, there.right() + kMarkOverhang, y);
}

bool isMovable(const NetworkLayout& layout, const UnitId& unit) {
  const bool isHidden = unit.layer > 0 && unit.layer + 1 < static_cast<int>(layout.columns.size());
  return isHidden && layout.columns[static_cast<std::size_t>(unit.layer)].units.size() > 1;
}

void UnitDrag::press(const NetworkLayout& layout, const UnitId& unit, const QPointF& at) {
  cancel();
  const UnitBox* box = layout.find(unit);
  if (box == nullptr || !isMovable(layout, unit)) return;
  m_unit = unit;
  m_pressedAt = at;
  m_box = box->rect;
  m_place = unit.unit;
}

bool UnitDrag::moveTo(const NetworkLayout& layout, const QPointF& at) {
  if (!m_unit || m_isDropped) return false;
  const QPointF moved = at - m_pressedAt;
  m_isFollowing = m_isFollowing || moved.manhattanLength() >= QApplication::startDragDistance();
  if (!m_isFollowing) return false;
  const NetworkColumn& column = layout.columns[static_cast<std::size_t>(m_unit->layer)];
  const double side = column.side;
  m_box = layout.find(*m_unit)->rect;
  // Not beyond the layer's ends, where there is no further place.
  m_box.moveTop(std::clamp(m_box.top() + moved.y(), column.units.front().rect.top() - side / 2,
                           column.units.back().rect.top() + side / 2));
  // Beside the others, which it would hide.
  m_box.moveLeft(m_box.left() + std::min(kAsideOfSide * side, kAsideOfPitch * layout.pitch));
  m_place = placeAt(column, m_unit->unit, m_box.center().y());
  return true;
}

std::optional<Symmetry> UnitDrag::drop() {
  if (!isDragging() || m_place == m_unit->unit) {
    cancel();
    return std::nullopt;
  }
  m_isDropped = true;
  return Symmetry{Symmetry::Kind::Move, m_unit->layer, m_unit->unit, m_place};
}

void UnitDrag::cancel() {
  m_unit.reset();
  m_isFollowing = false;
  m_isDropped = false;
}

std::optional<QRectF> UnitDrag::box() const { return m_unit && m_isFollowing ? std::optional(m_box) : std::nullopt; }

void UnitDrag::moveScene(NetworkScene& scene) {
  if (!box()) return;
  m_layout = *scene.layout;
  m_layout.columns[static_cast<std::size_t>(m_unit->layer)].units[static_cast<std::size_t>(m_unit->unit)].rect = m_box;
  m_edges = edgesOn(m_layout, *scene.edges);
  scene.layout = &m_layout;
  scene.edges = &m_edges;
  scene.raised = m_unit;
}

void UnitDrag::paintMark(QPainter& painter, const NetworkLayout& layout, const ThemeColors& colors) const {
  if (!isDragging()) return;
  const std::optional<QLineF> mark =
      insertionMark(layout.columns[static_cast<std::size_t>(m_unit->layer)], m_unit->unit, m_place);
  if (!mark) return;
  painter.setPen(QPen(colors.accent, kMarkWidth, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(*mark);
}

}  // namespace backscope
