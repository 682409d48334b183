#include "ui/views/unit_gestures.h"

#include <QKeyEvent>

namespace backscope {

std::optional<Symmetry> symmetryOfKey(const QKeyEvent& event, const Architecture& architecture,
                                      const NetworkItem& item) {
  if (item.kind != NetworkItem::Kind::Unit) return std::nullopt;
  const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
  const UnitId& unit = item.unit;
  Symmetry symmetry{Symmetry::Kind::Flip, unit.layer, unit.unit, unit.unit};
  if ((modifiers & ~Qt::ShiftModifier) == 0 && event.key() == Qt::Key_F) return symmetry;
  const int by = event.key() == Qt::Key_Up ? -1 : event.key() == Qt::Key_Down ? 1 : 0;
  if (modifiers != Qt::AltModifier || by == 0) return std::nullopt;
  symmetry.kind = Symmetry::Kind::Move;
  symmetry.place += by;
  const bool isPlace = symmetry.place >= 0 && symmetry.place < architecture.unitsOf(unit.layer);
  return isPlace ? std::optional(symmetry) : std::nullopt;
}

UnitId unitAfter(const Symmetry& symmetry, const UnitId& unit) {
  const bool isMoved = symmetry.kind == Symmetry::Kind::Move || symmetry.kind == Symmetry::Kind::Swap;
  if (!isMoved || unit.layer != symmetry.layer) return unit;
  if (unit.unit == symmetry.unit) return {unit.layer, symmetry.place};
  if (symmetry.kind == Symmetry::Kind::Swap)
    return unit.unit == symmetry.place ? UnitId{unit.layer, symmetry.unit} : unit;
  // Those between move up behind it.
  if (unit.unit > symmetry.unit && unit.unit <= symmetry.place) return {unit.layer, unit.unit - 1};
  if (unit.unit < symmetry.unit && unit.unit >= symmetry.place) return {unit.layer, unit.unit + 1};
  return unit;
}

}  // namespace backscope
