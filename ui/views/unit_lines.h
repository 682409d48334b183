#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/views/boundary_text.h"
#include "ui/views/line_geometry.h"
#include "ui/views/network_layout.h"

class QKeyEvent;

namespace backscope {

/// The lines w·x + b = 0 of the first layer's units, while they are shown over the boundary, and the hand that holds
/// one: the mouse by its middle, an end or its arrow, or the keyboard as a whole.
///
/// A hand's doing is one edit, from taking hold to letting go. It works while the run trains: then each move starts
/// from where training has brought the unit.
class UnitLines : public QObject {
  Q_OBJECT

 public:
  /// More lines than this hide each other.
  static constexpr int kMostLines = 24;

  using QObject::QObject;

  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  void setShown(bool isShown);
  bool isShown() const { return m_isShown; }
  /// Lines are there to be had: the plane has two inputs.
  bool isPossible() const;

  /// Those in the plane, by unit; nothing where they are not shown.
  const std::vector<DrawnLine>& lines() const { return m_lines; }
  /// Of units that have none in the plane, a sentence for each reason.
  QStringList remarks() const;
  /// The same in a few words, where there is little room; empty where there is nothing to say.
  QString shortRemark() const;
  /// What the mouse is at or holds.
  const std::optional<LineGrip>& grip() const { return m_grip; }
  /// The unit that the hand holds, by the mouse or the keyboard.
  std::optional<int> heldUnit() const { return m_hold ? std::optional(m_hold->unit) : std::nullopt; }
  bool isDragged() const { return m_drag.has_value(); }
  /// Of the unit that is held or pointed at: its two weights and its bias; nothing where there is none.
  std::vector<ReadoutCell> readout() const;
  /// In words: how many lines there are, and the one that is held.
  QString description() const;
  /// What says how the line goes from here.
  Qt::CursorShape cursor() const;

  /// What would be taken hold of there; nothing: the mouse is elsewhere.
  void pointAt(const PlotMap& map, const std::optional<QPointF>& pixel);
  /// Takes hold of what was pointed at; false where that is nothing.
  bool press(const PlotMap& map, const QPointF& pixel);
  void drag(const PlotMap& map, const QPointF& pixel);
  void endDrag() { m_drag.reset(); }
  /// True where the key was for the lines.
  bool pressKey(const QKeyEvent& event);
  /// The keyboard's hold goes on to another line, from none to the first or the last; false where there is no further
  /// one, and then nothing is held.
  bool holdNext(bool isForwards);
  void letGo();

 signals:
  void shown(bool isShown);
  /// Whether there are lines to be had.
  void possible(bool isPossible);
  /// A unit's weights and bias are to be these; the steps of one hold have equal numbers.
  void edited(const std::vector<backscope::ValueAt>& values, const QString& text, std::size_t hold);
  /// The unit that is held or pointed at, or nothing any more.
  void unitPointed(std::optional<backscope::NetworkItem> unit);
  /// Something else is to be seen.
  void changed();

 private:
  struct Hold {
    int unit = 0;
    PlaneUnit first;  ///< from before it was taken hold of
    std::size_t number = 0;
    std::vector<PlaneUnit> sent;   ///< what a snapshot may still show: the last one known, then what it was told
    std::optional<QPointF> pivot;  ///< around which the keyboard turns it
  };
  struct Drag {
    LineGrip grip;
    PlaneUnit first;
    QPointF place;  ///< where it was taken hold of, in the plane's values
    QPointF pivot;  ///< the middle of the line then
  };

  const InputPlane& plane() const { return m_snapshot->boundary.plane; }
  bool hasBias() const { return m_snapshot->parameters.architecture().bias; }
  PlaneUnit unitNow(int unit) const { return planeUnit(m_snapshot->parameters, unit, plane()); }
  const DrawnLine* lineOf(int unit) const;
  std::optional<int> shownUnit() const;
  void readLines();
  void followSent();
  void hold(int unit);
  void set(const PlaneUnit& wanted);
  void putBack();
  bool pressHeldKey(const QKeyEvent& event);
  void moveBy(const QPointF& direction, double share);
  void turnBy(double angle);
  PlaneUnit draggedTo(const QPointF& place) const;
  void announce();

  std::shared_ptr<const Snapshot> m_snapshot;
  bool m_isShown = false;
  std::vector<DrawnLine> m_lines;
  std::optional<LineGrip> m_grip;
  std::optional<Hold> m_hold;
  std::optional<Drag> m_drag;
  std::optional<int> m_announced;
  std::optional<bool> m_wasPossible;
  std::size_t m_holds = 0;
};

}  // namespace backscope
