#include "app/edits.h"

#include <QSignalBlocker>
#include <QUndoCommand>
#include <algorithm>
#include <utility>

#include "app/gestures.h"
#include "app/run_edit.h"
#include "app/runs.h"
#include "ui/text/math_text.h"
#include "ui/text/number_format.h"
#include "ui/values/parameter_item.h"
#include "ui/views/network_description.h"

namespace backscope {

namespace {

constexpr int kParameterEdit = 1;
constexpr int kExampleEdit = 2;
constexpr int kParametersEdit = 3;
static_assert(kParametersEdit < RunEdit::kId);

/// An edit of one run, which the engine numbers and keeps; posts what it does through Edits::posted().
class ModelEdit : public QUndoCommand {
 public:
  ModelEdit(Edits& edits, int run, std::int64_t edit, Command command)
      : m_edits(edits), m_run(run), m_edit(edit), m_command(std::move(command)) {}

  int run() const { return m_run; }

  void redo() override {
    if (!m_edits.has(m_run)) return setObsolete(true);
    emit m_edits.posted(m_isMade ? Command(RedoEdit{m_edit}) : m_command, m_run);
    m_isMade = true;
  }

  void undo() override {
    if (!m_edits.has(m_run)) return setObsolete(true);
    emit m_edits.posted(UndoEdit{m_edit}, m_run);
  }

 protected:
  bool isSameEdit(const ModelEdit& other) const { return m_edit == other.m_edit; }

 private:
  Edits& m_edits;
  int m_run;
  std::int64_t m_edit;
  Command m_command;
  bool m_isMade = false;
};

class ParameterEdit : public ModelEdit {
 public:
  ParameterEdit(Edits& edits, int run, const SetParameter& command, const QString& name, double before)
      : ModelEdit(edits, run, command.edit, command), m_name(name), m_before(before), m_value(command.value) {
    describe();
  }

  int id() const override { return kParameterEdit; }

  /// The steps of one drag; back where it began there is nothing to take back.
  bool mergeWith(const QUndoCommand* other) override {
    const auto* next = static_cast<const ParameterEdit*>(other);
    if (!isSameEdit(*next)) return false;
    m_value = next->m_value;
    setObsolete(m_value == m_before);
    describe();
    return true;
  }

 private:
  void describe() { setText(Edits::tr("%1 from %2 to %3").arg(m_name, formatNumber(m_before), formatNumber(m_value))); }

  QString m_name;
  double m_before;
  double m_value;
};

/// Of several parameters.
class ParametersEdit : public ModelEdit {
 public:
  ParametersEdit(Edits& edits, int run, const SetParameters& command, const QString& text, std::vector<ValueAt> before)
      : ModelEdit(edits, run, command.edit, command), m_before(std::move(before)), m_values(command.values) {
    setText(text);
  }

  int id() const override { return kParametersEdit; }

  bool mergeWith(const QUndoCommand* other) override {
    const auto* next = static_cast<const ParametersEdit*>(other);
    if (!isSameEdit(*next)) return false;
    setText(next->text());
    m_values = next->m_values;
    setObsolete(m_values == m_before);
    return true;
  }

 private:
  std::vector<ValueAt> m_before;
  std::vector<ValueAt> m_values;
};

class SymmetryEdit : public ModelEdit {
 public:
  SymmetryEdit(Edits& edits, int run, const ApplySymmetry& command, const QString& text)
      : ModelEdit(edits, run, command.edit, command), m_symmetry(command.symmetry) {
    setText(text);
  }

  const Symmetry& symmetry() const { return m_symmetry; }

 private:
  Symmetry m_symmetry;
};

class FrozenEdit : public ModelEdit {
 public:
  FrozenEdit(Edits& edits, int run, const SetFrozen& command, const QString& text)
      : ModelEdit(edits, run, command.edit, command) {
    setText(text);
  }
};

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

/// All runs follow the same example.
class ExampleEdit : public QUndoCommand {
 public:
  /// `drag` is the same for the steps of one drag; 0: it belongs to none.
  ExampleEdit(Edits& edits, TypedExample first, SelectExample before, SelectExample after, std::int64_t drag)
      : m_edits(edits),
        m_first(std::move(first)),
        m_before(std::move(before)),
        m_after(std::move(after)),
        m_drag(drag) {
    setText(describeChange(m_first, *m_after.typed));
  }

  int id() const override { return kExampleEdit; }
  void redo() override { emit m_edits.posted(m_after, 0); }
  void undo() override { emit m_edits.posted(m_before, 0); }

  bool mergeWith(const QUndoCommand* other) override {
    const auto* next = static_cast<const ExampleEdit*>(other);
    if (m_drag == 0 || next->m_drag != m_drag) return false;
    m_after = next->m_after;
    setText(describeChange(m_first, *m_after.typed));
    return true;
  }

