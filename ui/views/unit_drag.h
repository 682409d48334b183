#pragma once

#include <QLineF>
#include <QPointF>
#include <optional>
#include <vector>

#include "ui/views/network_painter.h"

namespace backscope {

/// The place among its layer's units to which one is dragged whose centre is at this height.
int placeAt(const NetworkColumn& column, int unit, double y);

/// Between which units it would come to stand there; nothing where it stays.
std::optional<QLineF> insertionMark(const NetworkColumn& column, int unit, int place);

/// A hidden unit that is dragged up or down in its layer, as long as the button is held. A press alone is none.
class UnitDrag {
 public:
  /// On a unit that is hidden and not alone; on any other nothing begins.
  void press(const NetworkLayout& layout, const UnitId& unit, const QPointF& at);
  /// Whether the unit follows.
  bool moveTo(const NetworkLayout& layout, const QPointF& at);
  /// The button was let go: what is asked for. Until cancel() the unit is seen where it was dropped.
  std::optional<Symmetry> drop();
  void cancel();

  bool isDragging() const { return m_unit && m_isFollowing && !m_isDropped; }
  /// Where the unit is seen; nothing while none is dragged or dropped.
  std::optional<QRectF> box() const;
  /// Puts the unit where it is dragged to.
  void moveScene(NetworkScene& scene);
  void paintMark(QPainter& painter, const NetworkLayout& layout, const ThemeColors& colors) const;

 private:
  std::optional<UnitId> m_unit;
  bool m_isFollowing = false;
  bool m_isDropped = false;
  QPointF m_pressedAt;
  QRectF m_box;
  int m_place = 0;
  NetworkLayout m_layout;
  std::vector<NetworkEdge> m_edges;
};

/// Whether it can be dragged.
bool isMovable(const NetworkLayout& layout, const UnitId& unit);

}  // namespace backscope
