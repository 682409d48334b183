#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "core/training/pass_cursor.h"

namespace backscope {

/// What was changed of the model by hand, so that it can be taken back and done again with the same bits.
///
/// Every edit belongs to a place of the run, a branch and an iteration. Taking it back where the run still stands there
/// puts the old value in place; where it has gone on, the run is first brought back there. What was trained since then
/// stays as a branch, see History::recordEdit(), and the place moves on to the new one. Edits at one place share it.
///
/// Edits have to be taken back in the opposite order of how they were made, and done again in that order.
class EditLog {
 public:
  /// Changes the model where the run stands. An edit with a number that is known already goes on, as a drag does: its
  /// old values and its place stay.
  void make(PassCursor& cursor, std::int64_t edit, const ModelChange& change);
  /// False, and nothing changes, where the edit is not known or its place has been discarded.
  bool undo(PassCursor& cursor, std::int64_t edit);
  bool redo(PassCursor& cursor, std::int64_t edit);
  /// Whether the run is somewhere else than where the edit belongs: undo() and redo() then move it.
  bool isElsewhere(const PassCursor& cursor, std::int64_t edit) const;
  void clear();

 private:
  struct Place {
    int branch = 0;
    std::int64_t iteration = 0;
    bool operator==(const Place&) const = default;
  };
  struct Edit {
    std::size_t place = 0;  ///< in m_places
    ModelChange before{};
    ModelChange after{};
  };

  static Place placeOf(const PassCursor& cursor);
  std::size_t placeFor(const Place& place);
  bool apply(PassCursor& cursor, std::int64_t edit, bool isUndo);

  std::vector<Place> m_places;
  std::map<std::int64_t, Edit> m_edits;
};

}  // namespace backscope
