#include "app/run_edit.h"

#include <utility>

#include "app/edits.h"
#include "app/session_editor.h"
#include "ui/text/session_difference.h"

namespace backscope {

QString describeRunChange(const Session& before, const Session& after) {
  if (before.data != after.data) return Edits::tr("the data");
  if (before.network != after.network) return Edits::tr("the network");
  if (before.loss != after.loss) return Edits::tr("the loss");
  if (before.initialization == after.initialization) return Edits::tr("the session");
  const QStringList differences = startDifferences(before, after);
  return differences.size() == 1 ? differences.first() : Edits::tr("the start");
}

RunEdit::RunEdit(Edits& edits, SessionEditor& editor, std::int64_t edit)
    : m_edits(edits), m_editor(editor), m_edit(edit), m_kept(editor.before()) {
  setText(describeRunChange(m_kept, editor.session()));
}

RunEdit::RunEdit(Edits& edits, SessionEditor& editor, std::int64_t edit, const QString& text)
    : m_edits(edits), m_editor(editor), m_edit(edit), m_kept(editor.session()) {
  setText(text);
}

void RunEdit::redo() {
  if (std::exchange(m_isMade, true)) exchange();
}

bool RunEdit::mergeWith(const QUndoCommand* other) {
  if (static_cast<const RunEdit*>(other)->m_edit != m_edit) return false;
  setText(describeRunChange(m_kept, m_editor.session()));
  return true;
}

void RunEdit::exchange() {
  Session present = m_editor.session();
  m_editor.restore(std::exchange(m_kept, std::move(present)));
  emit m_edits.runExchanged(m_edit);
}

}  // namespace backscope
