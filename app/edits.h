#pragma once

#include <QObject>
#include <QUndoStack>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"

namespace backscope {

class Gestures;
class SessionEditor;

/// All that is changed by hand in the network and in the example that is followed, and what began the run anew, so that
/// it can be taken back and done again. The engine keeps the values, the places of the run to which they belong, and
/// the runs; here stands their order.
class Edits : public QObject {
  Q_OBJECT

 public:
  explicit Edits(SessionEditor& editor, QObject* parent = nullptr);
  ~Edits() override;

  /// What is shown, and so what an edit changes.
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
  /// After a choice of the editor's that begins the run anew: the number by which the engine keeps the run from before.
  /// What one drag or the arrows of one control lead to is one edit.
  std::int64_t beginRun();
  /// The same before the run goes back to its start.
  std::int64_t reset();
  /// Another session has no edits.
  void clear();

  void undo();
  void redo();
  /// "w₁₂⁽¹⁾ from 0.4000 to 0.5000", or nothing.
  QString undoText() const { return m_stack.undoText(); }
  QString redoText() const { return m_stack.redoText(); }

 signals:
  /// The run that this edit keeps in the engine takes the place of the present one; the editor has its session already.
  void runExchanged(std::int64_t edit);
  /// For the engine.
  void posted(const backscope::Command& command);
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
  void endDrags();

  SessionEditor& m_editor;
  Gestures* m_gestures;
  QUndoStack m_stack;
  std::shared_ptr<const Snapshot> m_snapshot;
  std::optional<Nudges> m_nudges;  ///< the drag that the last edit belongs to
  std::optional<int> m_draggedInput;
  std::int64_t m_lastDrag = 0;
  std::int64_t m_drag = 0;  ///< that the edit of this moment belongs to
  std::int64_t m_lastEdit = 0;
  std::int64_t m_runGesture = -1;  ///< to which the last edit belongs, where it began a run
  std::int64_t m_lostEdits = 0;
};

}  // namespace backscope
