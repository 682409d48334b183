#include "app/edits.h"

#include <QSignalBlocker>
#include <QUndoCommand>
#include <algorithm>
#include <utility>

#include "app/gestures.h"
#include "app/model_edit.h"
#include "app/run_edit.h"
#include "app/runs.h"
#include "ui/text/math_text.h"
#include "ui/values/parameter_item.h"
#include "ui/views/network_description.h"

namespace backscope {

namespace {

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
  numbers.reserve(Runs::kMost);
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
