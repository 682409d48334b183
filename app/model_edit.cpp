#include "app/model_edit.h"

#include <utility>

#include "app/edits.h"
#include "app/run_edit.h"
#include "ui/text/math_text.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

constexpr int kParameterEdit = 1;
constexpr int kExampleEdit = 2;
constexpr int kParametersEdit = 3;
static_assert(kParametersEdit < RunEdit::kId);

/// "x₂ from 0.4000 to 0.5000", or, where several values are other ones, that the example is.
QString describeChange(const TypedExample& before, const TypedExample& after) {
  QStringList changes;
  const auto compare = [&changes](const QString& letter, const std::vector<double>& from,
                                  const std::vector<double>& to) {
    for (std::size_t k = 0; k < from.size() && k < to.size(); ++k)
      if (from[k] != to[k])
        changes.append(Edits::tr("%1 from %2 to %3")
                           .arg(plainMath(QStringLiteral("%1_{%2}").arg(letter).arg(k + 1)), formatNumber(from[k]),
                                formatNumber(to[k])));
  };
  compare(QStringLiteral("x"), before.x, after.x);
  compare(QStringLiteral("y"), before.y, after.y);
  return changes.size() == 1 ? changes.front() : Edits::tr("the followed example");
}

}  // namespace

ModelEdit::ModelEdit(Edits& edits, int run, std::int64_t edit, Command command)
    : m_edits(edits), m_run(run), m_edit(edit), m_command(std::move(command)) {}

void ModelEdit::redo() {
  if (!m_edits.has(m_run)) return setObsolete(true);
  emit m_edits.posted(m_isMade ? Command(RedoEdit{m_edit}) : m_command, m_run);
  m_isMade = true;
}

void ModelEdit::undo() {
  if (!m_edits.has(m_run)) return setObsolete(true);
  emit m_edits.posted(UndoEdit{m_edit}, m_run);
}

ParameterEdit::ParameterEdit(Edits& edits, int run, const SetParameter& command, const QString& name, double before)
    : ModelEdit(edits, run, command.edit, command), m_name(name), m_before(before), m_value(command.value) {
  describe();
}

int ParameterEdit::id() const { return kParameterEdit; }

bool ParameterEdit::mergeWith(const QUndoCommand* other) {
  const auto* next = static_cast<const ParameterEdit*>(other);
  if (!isSameEdit(*next)) return false;
  m_value = next->m_value;
  setObsolete(m_value == m_before);
  describe();
  return true;
}

void ParameterEdit::describe() {
  setText(Edits::tr("%1 from %2 to %3").arg(m_name, formatNumber(m_before), formatNumber(m_value)));
}

ParametersEdit::ParametersEdit(Edits& edits, int run, const SetParameters& command, const QString& text,
                               std::vector<ValueAt> before)
    : ModelEdit(edits, run, command.edit, command), m_before(std::move(before)), m_values(command.values) {
  setText(text);
}

int ParametersEdit::id() const { return kParametersEdit; }

bool ParametersEdit::mergeWith(const QUndoCommand* other) {
  const auto* next = static_cast<const ParametersEdit*>(other);
  if (!isSameEdit(*next)) return false;
  setText(next->text());
  m_values = next->m_values;
  setObsolete(m_values == m_before);
  return true;
}

SymmetryEdit::SymmetryEdit(Edits& edits, int run, const ApplySymmetry& command, const QString& text)
    : ModelEdit(edits, run, command.edit, command), m_symmetry(command.symmetry) {
  setText(text);
}

FrozenEdit::FrozenEdit(Edits& edits, int run, const SetFrozen& command, const QString& text)
    : ModelEdit(edits, run, command.edit, command) {
  setText(text);
}

ExampleEdit::ExampleEdit(Edits& edits, TypedExample first, SelectExample before, SelectExample after, std::int64_t drag)
    : m_edits(edits), m_first(std::move(first)), m_before(std::move(before)), m_after(std::move(after)), m_drag(drag) {
  setText(describeChange(m_first, *m_after.typed));
}

int ExampleEdit::id() const { return kExampleEdit; }
void ExampleEdit::redo() { emit m_edits.posted(m_after, 0); }
void ExampleEdit::undo() { emit m_edits.posted(m_before, 0); }

bool ExampleEdit::mergeWith(const QUndoCommand* other) {
  const auto* next = static_cast<const ExampleEdit*>(other);
  if (m_drag == 0 || next->m_drag != m_drag) return false;
  m_after = next->m_after;
  setText(describeChange(m_first, *m_after.typed));
  return true;
}

}  // namespace backscope
