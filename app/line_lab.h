#pragma once

#include <QObject>
#include <memory>
#include <optional>
#include <vector>

#include "app/background_run.h"
#include "core/analysis/loss_profile.h"
#include "core/analysis/saved_point.h"
#include "core/engine/snapshot.h"

namespace backscope {

class LineView;
class SavedPoints;

/// Measures the loss along the line of its view in the background, coarse first where the network is large, while that
/// is seen, and follows training: a line that is measured stays until the next one is.
class LineLab : public QObject {
  Q_OBJECT

 public:
  /// Both outlive it.
  LineLab(LineView* view, const SavedPoints& points, QObject* parent);
  /// Waits for the point that is being measured.
  ~LineLab() override;

  /// An instant of the present run.
  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);

 signals:
  /// θ is to go there; `text` says what is undone then.
  void moveWanted(const std::vector<double>& theta, const QString& text);

 private:
  using Run = BackgroundRun<LossProfile>;
  /// What a line depends on, with its ends' names, under which it is shown.
  struct Line {
    SavedPoint from;
    SavedPoint to;
    Architecture network;
    Loss loss = Loss::Square;
    std::shared_ptr<const Dataset> data;
    double beyond = 0;
    bool isAligned = false;

    Parameters start() const;
    /// Its nearest image where that is wanted.
    Parameters end() const;
    /// The same line of another instant.
    bool isSameChoice(const Line& other) const;
    bool operator==(const Line& other) const;
  };

  void follow();
  std::optional<Line> chosenLine() const;
  void drop();
  void launch();
  void deliver();
  void move(double alpha);

  LineView* m_view;
  const SavedPoints& m_points;
  std::shared_ptr<const Snapshot> m_snapshot;
  std::optional<Line> m_line;  ///< that is wanted
  std::unique_ptr<Run> m_run;  ///< until it is over; a cancelled one is still at its last point
  bool m_hasShown = false;     ///< something of m_run was shown
  bool m_isWaiting = false;    ///< m_run is not of m_line
};

}  // namespace backscope
