#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "core/engine/command.h"
#include "core/engine/kept_runs.h"
#include "core/engine/make_snapshot.h"
#include "core/engine/mirrors.h"
#include "core/engine/path_keeper.h"
#include "core/engine/run_clock.h"
#include "core/engine/transport.h"

namespace backscope {

/// What a snapshot says that is not of its run alone.
struct SnapshotStamp {
  int run = 1;
  bool isCatchingUp = false;
  std::uint64_t generation = 0;
  std::uint64_t commands = 0;  ///< done so far
  bool running = false;
  bool isFree = false;  ///< it trains as fast as it can
};

/// One run: the changing model, how it is to proceed and what was recorded of it. Knows time, but no thread.
class RunLoop {
 public:
  using Clock = std::chrono::steady_clock;

  explicit RunLoop(Session session);
  /// Another run with the same course and place, which stands still; what other runs took the place of is not kept
  /// there.
  std::unique_ptr<RunLoop> copy() const;

  /// Any command that is for one run.
  template <class T>
  void apply(T& command) {
    m_news = true;
    take(command);
  }
  void select(SelectExample selection, bool isRunning);
  void setNeeds(SnapshotNeeds needs);
  /// Whether steps of this size go through the chosen example alone.
  bool isThroughChosen(StepSize size) const { return m_chosen && m_needs.pass && size < StepSize::Example; }
  /// A step of the chosen example's passes, which end with its own update.
  void stepChosen(const Step& step);
  void leaveChosen();
  bool hasKept(std::int64_t edit) const { return m_kept.has(edit); }
  void removeBookmark(const Bookmark& bookmark);

  const Trainer& trainer() const { return m_cursor->trainer(); }
  const PassCursor& cursor() const { return *m_cursor; }

  /// Whether there is anything to do now or at a later time without a further command.
  bool hasWork() const { return m_transport.hasWork(); }
  const Transport& transport() const { return m_transport; }
  void stop() { m_transport.stop(); }
  /// Goes on as another run did.
  void takeOver(const Transport& transport);
  /// Proceeds for about `budget`, or less once `interrupted` says so; returns at the latest after one update more.
  /// Where the run diverged or came to its beginning it stops, and says how it was to proceed.
  std::optional<Transport> work(Clock::duration budget, const std::function<bool()>& interrupted);

  // In a comparison:
  /// Whether it stands where the clock shows `time`, or can't get there.
  bool isAt(RunClock clock, std::int64_t time) const {
    return m_isPlaced && (timeOf(trainer(), clock) >= time || trainer().divergence());
  }
  /// False: it may stand behind that place as well as before it, and the next follow() finds out.
  void setPlaced(bool isPlaced) { m_isPlaced = isPlaced; }
  /// Goes there, back or forwards, as far as it comes until `end`, at least by one update.
  void follow(RunClock clock, std::int64_t time, Clock::time_point end);
  /// A step within a batch, not one of its own transport; false where there is none.
  bool step(StepSize size, bool goesBack);
  /// One of the steps of its transport is done; by itself or, where it had to wait, by the others.
  void finishStep();
  /// After it was moved from outside, `iterationBefore` of the run; `time` is what it took where it went at full speed.
  void noteMoved(std::int64_t iterationBefore, std::optional<Clock::duration> time);
  void recordScores();

  /// Something that a snapshot shows has changed since the last one was made.
  bool hasNews() const { return m_news; }
  /// nullptr where `interrupted` said so before it was done.
  std::shared_ptr<Snapshot> makeSnapshot(const SnapshotStamp& stamp, SnapshotDetail detail,
                                         const std::function<bool()>& interrupted = {});

 private:
  /// The example that the user has chosen, and how many of its steps are taken.
  struct ChosenExample {
    SelectExample choice;
    TypedExample values;
    int done = 0;
  };

  RunLoop() = default;
  void take(ReplaceSession& command);
  void take(ExchangeRun& exchange);
  void take(Train& command);
  void take(Pause& command);
  void take(Step& step);
  void take(Seek& seek);
  void take(ChooseBranch& choice);
  void take(DiscardBranch& choice);
  void take(AddBookmark& bookmark);
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
  void take(Capture& capture);
  /// Stops, before the run is moved elsewhere.
  void halt();
  void noteMove();
  void retrace(std::int64_t edit, bool isUndo);
  /// Puts the present run among those that are kept, unless this edit has one there.
  void keep(std::int64_t edit);
  void begin(Session session);
  void startOver();
  void restartClock();
  enum class Advance { Nothing, Part, Step };
  Advance advance();
  void addPass(const SnapshotStamp& stamp, SnapshotContext& context);
  void measureRate(std::int64_t examples, Clock::duration time);

  std::unique_ptr<PassCursor> m_cursor;
  EditLog m_edits;
  Mirrors m_mirrors;
  PathKeeper m_paths;
  SharedModel m_model;
  KeptRuns m_kept;
  SnapshotNeeds m_needs;
  std::optional<ChosenExample> m_chosen;
  Transport m_transport;
  bool m_news = true;
  bool m_isPlaced = false;   ///< not behind the first place at which the clock shows what it should
  std::int64_t m_moves = 0;  ///< see HistoryPlace
  std::int64_t m_begun = 0;  ///< see HistoryPlace, as the next one
  std::int64_t m_lostEdits = 0;
  double m_examplesPerSecond = 0;
};

}  // namespace backscope
