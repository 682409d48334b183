#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "app/start_solutions.h"
#include "core/engine/snapshot.h"

namespace backscope {

class Runs;
class StartsLab;

/// The points between which one can choose at an instant.
struct SavedPointList {
  std::vector<SavedPoint> points;  ///< without their θ, which is long: see SavedPoints::find()
  /// Places of the runs that are left out, because their networks have another shape.
  std::vector<int> otherRuns;
  bool hasOtherSolutions = false;  ///< those of the many starts are left out for the same reason
};

/// Of an instant: now, the start, the bookmarks, the other runs, mirror images of now, and where the many starts ended.
SavedPointList listPoints(const Snapshot& snapshot, const Runs& runs, const StartSolutions& solutions);
/// The same point with its θ at this instant; nothing where there is none (any more).
std::optional<SavedPoint> findPoint(const SavedPoint& point, const Snapshot& snapshot, const Runs& runs,
                                    const StartSolutions& solutions);

/// All of the window's points under a name.
class SavedPoints : public QObject {
  Q_OBJECT

 public:
  /// Both outlive it.
  SavedPoints(const Runs& runs, const StartsLab& starts, QObject* parent);

  SavedPointList list(const Snapshot& snapshot) const { return listPoints(snapshot, m_runs, m_solutions); }
  std::optional<SavedPoint> find(const SavedPoint& point, const Snapshot& snapshot) const {
    return findPoint(point, snapshot, m_runs, m_solutions);
  }

 signals:
  /// The many starts have come to others.
  void changed();

 private:
  const Runs& m_runs;
  StartSolutions m_solutions;
};

}  // namespace backscope
