#pragma once

#include <QObject>
#include <QString>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "app/background_run.h"
#include "core/engine/snapshot.h"
#include "ui/views/curvature_picture.h"

namespace backscope {

class CourseLab;
class CurvatureView;
class NetworkView;
class SearchLab;

/// Measures the curvature where the run stands, in the background and behind everything else, while its view is seen:
/// of a run that trains always the newest instant once the last one is measured, of one that stands just that. Shows
/// the chosen eigenvector in the network.
class CurvatureLab : public QObject {
  Q_OBJECT

 public:
  CurvatureLab(CurvatureView& view, NetworkView& network, QObject* parent);
  /// Waits for what each thread is at.
  ~CurvatureLab() override;

  /// An instant of the present run.
  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);

 signals:
  /// θ is to be moved by this, or to that; `text` says what is undone.
  void stepWanted(const std::vector<double>& step, const QString& text);
  void placeWanted(const std::vector<double>& theta, const QString& text);
  void iterationWanted(std::int64_t iteration);

 private:
  using Run = BackgroundRun<std::shared_ptr<const CurvaturePicture>>;

  void connectView();
  void follow();
  void stop();
  void launch();
  void deliver();
  void showDirection();
  bool isMeasured() const;

  CurvatureView& m_view;
  NetworkView& m_network;
  std::shared_ptr<const Snapshot> m_snapshot;
  std::shared_ptr<const Snapshot> m_measuring;  ///< by the run
  std::shared_ptr<const Snapshot> m_measured;   ///< what is shown
  std::unique_ptr<Run> m_run;                   ///< until it is over; a cancelled one is still at its last product
  SearchLab* m_search = nullptr;
  CourseLab* m_course = nullptr;
};

/// Of the same loss, with the same bits in θ.
bool isSamePlace(const Snapshot& one, const Snapshot& other);

/// The curvature of a snapshot's loss at θ; nothing where it was interrupted.
std::shared_ptr<const CurvaturePicture> measurePicture(const Snapshot& snapshot, const std::vector<double>& theta,
                                                       const std::function<bool()>& interrupted);

}  // namespace backscope
