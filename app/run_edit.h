#pragma once

#include <QString>
#include <QUndoCommand>
#include <cstdint>
#include <vector>

#include "core/session/session.h"

namespace backscope {

class Edits;
class Runs;

/// "scale of the start 1 → 0.01", "the data": what another session begins the run anew with.
QString describeRunChange(const Session& before, const Session& after);

/// Runs in the place of others that the engine keeps, as they stood, under this number. Here stand the settings of the
/// runs that are kept; taking it back exchanges both, and so does doing it again.
class RunEdit : public QUndoCommand {
 public:
  static constexpr int kId = 4;

  /// By the last choice of these runs' editors.
  RunEdit(Edits& edits, Runs& runs, const std::vector<int>& numbers, std::int64_t edit);
  /// Of all runs, with the same settings.
  RunEdit(Edits& edits, Runs& runs, std::int64_t edit, const QString& text);

  int id() const override { return kId; }
  void redo() override;
  void undo() override { exchange(); }
  bool mergeWith(const QUndoCommand* other) override;

  /// Whether it is about this run.
  bool concerns(int number) const;

 private:
  struct Kept {
    int number = 0;
    Session session;
  };

  void describe();
  void exchange();
  void exchangeData(std::vector<int>& exchanged);

  Edits& m_edits;
  Runs& m_runs;
  std::int64_t m_edit;
  std::vector<Kept> m_kept;
  bool m_isMade = false;
};

}  // namespace backscope
