#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/training/checkpoints.h"
#include "core/training/run_recorder.h"

namespace backscope {

/// One course of the run. The first has no parent; another left its parent at `fork`, where something was changed by
/// hand, and goes on to `end`.
struct Branch {
  int id = 0;
  int parent = -1;
  std::int64_t fork = 0;
  std::int64_t end = 0;
  bool operator==(const Branch&) const = default;
};

/// A place of the run with a name.
struct Bookmark {
  std::string name;
  int branch = 0;
  std::int64_t iteration = 0;
  bool operator==(const Bookmark&) const = default;
};

/// θ of an iteration that is kept.
struct KeptTheta {
  std::int64_t iteration = 0;
  std::span<const double> theta{};
};

/// All of a run, to go back to any of its iterations with the same bits: states kept now and then, and replay from the
/// nearest one. What is changed by hand at an earlier iteration begins a branch; the course up to then stays.
///
/// Memory: the states take at most twice kStateBytes, or kLeastStates where these need more, and one state for each
/// change by hand beyond that; where they would take more, every second one is given up. So a run of a million
/// iterations of 2-4-2-1 is kept in 2 MB, with its curves in 4 MB.
class History {
 public:
  static constexpr std::size_t kStateBytes = 1u << 20;
  static constexpr std::size_t kLeastStates = 12;
  /// Branches kept at most: where another would begin, the oldest one that nothing stands on goes.
  static constexpr std::size_t kMostBranches = 32;

  /// Begins with the trainer's present state.
  explicit History(const Trainer& trainer);
  ~History();
  History(History&&) noexcept;
  History& operator=(History&&) noexcept;
  /// The same, for another trainer of the same run.
  History copyFor(const Trainer& trainer) const;

  /// After each update. Before the end of the branch the run is known already; what was changed by hand there is
  /// changed again.
  void record(Trainer& trainer, const BatchReport& report) {
    if (trainer.iteration() > m_end)
      extend(trainer, report);
    else
      follow(trainer);
  }
  /// Scores the whole sets now, where the trainer stands at the end.
  void recordScores(const Trainer& trainer);
  /// After θ or the training settings were changed by hand. The trainer must stand where it is changed; behind the end
  /// of the branch nothing remains, before it a new branch begins.
  void recordEdit(Trainer& trainer);

  std::int64_t begin() const;
  /// The last iteration of the present branch.
  std::int64_t end() const { return m_end; }
  /// Puts the trainer at this iteration of the present branch (the nearest there is), before any example of its batch.
  void seek(Trainer& trainer, std::int64_t iteration) const;
  /// The first iteration at which so many epochs were finished.
  std::int64_t iterationOfEpoch(Trainer& trainer, std::int64_t epoch) const;

  const std::vector<Branch>& branches() const { return m_branches; }
  int branch() const { return m_present; }
  /// Goes to the end of another branch. One that is gone by now is left alone, here and in discard().
  void choose(Trainer& trainer, int branch);
  /// Forgets a branch with what forked from it. Of one that the present branch forked from, the part before that stays.
  /// The present branch can't be discarded.
  void discard(int branch);

  const std::vector<Bookmark>& bookmarks() const { return m_bookmarks; }
  /// θ at each of them.
  const std::vector<std::vector<double>>& bookmarkThetas() const { return m_bookmarkThetas; }
  /// Of the trainer's place on the present branch.
  void addBookmark(std::string name, const Trainer& trainer);
  void removeBookmark(std::size_t index);

  /// What is kept of the present branch, and of those that it forked from, up to `iteration`: ascending, the start
  /// first. Valid until anything else is recorded.
  std::vector<KeptTheta> keptThetas(std::int64_t iteration) const;
  /// How often anything but training changed what is known or kept: edits, other branches, bookmarks, thinning.
  std::int64_t changes() const { return m_changes; }

  /// The curves of the present branch, without the ladder.
  const RunSeries& series() const;
  /// With what is chosen of it.
  RunSeries seriesWith(LadderChoice choice) const;
  /// The whole sets' scores, as they were scored last before the end.
  const RunScores& latestScores() const;
  std::size_t bytes() const;

 private:
  struct Course;

  History() = default;
  bool isKnown(int branch) const;
  std::size_t placeOf(int branch) const;
  Course& courseOf(int branch) const { return *m_courses[placeOf(branch)]; }
  void extend(const Trainer& trainer, const BatchReport& report);
  /// Puts in place what was changed by hand here; false where nothing was.
  bool follow(Trainer& trainer) const;
  void keepState(const Trainer& trainer);
  void thin();
  const Checkpoints& checkpointsAt(int branch, std::int64_t iteration) const;
  /// Puts the trainer at the last of these states not above `iteration`.
  static void load(Trainer& trainer, const Checkpoints& states, std::int64_t iteration);
  void fork(Trainer& trainer);
  std::unique_ptr<Course> copyOfCurves(Trainer& trainer);
  /// Whether `branch` is `ancestor` or forked from it, at whatever distance.
  bool standsOn(int branch, int ancestor) const;
  /// Forgets everything of `branch` behind `iteration`, with the other branches that forked there.
  void cutAfter(int branch, std::int64_t iteration);
  void erase(int branch);
  void eraseBookmarks(const std::function<bool(const Bookmark&)>& isGone);
  void makeRoom();

  std::vector<std::unique_ptr<Course>> m_courses;  ///< in the order of m_branches
  std::vector<Branch> m_branches;
  std::vector<Bookmark> m_bookmarks;
  std::vector<std::vector<double>> m_bookmarkThetas;
  int m_present = 0;
  std::size_t m_presentPlace = 0;  ///< in m_courses and m_branches, so that an update need not look for it
  int m_nextId = 1;
  std::int64_t m_end = 0;
  std::int64_t m_stride = 1;
  std::int64_t m_nextState = 0;  ///< the iteration whose state is kept next
  std::int64_t m_changes = 0;
};

}  // namespace backscope
