#include "app/run_edit.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "app/edits.h"
#include "app/session_editor.h"
#include "ui/panels/choice_names.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

/// The layer that alone starts in another way.
std::optional<int> onlyLayer(std::vector<LayerInitialization> before, std::vector<LayerInitialization> after) {
  const std::size_t count = std::max(before.size(), after.size());
  before.resize(count);
  after.resize(count);
  std::optional<int> layer;
  for (std::size_t k = 0; k < count; ++k) {
    if (before[k] == after[k]) continue;
    if (layer) return std::nullopt;
    layer = static_cast<int>(k) + 1;
  }
  return layer;
}

QString describeStart(const InitializationSettings& before, const InitializationSettings& after) {
  const auto isAll = [&](auto change) {
    InitializationSettings changed = before;
    change(changed);
    return changed == after;
  };
  if (isAll([&](InitializationSettings& changed) { changed.scale = after.scale; }))
    return Edits::tr("scale of the start from %1 to %2").arg(formatShort(before.scale), formatShort(after.scale));
  if (isAll([&](InitializationSettings& changed) { changed.scheme = after.scheme; }))
    return Edits::tr("start from %1 to %2").arg(screenName(before.scheme), screenName(after.scheme));
  if (isAll([&](InitializationSettings& changed) { changed.seed = after.seed; }))
    return Edits::tr("seed of the weights from %1 to %2").arg(before.seed).arg(after.seed);
  const std::optional<int> layer = onlyLayer(before.layers, after.layers);
  if (layer && isAll([&](InitializationSettings& changed) { changed.layers = after.layers; }))
    return Edits::tr("start of layer %1").arg(layerNumber(*layer));
  return Edits::tr("the start");
}

}  // namespace

QString describeRunChange(const Session& before, const Session& after) {
  if (before.data != after.data) return Edits::tr("the data");
  if (before.network != after.network) return Edits::tr("the network");
  if (before.loss != after.loss) return Edits::tr("the loss");
  if (before.initialization == after.initialization) return Edits::tr("the session");
  return describeStart(before.initialization, after.initialization);
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
