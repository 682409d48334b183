#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "app/background_run.h"
#include "core/sweep/sweep_grid.h"
#include "ui/views/init_map.h"

namespace backscope {

class InitMapView;

/// Trains the runs of an init map in the background, on all cores but one and behind everything else, and fills the
/// view with them. A map that is cancelled ends by itself; nobody waits for it.
class InitMapLab : public QObject {
  Q_OBJECT

 public:
  InitMapLab(InitMapView* view, QObject* parent);
  /// Waits for the update that each thread is at.
  ~InitMapLab() override;

  /// The window's settings. A map that runs or follows begins anew where they are of another one.
  void setSession(const Session& session);

 signals:
  /// The user chose a cell: it is to be loaded.
  void sessionChosen(const backscope::Session& session);
  /// It is to be compared with the present run.
  void besideChosen(const backscope::Session& session);

 private:
  using Run = BackgroundRun<CellOutcome>;

  /// Another map with nothing done. False where this network has none.
  bool prepare();
  void start();
  void launch();
  void stop();
  bool isRunning() const;
  /// Takes what has come of the present map.
  void deliver();
  void takeChoice();
  void follow();
  void chooseCell(std::size_t cell, bool isBeside);

  InitMapView* m_view;
  std::optional<Session> m_session;
  std::optional<InitMap> m_map;  ///< without its cells, which are the view's
  std::optional<SweepGrid> m_grid;
  std::unique_ptr<Run> m_run;  ///< until it is over; a cancelled one is still at its last update
  bool m_isWaiting = false;    ///< m_map for the end of that
  bool m_isStarted = false;    ///< m_map was, and not stopped
};

}  // namespace backscope
