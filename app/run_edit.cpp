#include "app/run_edit.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/edits.h"
#include "app/runs.h"
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

RunEdit::RunEdit(Edits& edits, Runs& runs, const std::vector<int>& numbers, std::int64_t edit)
    : m_edits(edits), m_runs(runs), m_edit(edit) {
  for (const int number : numbers)
    if (const std::optional<int> place = runs.placeOf(number))
      m_kept.push_back({number, runs.editorAt(*place).before()});
  describe();
}

RunEdit::RunEdit(Edits& edits, Runs& runs, std::int64_t edit, const QString& text)
    : m_edits(edits), m_runs(runs), m_edit(edit) {
  for (int place = 0; place < runs.count(); ++place) m_kept.push_back({runs.numberAt(place), runs.sessionAt(place)});
  setText(text);
}

/// The first of the runs is the one that was chosen for.
void RunEdit::describe() {
  if (m_kept.empty()) return;
  if (const std::optional<int> place = m_runs.placeOf(m_kept.front().number))
    setText(describeRunChange(m_kept.front().session, m_runs.sessionAt(*place)));
}

bool RunEdit::concerns(int number) const { return std::ranges::find(m_kept, number, &Kept::number) != m_kept.end(); }

void RunEdit::redo() {
  if (std::exchange(m_isMade, true)) exchange();
}

bool RunEdit::mergeWith(const QUndoCommand* other) {
  const auto* next = static_cast<const RunEdit*>(other);
  if (next->m_edit != m_edit) return false;
  for (const Kept& kept : next->m_kept)
    if (!concerns(kept.number)) m_kept.push_back(kept);
  describe();
  return true;
}

void RunEdit::exchange() {
  std::vector<int> exchanged;
  std::erase_if(m_kept, [this](const Kept& kept) { return !m_runs.placeOf(kept.number); });
  if (m_kept.empty()) return setObsolete(true);
  for (Kept& kept : m_kept) {
    SessionEditor& editor = m_runs.editorAt(*m_runs.placeOf(kept.number));
    Session present = editor.session();
    editor.restore(std::exchange(kept.session, std::move(present)));
    exchanged.push_back(kept.number);
  }
  exchangeData(exchanged);
  emit m_edits.runsExchanged(m_edit, exchanged);
}

/// Runs that came into the comparison since go on with the data that the others have again.
void RunEdit::exchangeData(std::vector<int>& exchanged) {
  const SessionEditor restored = m_runs.editorAt(*m_runs.placeOf(exchanged.front()));
  for (int place = 0; place < m_runs.count(); ++place) {
    SessionEditor& editor = m_runs.editorAt(place);
    if (editor.session().data == restored.session().data || !editor.shareData(restored)) continue;
    m_kept.push_back({m_runs.numberAt(place), editor.before()});
    exchanged.push_back(m_runs.numberAt(place));
  }
}

}  // namespace backscope
