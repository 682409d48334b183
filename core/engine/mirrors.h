#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "core/engine/snapshot.h"
#include "core/engine/snapshot_budget.h"

namespace backscope {

/// What the worker knows of symmetries: those that were made of the run, what the outputs had to say to the last one,
/// and the loss on the way to a mirror image that is asked for.
class Mirrors {
 public:
  /// Of another run.
  void clear();

  bool knows(std::int64_t edit) const { return m_made.contains(edit); }
  /// To be called before θ changes: remembers the outputs.
  void watch(const Trainer& trainer);
  /// After watch() and the change.
  void noteMade(std::int64_t edit, const Symmetry& symmetry, const Trainer& trainer);
  /// An edit that it knows() was taken back, or done again.
  void noteRetraced(std::int64_t edit, bool isUndo, const Trainer& trainer);
  /// Nothing before the first.
  std::shared_ptr<const MirrorStep> lastStep() const { return m_lastStep; }

  struct Line {
    std::shared_ptr<const LossLine> line;  ///< nothing where there is no such image
    bool isCoarse = false;
    bool isAbandoned = false;
  };
  /// Computed anew only where θ, the chain or the data is another one.
  Line lineTo(const std::vector<Symmetry>& chain, const Trainer& trainer, SnapshotDetail detail,
              const std::function<bool()>& interrupted);

 private:
  void note(const Symmetry& symmetry, bool isUndone, const Trainer& trainer);

  std::map<std::int64_t, Symmetry> m_made;  ///< by the edit
  std::vector<double> m_outputsBefore;
  std::int64_t m_steps = 0;
  std::shared_ptr<const MirrorStep> m_lastStep;

  Line m_line;
  std::vector<Symmetry> m_lineChain;
  std::vector<double> m_lineTheta;  ///< of which m_line is; empty: none
};

}  // namespace backscope
