#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "app/background_run.h"
#include "core/analysis/curvature_course.h"
#include "core/engine/snapshot.h"

namespace backscope {

class CoursePage;

/// Measures the curvature at the places of the run that are kept, in the background: at few of them first, then between
/// them.
class CourseLab : public QObject {
  Q_OBJECT

 public:
  CourseLab(CoursePage& page, QObject* parent);
  ~CourseLab() override;

  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  /// Unless this run has been measured.
  void startUnlessDone();
  void stop();

 private:
  using Run = BackgroundRun<CurvatureMoment>;

  void start();
  void launch();
  void deliver();
  void show();
  void clear();

  CoursePage& m_page;
  std::shared_ptr<const Snapshot> m_snapshot;
  std::shared_ptr<const Snapshot> m_of;  ///< of whose path is shown
  std::vector<CurvatureMoment> m_moments;
  std::unique_ptr<Run> m_run;  ///< until it is over
  bool m_isWaiting = false;    ///< for the end of that, or for a path
};

/// The same points, such that any first few of them are spread over the whole.
std::vector<ThetaPath::Point> coarseFirst(const std::vector<ThetaPath::Point>& points);

}  // namespace backscope
