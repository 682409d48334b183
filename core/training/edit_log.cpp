#include "core/training/edit_log.h"

#include <algorithm>

namespace backscope {

namespace {

/// Whether the branch still reaches that iteration.
bool isKept(const History& history, int branch, std::int64_t iteration) {
  const auto place = std::ranges::find(history.branches(), branch, &Branch::id);
  return place != history.branches().end() && place->end >= iteration;
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

void EditLog::make(PassCursor& cursor, std::int64_t edit, std::size_t index, double value) {
  const double before = cursor.trainer().parameters().theta()[index];
  cursor.setParameter(index, value);
  const auto known = m_edits.find(edit);
  if (known == m_edits.end())
    m_edits[edit] = {placeFor(placeOf(cursor)), index, before, value};
  else
    known->second.after = value;
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
  cursor.setParameter(known->second.index, isUndo ? known->second.before : known->second.after);
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
