#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/training/divergence_origin.h"
#include "core/training/history.h"
#include "core/training/pass_instant.h"

namespace backscope {

/// A place in a run that can be moved by steps of any size, forwards and back. Every number on the way is that of
/// training without stopping, bit for bit.
///
/// A place is an iteration, an example of its batch, and how many of that example's steps are taken. Where all of them
/// are, it is the beginning of the next example.
class PassCursor {
 public:
  /// Stands where the session's run does.
  explicit PassCursor(Session session);
  /// Another one at the same place of the same run.
  PassCursor copy() const;

  const Trainer& trainer() const { return m_trainer; }
  const History& history() const { return m_history; }
  /// Steps taken of the present example, 0 … their number − 1.
  int step() const { return m_step; }

  /// One update: what is left of the present batch. False where training has diverged.
  bool advanceBatch();
  /// One step forwards; false where training has diverged.
  bool advance(StepSize size);
  /// One step back; false at the beginning.
  bool retreat(StepSize size);

  /// To this iteration of the present branch, before its batch; clamped.
  void seek(std::int64_t iteration);
  /// To the end of another branch.
  void chooseBranch(int branch);
  void discardBranch(int branch) { m_history.discard(branch); }
  void addBookmark(std::string name) { m_history.addBookmark(std::move(name), m_trainer); }
  void removeBookmark(std::size_t index) { m_history.removeBookmark(index); }

  void setTraining(const TrainingSettings& settings);
  /// By hand.
  void change(const ModelChange& change);
  /// Scores the whole sets where it stands, for the curves.
  void recordScores() { m_history.recordScores(m_trainer); }
  /// Back to the start, with a history of its own.
  void reset();

  /// What the passes show here: the present example, or, between two examples, the one just finished.
  PassInstant instant();
  /// Δθ of the update that led to the present θ; nothing at the beginning, after a change of θ by hand and where it has
  /// diverged. Where it is not known any more, it is found by a replay of at most `mostReplayed` updates, or not.
  std::optional<std::vector<double>> lastStep(std::int64_t mostReplayed);
  /// Where the divergence began at which it stands; nothing without one. Looked for when it is first asked for.
  std::shared_ptr<const DivergenceOrigin> divergenceOrigin();
  Session capture() const;

 private:
  PassCursor(Trainer trainer, const History& history);
  bool finishExample();
  bool advanceWithin(StepSize size);
  bool retreatWithin(StepSize size);
  bool retreatExample();
  bool retreatBatch();
  bool retreatEpoch();
  void clearDivergence();
  PassInstant finishedInstant();
  std::optional<std::vector<double>> replayedStep();

  Trainer m_trainer;
  History m_history;
  int m_step = 0;
  BatchReport m_report;  ///< kept, so that an update allocates nothing
  std::optional<PassInstant>
      m_finished;  ///< of the example that was finished last, as long as nothing else has happened
  std::shared_ptr<const DivergenceOrigin> m_origin;
};

}  // namespace backscope
