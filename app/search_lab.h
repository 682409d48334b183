#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <vector>

#include "app/background_run.h"
#include "core/engine/snapshot.h"
#include "ui/views/curvature_picture.h"

namespace backscope {

class SearchPage;

/// Searches for the critical point that is nearest to where the run stands, in the background.
class SearchLab : public QObject {
  Q_OBJECT

 public:
  SearchLab(SearchPage& page, QObject* parent);
  ~SearchLab() override;

  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  /// Unless it has searched from where the run stands.
  void startUnlessDone();
  void stop();

 signals:
  void placeWanted(const std::vector<double>& theta, const QString& text);

 private:
  /// A step, or the end.
  struct News {
    SearchStep step;
    std::shared_ptr<const FoundPlace> found;
  };
  using Run = BackgroundRun<News>;

  void start();
  void launch();
  void deliver();
  bool isPossible() const;

  SearchPage& m_page;
  std::shared_ptr<const Snapshot> m_snapshot;
  std::shared_ptr<const Snapshot> m_from;  ///< where the search began whose way is shown
  std::vector<SearchStep> m_steps;
  std::unique_ptr<Run> m_run;  ///< until it is over
  bool m_isWaiting = false;    ///< for the end of that
};

}  // namespace backscope
