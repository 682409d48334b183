#pragma once

#include <QUndoCommand>
#include <cstdint>
#include <vector>

#include "core/engine/snapshot.h"

namespace backscope {

class Edits;

/// An edit of one run, which the engine numbers and keeps; posts what it does through Edits::posted(). Where the window
/// has the run no more, there is nothing to do, and it is obsolete.
class ModelEdit : public QUndoCommand {
 public:
  ModelEdit(Edits& edits, int run, std::int64_t edit, Command command);

  /// Its number.
  int run() const { return m_run; }

  void redo() override;
  void undo() override;

 protected:
  bool isSameEdit(const ModelEdit& other) const { return m_edit == other.m_edit; }

 private:
  Edits& m_edits;
  int m_run;
  std::int64_t m_edit;
  Command m_command;
  bool m_isMade = false;
};

/// One weight or bias, with the steps of a drag.
class ParameterEdit : public ModelEdit {
 public:
  ParameterEdit(Edits& edits, int run, const SetParameter& command, const QString& name, double before);

  int id() const override;
  /// The steps of one drag; back where it began there is nothing to take back.
  bool mergeWith(const QUndoCommand* other) override;

 private:
  void describe();

  QString m_name;
  double m_before;
  double m_value;
};

/// Of several parameters.
class ParametersEdit : public ModelEdit {
 public:
  ParametersEdit(Edits& edits, int run, const SetParameters& command, const QString& text, std::vector<ValueAt> before);

  int id() const override;
  bool mergeWith(const QUndoCommand* other) override;

 private:
  std::vector<ValueAt> m_before;
  std::vector<ValueAt> m_values;
};

class SymmetryEdit : public ModelEdit {
 public:
  SymmetryEdit(Edits& edits, int run, const ApplySymmetry& command, const QString& text);

  const Symmetry& symmetry() const { return m_symmetry; }

 private:
  Symmetry m_symmetry;
};

class FrozenEdit : public ModelEdit {
 public:
  FrozenEdit(Edits& edits, int run, const SetFrozen& command, const QString& text);
};

/// Another example is followed, by all runs.
class ExampleEdit : public QUndoCommand {
 public:
  /// `first` has the values before; `drag` is the same for the steps of one drag; 0: it belongs to none.
  ExampleEdit(Edits& edits, TypedExample first, SelectExample before, SelectExample after, std::int64_t drag);

  int id() const override;
  void redo() override;
  void undo() override;
  bool mergeWith(const QUndoCommand* other) override;

 private:
  Edits& m_edits;
  TypedExample m_first;
  SelectExample m_before;
  SelectExample m_after;
  std::int64_t m_drag;
};

}  // namespace backscope
