#include "core/training/edit_log.h"

#include <algorithm>

namespace backscope {

namespace {

/// Whether the branch still reaches that iteration.
bool isKept(const History& history, int branch, std::int64_t iteration) {
  const auto place = std::ranges::find(history.branches(), branch, &Branch::id);
  return place != history.branches().end() && place->end >= iteration;
}

/// Puts other values in place; those that were changed before only where `isNewer`.
template <class At>
void merge(std::vector<At>& values, const std::vector<At>& others, bool isNewer) {
  for (const At& other : others) {
    const auto known = std::ranges::find(values, other.index, &At::index);
    if (known == values.end())
      values.push_back(other);
    else if (isNewer)
      *known = other;
  }
}

void merge(ModelChange& change, const ModelChange& other, bool isNewer) {
  merge(change.theta, other.theta, isNewer);
  merge(change.mean, other.mean, isNewer);
  merge(change.meanSquare, other.meanSquare, isNewer);
  merge(change.frozen, other.frozen, isNewer);
}

/// The present values at the places that are changed.
std::vector<ValueAt> valuesAt(const std::vector<ValueAt>& places, const std::vector<double>& array) {
  std::vector<ValueAt> values;
  values.reserve(places.size());
  for (const ValueAt& place : places) values.push_back({place.index, array[place.index]});
  return values;
}

std::vector<FrozenAt> frozenAt(const std::vector<FrozenAt>& places, const FrozenPlaces& frozen) {
  std::vector<FrozenAt> present;
  present.reserve(places.size());
  for (const FrozenAt& place : places) present.push_back({place.index, isFrozen(frozen, place.index)});
  return present;
}

ModelChange inverseOf(const ModelChange& change, const Trainer& trainer) {
  return {valuesAt(change.theta, trainer.parameters().theta()), valuesAt(change.mean, trainer.optimizer().mean),
          valuesAt(change.meanSquare, trainer.optimizer().meanSquare),
          frozenAt(change.frozen, trainer.session().training.frozen)};
}

}  // namespace

EditLog::Place EditLog::placeOf(const PassCursor& cursor) {
  return {cursor.history().branch(), cursor.trainer().iteration()};
}

/// One that several edits share, so that none of them is lost when the place moves to another branch.
std::size_t EditLog::placeFor(const Place& place) {
  const auto known = std::ranges::find(m_places, place);
  if (known != m_places.end()) return static_cast<std::size_t>(known - m_places.begin());
  m_places.push_back(place);
  return m_places.size() - 1;
}

void EditLog::make(PassCursor& cursor, std::int64_t edit, const ModelChange& change) {
  const ModelChange before = inverseOf(change, cursor.trainer());
  cursor.change(change);
  const auto known = m_edits.find(edit);
  if (known == m_edits.end()) {
    m_edits[edit] = {placeFor(placeOf(cursor)), before, change};
    return;
  }
  merge(known->second.before, before, false);
  merge(known->second.after, change, true);
}

bool EditLog::isElsewhere(const PassCursor& cursor, std::int64_t edit) const {
  const auto known = m_edits.find(edit);
  return known != m_edits.end() && m_places[known->second.place] != placeOf(cursor);
}

bool EditLog::apply(PassCursor& cursor, std::int64_t edit, bool isUndo) {
  const auto known = m_edits.find(edit);
  if (known == m_edits.end()) return false;
  Place& place = m_places[known->second.place];
  if (!isKept(cursor.history(), place.branch, place.iteration)) return false;
  if (place != placeOf(cursor)) {
    if (place.branch != cursor.history().branch()) cursor.chooseBranch(place.branch);
    cursor.seek(place.iteration);
  }
  cursor.change(isUndo ? known->second.before : known->second.after);
  place = placeOf(cursor);
  return true;
}

bool EditLog::undo(PassCursor& cursor, std::int64_t edit) { return apply(cursor, edit, true); }
bool EditLog::redo(PassCursor& cursor, std::int64_t edit) { return apply(cursor, edit, false); }

void EditLog::clear() {
  m_places.clear();
  m_edits.clear();
}

}  // namespace backscope
