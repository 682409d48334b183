#pragma once

#include <QString>
#include <memory>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/exercise/answer.h"
#include "ui/formula/pass_formula.h"

namespace backscope {

/// The passes of one example worked out by hand: every number stays hidden until it is given rightly, or shown on
/// demand. Follows the snapshots; the steps that were taken are asked for one after the other.
class Exercise {
 public:
  /// Takes the newest instant. At another place all steps up to it are asked for, at the same place those that have
  /// been added.
  void follow(const std::shared_ptr<const Snapshot>& snapshot);

  /// The number that is asked for; nullptr where all of the steps taken are known.
  const PassLine* asked() const;
  /// The step that it belongs to, or else the step taken last, with what is known of it so far.
  const PassText& text() const { return m_text; }
  /// Of the line that is asked for among those of its step: 2 of 3.
  int askedNumber() const { return m_line + 1; }
  int askedCount() const;

  /// What is to be said of this entry; a right one is known from here on.
  Answer give(const QString& entry);
  /// The number that is asked for, without its being given.
  void show();
  /// All that is still hidden.
  void showAll();

  /// The instant with the numbers of the steps that are not known left out; the same where nothing is hidden.
  std::shared_ptr<const Snapshot> known() const;
  /// The instant at the step that is worked on.
  const PassInstant& instant() const { return *m_instant; }

 private:
  void enter();
  void fillText();
  void learn();

  std::shared_ptr<const Snapshot> m_snapshot;
  std::shared_ptr<const PassInstant> m_instant;
  int m_known = 0;                        ///< steps
  int m_line = 0;                         ///< of those that are asked in the step behind them
  std::vector<std::size_t> m_askedLines;  ///< in m_whole
  PassText m_whole;                       ///< of the step that is worked on
  PassText m_text;
};

}  // namespace backscope