 private:
  Edits& m_edits;
  TypedExample m_first;  ///< the values before
  SelectExample m_before;
  SelectExample m_after;
  std::int64_t m_drag;
};

TypedExample shownExample(const Snapshot& snapshot) {
  const ExampleTrace& trace = snapshot.trace;
  return {{trace.x.begin(), trace.x.end()}, {trace.y.begin(), trace.y.end()}};
}

/// What is followed now.
SelectExample choiceOf(const Snapshot& snapshot) {
  if (snapshot.typed) return {std::nullopt, snapshot.typed};
  return {snapshot.isExampleChosen ? std::optional(snapshot.example) : std::nullopt};
}

/// Whether an edit is about one of these runs, or about none in particular.
bool concernsAny(const QUndoCommand* edit, const std::vector<int>& numbers) {
  const auto* begun = dynamic_cast<const RunEdit*>(edit);
  const auto* made = dynamic_cast<const ModelEdit*>(edit);
  if (begun == nullptr && made == nullptr) return true;
  return std::ranges::any_of(
      numbers, [&](int number) { return begun != nullptr ? begun->concerns(number) : made->run() == number; });
}

}  // namespace

Edits::Edits(Runs& runs, QObject* parent) : QObject(parent), m_runs(runs), m_gestures(new Gestures(this)) {
  connect(&m_stack, &QUndoStack::indexChanged, this, &Edits::changed);
}

/// The stack says so when it is emptied for good, and nobody is left who could show it.
Edits::~Edits() { m_stack.disconnect(this); }

void Edits::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_snapshot = snapshot;
  if (!snapshot) return;
  bool isAnyLost = isLost(*snapshot);
  for (const std::shared_ptr<const Snapshot>& other : snapshot->others) isAnyLost = isLost(*other) || isAnyLost;
  if (!isAnyLost) return;
  clear();
  emit lost();
}

/// Whether the engine could not take back or do again what it was told since the last snapshot.
bool Edits::isLost(const Snapshot& snapshot) {
  if (!snapshot.history) return false;
  const std::int64_t lostEdits = snapshot.history->lostEdits;
  const auto [seen, isNew] = m_lostEdits.try_emplace(snapshot.run, lostEdits);
  return !isNew && std::exchange(seen->second, lostEdits) < lostEdits;
}

/// Whether a step now belongs to the same drag.
bool Edits::goesOn(const Nudges& nudges) const {
  if (!m_nudges || m_stack.canRedo() || !m_stack.canUndo()) return false;
  if (!m_nudges->isOfOneDragWith(nudges)) return false;
  return m_snapshot->running || m_nudges->iteration == nudges.iteration;
}

/// Gives the edit that comes its number.
void Edits::beginEdit(const std::optional<Nudges>& nudges) {
  if (!nudges || !goesOn(*nudges)) ++m_lastEdit;
  endDrags();
  m_nudges = nudges;
}

/// What comes belongs to no drag from before it.
void Edits::endDrags() {
  m_nudges.reset();
  m_draggedInput.reset();
  m_runGesture = -1;
}

void Edits::clear() {
  m_stack.clear();
  endDrags();
}

std::int64_t Edits::beginRuns(const std::vector<int>& numbers) {
  const std::int64_t gesture = m_gestures->count();
  const bool goesOn = m_runGesture == gesture && !m_stack.canRedo() && m_stack.canUndo();
  if (!goesOn) ++m_lastEdit;
  endDrags();
  m_runGesture = gesture;
  m_stack.push(new RunEdit(*this, m_runs, numbers, m_lastEdit));
  emit changed();
  return m_lastEdit;
}

std::int64_t Edits::reset() {
  ++m_lastEdit;
  endDrags();
  m_stack.push(new RunEdit(*this, m_runs, m_lastEdit, tr("back to the start")));
  emit changed();
  return m_lastEdit;
}

bool Edits::has(int run) const { return m_runs.placeOf(run).has_value(); }

void Edits::followRuns() {
  endDrags();
  dropRemoved();
  emit changed();
}

/// Those that are next in turn; others, once they are. An edit that is obsolete goes instead of being undone.
void Edits::dropRemoved() {
  std::vector<int> numbers;
  for (int place = 0; place < m_runs.count(); ++place) numbers.push_back(m_runs.numberAt(place));
  const QSignalBlocker blocker(m_stack);
  while (m_stack.canUndo() && !concernsAny(m_stack.command(m_stack.index() - 1), numbers)) m_stack.undo();
  while (m_stack.canRedo() && !concernsAny(m_stack.command(m_stack.index()), numbers)) m_stack.redo();
}

