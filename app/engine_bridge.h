#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <optional>

#include "core/engine/engine.h"

namespace backscope {

/// The engine as the window sees it: commands go down, snapshots of the present model come up on the window's thread.
class EngineBridge : public QObject {
  Q_OBJECT

 public:
  explicit EngineBridge(const Session& session, QObject* parent = nullptr);
  ~EngineBridge() override;

  void post(Command command);
  /// Another model, see ReplaceSession. Only one replacement is under way at a time: of further ones of the same edit
  /// the newest waits for the first snapshot of that, so that a dragged slider does not flood the worker.
  void replace(Session session, std::int64_t edit = 0);
  /// See ExchangeRun.
  void exchange(Session session, std::int64_t edit);
  /// Also of a replacement that still waits.
  void setTraining(const TrainingSettings& settings);
  /// `receive` gets the session as it stands on the window's thread, unless the bridge is gone by then.
  void capture(std::function<void(Session)> receive);

  /// As last commanded, until a snapshot that was made after that command says how it went on.
  bool isRunning() const { return m_isRunning; }
  /// Commands so far: what Snapshot::commands is once all of them are done.
  std::uint64_t sent() const { return m_sent; }

 signals:
  /// Commanded, or found out by a snapshot: at the end of steps, or where training diverged.
  void runningChanged(bool running);
  /// Never one of a model that was replaced.
  void snapshotArrived(const std::shared_ptr<const backscope::Snapshot>& snapshot);

 private:
  void send(Command command);
  void setRunning(bool running);
  void deliver();
  void sendWaiting();

  std::uint64_t m_generation = 1;
  std::uint64_t m_sent = 0;        ///< commands
  std::uint64_t m_runCommand = 0;  ///< the last of them that said whether to run
  bool m_isRunning = false;
  bool m_isUnderWay = false;  ///< no snapshot of m_generation has come yet
  struct Replacement {
    Session session;
    std::int64_t edit = 0;
  };
  std::optional<Replacement> m_waiting;
  std::unique_ptr<Engine> m_engine;  // last: its worker posts to this object
};

}  // namespace backscope
