#pragma once

#include <QString>
#include <QUndoCommand>
#include <cstdint>

#include "core/session/session.h"

namespace backscope {

class Edits;
class SessionEditor;

/// "scale of the start 1 → 0.01", "the data": what another session begins the run anew with.
QString describeRunChange(const Session& before, const Session& after);

/// Another run in the place of one that the engine keeps, as it stood, under this number. Here stand the settings of
/// the run that is kept; taking it back exchanges both, and so does doing it again.
class RunEdit : public QUndoCommand {
 public:
  static constexpr int kId = 4;

  /// By the last choice of the editor's.
  RunEdit(Edits& edits, SessionEditor& editor, std::int64_t edit);
  /// With the same settings.
  RunEdit(Edits& edits, SessionEditor& editor, std::int64_t edit, const QString& text);

  int id() const override { return kId; }
  void redo() override;
  void undo() override { exchange(); }
  bool mergeWith(const QUndoCommand* other) override;

 private:
  void exchange();

  Edits& m_edits;
  SessionEditor& m_editor;
  std::int64_t m_edit;
  Session m_kept;
  bool m_isMade = false;
};

}  // namespace backscope
