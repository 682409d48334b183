#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "core/engine/command.h"
#include "core/engine/kept_runs.h"
#include "core/engine/make_snapshot.h"
#include "core/engine/mirrors.h"

namespace backscope {

/// What the worker does between two looks at its queue: the changing model, how it is to proceed and what was recorded
/// of it. Knows time, but no thread.
class RunLoop {
 public:
  using Clock = std::chrono::steady_clock;

  RunLoop(Session session, std::uint64_t generation);

  void apply(Command& command);

  /// Whether there is anything to do now or at a later time without a further command.
  bool hasWork() const { return m_running || m_stepsLeft > 0; }
  /// When the next step is due; nothing: now.
  std::optional<Clock::time_point> nextStepTime() const;
  /// Proceeds for about `budget`, or less once `interrupted` says so; returns at the latest after one update more.
  void work(Clock::duration budget, const std::function<bool()>& interrupted);

  /// Something that a snapshot shows has changed since the last one was made.
  bool hasNews() const { return m_news; }
  /// nullptr where `interrupted` said so before it was done.
  std::shared_ptr<const Snapshot> makeSnapshot(SnapshotDetail detail, const std::function<bool()>& interrupted = {});

 private:
  /// The example that the user has chosen, and how many of its steps are taken.
  struct ChosenExample {
    SelectExample choice;
    TypedExample values;
    int done = 0;
  };

  void take(ReplaceSession& command);
  void take(ExchangeRun& exchange);
  void take(Train& command);
  void take(Pause& command);
  void take(Step& step);
  void take(Seek& seek);
  void take(ChooseBranch& choice);
  void take(DiscardBranch& choice);
  void take(AddBookmark& bookmark);
  void take(RemoveBookmark& bookmark);
  void take(Reset& reset);
  void take(SetTraining& training);
  void take(SetSpeed& speed);
  void take(SetParameter& parameter);
  void take(SetParameters& parameters);
  void take(SetFrozen& frozen);
  void change(const ModelChange& change, std::int64_t edit);
  void take(ApplySymmetry& command);
  void take(UndoEdit& edit);
  void take(RedoEdit& edit);
  void take(SetNeeds& needs);
  void take(SelectExample& selection);
  void take(Capture& capture);
  /// What is about several runs changes nothing in one.
  template <class T>
  void take(T&) {}
  /// Stops, before the run is moved elsewhere.
  void halt();
  void noteMove();
  void retrace(std::int64_t edit, bool isUndo);
  /// Puts the present run among those that are kept, unless this edit has one there.
  void keep(std::int64_t edit);
  void begin(Session session);
  void startOver();
  void restartClock();
  bool advance();
  void stepChosen(const Step& step);
  void addPass(SnapshotContext& context);
  void finishStep();
  void measureRate(std::int64_t examples, Clock::duration time);

  const Trainer& trainer() const { return m_cursor->trainer(); }

  std::unique_ptr<PassCursor> m_cursor;
  EditLog m_edits;
  Mirrors m_mirrors;
  SharedModel m_model;
  KeptRuns m_kept;
  SnapshotNeeds m_needs;
  SetSpeed m_speed;
  std::uint64_t m_generation = 0;
  std::uint64_t m_commands = 0;  ///< done so far
  std::optional<ChosenExample> m_chosen;
  bool m_running = false;
  bool m_news = true;
  StepSize m_stepSize = StepSize::Batch;
  std::int64_t m_stepsLeft = 0;  ///< of a Step command
  bool m_goesBack = false;       ///< these steps do
  std::int64_t m_moves = 0;      ///< see HistoryPlace
  std::int64_t m_begun = 0;      ///< see HistoryPlace, as the next one
  std::int64_t m_lostEdits = 0;
  std::int64_t m_epochAtStep = 0;  ///< the epoch in which the present epoch-sized step began
  Clock::time_point m_nextStep{};  ///< for a limited speed
  double m_examplesPerSecond = 0;
};

}  // namespace backscope
