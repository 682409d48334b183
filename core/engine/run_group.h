#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/crew.h"
#include "core/engine/run_loop.h"

namespace backscope {

/// One run, or the runs of a comparison on one clock.
///
/// The present run drives, or where it has diverged the first that has not: training and steps are its own, and the
/// others go to where the clock then is. After each work() either all stand there, or some are still behind and the
/// driver waits for them. A run that has diverged is not waited for.
class RunGroup {
 public:
  using Clock = RunLoop::Clock;

  RunGroup(Session session, std::uint64_t generation);

  void apply(PostedCommand& posted);

  /// Whether there is anything to do now or at a later time without a further command.
  bool hasWork() const;
  /// When the next step is due; nothing: now.
  std::optional<Clock::time_point> nextStepTime() const;
  /// Proceeds for about `budget`, or less once `interrupted` says so.
  void work(Clock::duration budget, const std::function<bool()>& interrupted);
  /// All runs stand at the clock.
  bool isTogether() const;

  /// Something that a snapshot shows has changed since the last one was made.
  bool hasNews() const;
  /// Of the present run, with the others; nullptr where `interrupted` said so before it was done. It is asked on
  /// several threads.
  std::shared_ptr<const Snapshot> makeSnapshot(SnapshotDetail detail, const std::function<bool()>& interrupted = {});

 private:
  struct Member {
    int number = 0;
    std::unique_ptr<RunLoop> run;
  };

  /// What is for one run, and does not move it.
  template <class T>
  void take(T& command, int number) {
    if (RunLoop* run = find(number)) run->apply(command);
  }
  void take(ReplaceSession& command, int number);
  void take(ExchangeRun& exchange, int number);
  void take(Reset& reset, int number);
  void take(ChooseBranch& choice, int number);
  void take(UndoEdit& edit, int number);
  void take(RedoEdit& edit, int number);
  void take(AddBookmark& bookmark, int number);
  void take(RemoveBookmark& bookmark, int number);
  void take(SelectExample& selection, int number);
  // What is for all, or for the driver:
  void take(Train& command, int) { driver().apply(command); }
  void take(Pause& command, int) { driver().apply(command); }
  void take(SetSpeed& speed, int) { driver().apply(speed); }
  void take(Step& step, int);
  void take(Seek& seek, int);
  void take(SetNeeds& needs, int);
  void take(AddRun& command, int);
  void take(CopyRun& command, int);
  void take(RemoveRun& command, int);
  void take(ChooseRun& command, int);
  void take(SetRunClock& command, int);

  template <class T>
  void retrace(T& edit, int number);
  bool canAdd(int number) const;
  void add(int number, std::unique_ptr<RunLoop> run);
  /// The present one for 0; nullptr where there is none.
  RunLoop* find(int number) const;
  /// All for 0.
  std::vector<RunLoop*> targetsOf(int number) const;
  RunLoop& present() const;
  RunLoop& driver() const { return *m_driver; }
  /// Before the runs are moved elsewhere.
  void haltAll();
  /// Commands have moved these runs: where the present one is among them, the clock goes with it.
  void noteMoved(const std::vector<RunLoop*>& runs);
  /// The clock shows what this run's place is.
  void setClockBy(RunLoop& run, bool mayBeBack = true);
  void shareNeeds();
  /// As many threads as there are runs and cores for them.
  void formCrew();
  /// The present run, or where that has diverged the first that has not.
  void chooseDriver();

  std::uint64_t generationOf(const Member& member) const;

  void proceed(Clock::duration budget, const std::function<bool()>& interrupted);
  void stepTogether(Clock::duration budget, const std::function<bool()>& interrupted);
  void stepWithinBatch();
  std::vector<RunLoop*> movers(bool goesBack) const;
  void followClock(Clock::duration budget, Clock::time_point end);
  void endRound(Clock::duration budget, Clock::duration took);
  void endWork();

  std::vector<Member> m_members;  ///< in the order in which they were added
  int m_present = 1;              ///< the number of the present run
  RunLoop* m_driver = nullptr;
  RunClock m_clock = RunClock::Iterations;
  std::int64_t m_time = 0;          ///< what the clock shows; for more than one run
  std::int64_t m_roundUpdates = 1;  ///< of the driver, in a round at full speed
  bool m_isRound = false;           ///< all are on their way to the end of one
  bool m_owesScores = false;        ///< the others have to be scored at the end of a commanded step
  SetNeeds m_needs;
  std::uint64_t m_generation = 0;
  std::uint64_t m_commands = 0;  ///< done so far
  bool m_news = false;
  std::unique_ptr<Crew> m_crew;  ///< for more than one run
};

}  // namespace backscope
