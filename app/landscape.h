#pragma once

#include <QObject>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"

namespace backscope {

class CurvatureLab;
class Edits;
class EngineBridge;
class KnownLab;
class LineLab;
class Runs;
class SavedPoints;
class StartsLab;
class SurfaceLab;
class Workbench;

/// The labs of the loss surface: joins their views to the engine and to what is edited.
class Landscape : public QObject {
  Q_OBJECT

 public:
  /// All outlive it.
  struct Place {
    Workbench& workbench;
    Edits& edits;
    EngineBridge& engine;
    StartsLab& starts;
    const Runs& runs;
  };
  Landscape(const Place& place, QObject* parent);

  /// An instant of the present run.
  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);

  /// What becomes of a run that trains when it is moved.
  enum class After {
    Stands,  ///< it is paused there
    GoesOn   ///< it trains on from there; one that stood stands
  };
  /// Moves θ of the present run there as an edit that can be undone, frozen weights with the others, and pauses; the
  /// optimizer keeps its averages, as with all that is changed by hand. `text` says what is undone. A θ that is not
  /// finite, or is of another network than the one that is shown, is refused.
  void moveTo(const std::vector<double>& theta, const QString& text);
  /// The same; a run that trains goes on from there.
  void rollFrom(const std::vector<double>& theta, const QString& text);
  /// The same by a step from where the run stands. One that trains is held first, so that what is added to is the θ of
  /// then, not that of the last picture; where another run or network takes its place meanwhile, nothing is done.
  void moveBy(const std::vector<double>& step, const QString& text, After after = After::Stands);

 signals:
  /// The run is to begin anew with this one, and with its parameters where it has them, as an edit that can be undone.
  void sessionChosen(const backscope::Session& session);
  /// The known point of this name is to be opened.
  void pointChosen(const QString& name);
  /// What was wished for can't be, and why.
  void refused(const QString& sentence);

 private:
  /// A step that waits until the run stands.
  struct Move {
    std::vector<double> step;
    QString text;
    bool trainsOn = false;
    std::uint64_t generation = 0;
    std::uint64_t heldBy = 0;  ///< the command, see Snapshot::commands
  };

  bool isOfNetwork(const std::vector<double>& theta) const;
  void moveNow(const std::vector<double>& theta, const QString& text, bool trainsOn);
  void stepIfDue();
  void stepNow(const Move& move);
  void connectCurvature();

  Place m_place;
  std::optional<Move> m_due;
  SavedPoints* m_points = nullptr;
  LineLab* m_line = nullptr;
  KnownLab* m_known = nullptr;
  SurfaceLab* m_surface = nullptr;
  CurvatureLab* m_curvature = nullptr;
  std::shared_ptr<const Snapshot> m_snapshot;
};

}  // namespace backscope
