#pragma once

#include <QObject>
#include <QUndoStack>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"

namespace backscope {

class Gestures;
class Runs;

/// All that is changed by hand in the network and in the example that is followed, and what began the run anew, so that
/// it can be taken back and done again. The engine keeps the values, the places of the run to which they belong, and
/// the runs; here stands their order, over all runs of a comparison.
class Edits : public QObject {
  Q_OBJECT

 public:
  explicit Edits(Runs& runs, QObject* parent = nullptr);
  ~Edits() override;

  /// What is shown, and so what an edit changes: an instant of the present run.
  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  void setParameter(std::size_t index, double value);
  /// A step of a drag: one edit together with the steps before it, as long as the run stands.
  void nudgeParameter(std::size_t index, double value);
  /// Several at once, such as those of a line that is moved; `text` says what is undone. With nudgeParameters() equal
  /// `drag` go together, as long as the run stands.
  void setParameters(const std::vector<ValueAt>& values, const QString& text);
  void nudgeParameters(const std::vector<ValueAt>& values, const QString& text, std::size_t drag);
  void makeSymmetry(const Symmetry& symmetry, const QString& text);
  /// Those that were made in the present run and not taken back, from the first.
  std::vector<Symmetry> symmetries() const;
  /// Freezes or releases weights and biases; `text` as above.
  void setFrozen(const std::vector<FrozenAt>& places, const QString& text);
  /// Another value of the followed example's input.
  void setInput(int input, double value);
  void nudgeInput(int input, double value);
  /// Follows an example that is not in the data.
  void follow(const TypedExample& example);
  /// After a choice that begins these runs anew, the one that was chosen for first: the number by which the engine
  /// keeps the runs from before. What one drag or the arrows of one control lead to is one edit.
  std::int64_t beginRuns(const std::vector<int>& numbers);
  /// The same before all runs go back to their start.
  std::int64_t reset();
  /// Another run is the present one, or a run was removed: with it go its edits.
  void followRuns();
  /// The window still has the run.
  bool has(int run) const;
  /// Another session has no edits.
  void clear();

  void undo();
  void redo();
  /// "w₁₂⁽¹⁾ from 0.4000 to 0.5000", or nothing.
  QString undoText() const { return m_stack.undoText(); }
  QString redoText() const { return m_stack.redoText(); }

 signals:
  /// The runs that this edit keeps in the engine take the places of those with these numbers; their editors have their
  /// sessions already.
  void runsExchanged(std::int64_t edit, const std::vector<int>& numbers);
  /// For this run of the engine's.
  void posted(const backscope::Command& command, int run);
  /// What comes is undone or done again in this run: it is to be the present one.
  void runWanted(int number);
  /// What can be undone or redone is another thing.
  void changed();
  /// An input's value is to be followed; what is impossible is to be said.
  void exampleEdited(const backscope::TypedExample& example);
  /// One could not be undone or redone, because its branch has been discarded; none can be any more.
  void lost();

 private:
  struct Nudges {
    bool isMany = false;  ///< of setParameters()
    std::size_t drag = 0;
    std::int64_t iteration = 0;
    std::size_t first = 0;  ///< the first of the places that are changed
    bool isOfOneDragWith(const Nudges& other) const {
      return isMany == other.isMany && drag == other.drag && first == other.first;
    }
  };

  void pushParameter(std::size_t index, double value, bool isNudge);
  void beginEdit(const std::optional<Nudges>& nudges);
  void push(QUndoCommand* edit);
  void edit(int input, double value, bool isNudge);
  std::vector<ValueAt> valuesNow(const std::vector<ValueAt>& places) const;
  bool goesOn(const Nudges& nudges) const;
  void dropRemoved();
  void choosePlaceOf(const QUndoCommand* edit);
  bool isLost(const Snapshot& snapshot);
  void endDrags();

  Runs& m_runs;
  Gestures* m_gestures;
  QUndoStack m_stack;
  std::shared_ptr<const Snapshot> m_snapshot;
  std::optional<Nudges> m_nudges;  ///< the drag that the last edit belongs to
  std::optional<int> m_draggedInput;
  std::int64_t m_lastDrag = 0;
  std::int64_t m_drag = 0;  ///< that the edit of this moment belongs to
  std::int64_t m_lastEdit = 0;
  std::int64_t m_runGesture = -1;           ///< to which the last edit belongs, where it began a run
  std::map<int, std::int64_t> m_lostEdits;  ///< by the run's number
};

}  // namespace backscope
