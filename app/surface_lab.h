#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "app/surface_work.h"

namespace backscope {

class SavedPoints;
class SurfaceView;

/// Measures the loss surface of its view in the background while that is seen: of the newest instant, over the plane
/// that is chosen there.
class SurfaceLab : public QObject {
  Q_OBJECT

 public:
  /// Both outlive it.
  SurfaceLab(SurfaceView* view, const SavedPoints& points, QObject* parent);
  /// Waits for the point of the surface that each thread is at.
  ~SurfaceLab() override;

  /// An instant of the present run.
  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  /// The θ at this place of the plane that is shown goes out as moveWanted().
  void move(double alpha, double beta);

 signals:
  /// θ is to go there; `text` says what is undone then.
  void moveWanted(const std::vector<double>& theta, const QString& text);

 private:
  void follow();
  void listPoints();
  void ask(bool isOtherChoice);
  void rest();
  void deliver();
  bool isAnswered(const SurfaceQuestion& question) const;

  SurfaceView* m_view;
  const SavedPoints& m_points;
  std::shared_ptr<const Snapshot> m_snapshot;
  std::vector<SavedPoint> m_listed;                  ///< in the view, without their θ
  std::shared_ptr<const SurfaceQuestion> m_asked;    ///< nothing: of this, no picture is wanted
  std::shared_ptr<const SurfacePlane> m_shownPlane;  ///< nothing where there is none
  SurfaceWork m_work;
  SurfaceWork::Run m_run;  // last: it uses all of the above
};

}  // namespace backscope