void Edits::choosePlaceOf(const QUndoCommand* edit) {
  const auto* made = dynamic_cast<const ModelEdit*>(edit);
  if (concernsAny(edit, {m_runs.number()})) return;
  if (made != nullptr) return emit runWanted(made->run());
  for (int place = 0; place < m_runs.count(); ++place)
    if (concernsAny(edit, {m_runs.numberAt(place)})) return emit runWanted(m_runs.numberAt(place));
}

void Edits::undo() {
  endDrags();
  if (!m_stack.canUndo()) return;
  choosePlaceOf(m_stack.command(m_stack.index() - 1));
  m_stack.undo();
  followRuns();
}

void Edits::redo() {
  endDrags();
  if (!m_stack.canRedo()) return;
  choosePlaceOf(m_stack.command(m_stack.index()));
  m_stack.redo();
  followRuns();
}

void Edits::push(QUndoCommand* edit) {
  m_stack.push(edit);
  if (!m_stack.canUndo()) m_nudges.reset();
  emit changed();
}

void Edits::pushParameter(std::size_t index, double value, bool isNudge) {
  if (!m_snapshot || index >= m_snapshot->parameters.theta().size()) return;
  beginEdit(isNudge ? std::optional(Nudges{false, index, m_snapshot->iteration, index}) : std::nullopt);
  const QString name = plainMath(
      itemMarkup(m_snapshot->parameters.architecture(), itemOfParameter(m_snapshot->parameters.architecture(), index)));
  push(new ParameterEdit(*this, m_runs.number(), {index, value, m_lastEdit}, name,
                         m_snapshot->parameters.theta()[index]));
}

/// What stands at these places, as far as the network has them.
std::vector<ValueAt> Edits::valuesNow(const std::vector<ValueAt>& places) const {
  const std::vector<double>& theta = m_snapshot->parameters.theta();
  std::vector<ValueAt> values;
  values.reserve(places.size());
  for (const ValueAt& at : places)
    if (at.index < theta.size()) values.push_back({at.index, theta[at.index]});
  return values;
}

void Edits::setParameters(const std::vector<ValueAt>& values, const QString& text) {
  if (!m_snapshot) return;
  beginEdit(std::nullopt);
  push(new ParametersEdit(*this, m_runs.number(), {values, m_lastEdit}, text, valuesNow(values)));
}

void Edits::nudgeParameters(const std::vector<ValueAt>& values, const QString& text, std::size_t drag) {
  if (!m_snapshot || values.empty()) return;
  beginEdit(Nudges{true, drag, m_snapshot->iteration, values.front().index});
  push(new ParametersEdit(*this, m_runs.number(), {values, m_lastEdit}, text, valuesNow(values)));
}

void Edits::makeSymmetry(const Symmetry& symmetry, const QString& text) {
  if (!m_snapshot) return;
  beginEdit(std::nullopt);
  push(new SymmetryEdit(*this, m_runs.number(), {symmetry, m_lastEdit}, text));
}

std::vector<Symmetry> Edits::symmetries() const {
  std::vector<Symmetry> made;
  for (int k = 0; k < m_stack.index(); ++k) {
    const QUndoCommand* command = m_stack.command(k);
    if (!concernsAny(command, {m_runs.number()})) continue;
    if (command->id() == RunEdit::kId) made.clear();
    if (const auto* edit = dynamic_cast<const SymmetryEdit*>(command)) made.push_back(edit->symmetry());
  }
  return made;
}

void Edits::setFrozen(const std::vector<FrozenAt>& places, const QString& text) {
  if (!m_snapshot || places.empty()) return;
  beginEdit(std::nullopt);
  push(new FrozenEdit(*this, m_runs.number(), {places, m_lastEdit}, text));
}

void Edits::setParameter(std::size_t index, double value) { pushParameter(index, value, false); }
void Edits::nudgeParameter(std::size_t index, double value) { pushParameter(index, value, true); }

void Edits::setInput(int input, double value) { edit(input, value, false); }
void Edits::nudgeInput(int input, double value) { edit(input, value, true); }

void Edits::edit(int input, double value, bool isNudge) {
  if (!m_snapshot || input >= m_snapshot->trace.x.size()) return;
  TypedExample example = shownExample(*m_snapshot);
  example.x[static_cast<std::size_t>(input)] = value;
  const bool goesOn = isNudge && m_draggedInput == input;
  if (!goesOn) ++m_lastDrag;
  m_drag = isNudge ? m_lastDrag : 0;
  emit exampleEdited(example);
  m_drag = 0;
  m_draggedInput = isNudge ? std::optional(input) : std::nullopt;
}

void Edits::follow(const TypedExample& example) {
  if (!m_snapshot) return;
  endDrags();
  m_stack.push(
      new ExampleEdit(*this, shownExample(*m_snapshot), choiceOf(*m_snapshot), {std::nullopt, example}, m_drag));
  emit changed();
}

}  // namespace backscope
