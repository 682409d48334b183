#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <optional>
#include <variant>
#include <vector>

#include "core/engine/command.h"
#include "core/network/architecture.h"
#include "core/network/parameters.h"

namespace backscope {

/// What the type on the page asks of the layout, in pixels.
struct NetworkTypeSizes {
  double headingHeight = 20;  ///< of z^(l), indices included
  double headingWidth = 30;   ///< of the widest
  double lineHeight = 14;     ///< of the captions and notes
};

/// A unit that is shown.
struct UnitBox {
  UnitId id;
  QRectF rect;
};

/// A layer's units, from top to bottom.
struct NetworkColumn {
  int layer = 0;
  double center = 0;           ///< x
  double side = 0;             ///< of a unit's square
  std::vector<UnitBox> units;  ///< the first ones, as many as fit
  int notShown = 0;            ///< further units of this layer, for which there is no room
  QRectF moreMark;             ///< where that is said; empty if all are shown
};

/// Where everything stands that does not depend on weights. Nothing overlaps, whatever the architecture and the area.
struct NetworkLayout {
  std::vector<NetworkColumn> columns;  ///< layers 0…L+1
  double pitch = 0;                    ///< between the centres of neighbouring columns
  double headingBaseline = 0;          ///< y
  double captionBaseline = 0;          ///< y
  QRectF note;                         ///< the lower right corner, for a remark of one line

  /// Nothing if there was no room for it.
  const UnitBox* find(const UnitId& id) const;
};

inline constexpr double kSmallestUnit = 10;
inline constexpr double kLargestUnit = 72;

/// Columns from left to right, units centred, between headings above and a note below.
NetworkLayout layoutNetwork(const Architecture& architecture, const QSizeF& area, const NetworkTypeSizes& type);

/// The centre of a unit's bias mark, on its lower left corner, and the mark's radius.
QPointF biasMarkCenter(const QRectF& unit);
double biasMarkRadius(const QRectF& unit);

/// The curve of a weight: a cubic with level ends, from the right side of the unit it leaves to the left side of the
/// one it enters.
struct EdgeCurve {
  QPointF from;
  QPointF to;

  QPointF at(double t) const;      ///< t = 0…1
  double slopeAt(double t) const;  ///< dy/dx
};
EdgeCurve edgeBetween(const QRectF& fromUnit, const QRectF& toUnit);

/// The smallest distance of a point to the curve, in pixels, to a tenth of a pixel or so.
double distanceTo(const EdgeCurve& curve, const QPointF& point);

/// The width of an edge: proportional to |w| from a hairline to `widest`, which the largest |w| on the page has. Never
/// wider, a hairline also where everything is 0 and where w is not finite.
double edgeWidth(double weight, double largest, double widest);

/// A weight that is drawn: its place in θ, its units and its curve.
struct NetworkEdge {
  std::size_t index = 0;
  UnitId from;
  UnitId to;
  EdgeCurve curve;
};

/// The weights between shown units, ordered by layer, then by the unit left, then by the unit entered. Where there are
/// more than `limit`, those with the largest |w|.
std::vector<NetworkEdge> chooseEdges(const NetworkLayout& layout, const Parameters& parameters, std::size_t limit);

/// Something in the network that can be pointed at, focused or edited.
struct NetworkItem {
  enum class Kind { Unit, Weight, Bias };
  Kind kind = Kind::Unit;
  UnitId unit;     ///< the unit; the one a weight enters; the one a bias belongs to
  int source = 0;  ///< of a weight: the unit of the layer before
  bool operator==(const NetworkItem&) const = default;
};

/// The place in θ of a weight or bias.
std::size_t parameterIndex(const ParameterLayout& layout, const NetworkItem& item);

/// What is at a point: a bias mark before a unit before the nearest edge within a few pixels.
std::optional<NetworkItem> itemAt(const NetworkLayout& layout, const std::vector<NetworkEdge>& edges, bool hasBias,
                                  const QPointF& point);

enum class Direction { Left, Right, Up, Down };
/// That of an arrow key, a Qt::Key; nothing for another.
std::optional<Direction> directionOf(int key);

/// Where an arrow key leads. Up and Down run through a column (each unit, then its bias) or through the edges between
/// two columns; Left and Right go from a unit to an edge beside it and on to the edge's other unit. Nothing moves where
/// there is nothing further.
NetworkItem neighbour(const NetworkLayout& layout, const std::vector<NetworkEdge>& edges, bool hasBias,
                      const NetworkItem& item, Direction direction);

}  // namespace backscope
