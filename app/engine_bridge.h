#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/engine.h"

namespace backscope {

/// A run of the engine's by its number, and what it is to train.
struct RunSession {
  int run = 0;
  Session session;
};

/// The engine as the window sees it: commands go down, snapshots of the present models come up on the window's thread.
class EngineBridge : public QObject {
  Q_OBJECT

 public:
  explicit EngineBridge(const Session& session, QObject* parent = nullptr);
  ~EngineBridge() override;

  /// For one run, or for the present one, or for all, as the command is.
  void post(Command command, int run = 0);
  /// Another set of runs, or another present one: snapshots from before it are not shown any more.
  void postChoice(Command command);
  /// Other models, see ReplaceSession. Only one replacement is under way at a time: of further ones of the same edit
  /// the newest waits for the first snapshot of that, so that a dragged slider does not flood the worker.
  void replace(std::vector<RunSession> sessions, std::int64_t edit = 0);
  /// See ExchangeRun.
  void exchange(std::vector<RunSession> sessions, std::int64_t edit);
  /// Also of a replacement that still waits.
  void setTraining(const TrainingSettings& settings, int run);
  /// `receive` gets the sessions of these runs as they stand, at one instant, on the window's thread, unless the bridge
  /// is gone by then.
  void capture(const std::vector<int>& runs, const std::function<void(const std::vector<Session>&)>& receive);

  /// As last commanded, until a snapshot that was made after that command says how it went on.
  bool isRunning() const { return m_isRunning; }
  /// Commands so far: what Snapshot::commands is once all of them are done.
  std::uint64_t sent() const { return m_sent; }

 signals:
  /// Commanded, or found out by a snapshot: at the end of steps, or where training diverged.
  void runningChanged(bool running);
  /// Never one of models or of a set of runs that others took the place of.
  void snapshotArrived(const std::shared_ptr<const backscope::Snapshot>& snapshot);

 private:
  void send(Command command, int run = 0);
  void setRunning(bool running);
  void deliver();
  void sendWaiting();

  std::uint64_t m_generation = 1;
  std::uint64_t m_sent = 0;          ///< commands
  std::uint64_t m_runCommand = 0;    ///< the last of them that said whether to run
  std::uint64_t m_modelCommand = 0;  ///< the last of them that led to another model, or another set of runs
  bool m_isRunning = false;
  bool m_isUnderWay = false;  ///< no snapshot after m_modelCommand has come yet
  struct Replacement {
    std::vector<RunSession> sessions;
    std::int64_t edit = 0;
  };
  std::optional<Replacement> m_waiting;
  std::unique_ptr<Engine> m_engine;  // last: its worker posts to this object
};

}  // namespace backscope
