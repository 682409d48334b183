#pragma once

#include <optional>
#include <vector>

#include "core/sweep/start_summary.h"
#include "core/sweep/sweep_grid.h"
#include "ui/views/starts_picture.h"

namespace backscope {

/// Many starts of a session, as far as they are done.
struct StartsRecord {
  Session base;  ///< whose seed is that of the first
  StartsChoice choice;
  SweepGrid grid;  ///< of as many as there may be: another count is a question of how far one goes
  Dataset data;
  std::vector<StartOutcome> done;                  ///< as they came
  std::vector<std::optional<std::size_t>> byCell;  ///< where in done
  StartGroups groups;
  /// Cells that the groups contain, from the first on without a gap; all: with what is beyond one.
  std::size_t grouped = 0;

  /// With nothing done; the problem where the session has no starts.
  static Result<StartsRecord> of(const Session& base, const StartsChoice& choice);

  /// A cell that is there already stays.
  void take(std::size_t cell, StartOutcome outcome);
  /// Of those that are wanted.
  std::vector<std::size_t> missing() const;
  /// Groups what stands beyond a gap too, for nothing comes any more.
  void groupAnew();
  /// And no longer, for it goes on.
  void groupInOrder();

  StartsPicture picture() const;

 private:
  void groupOn();
};

}  // namespace backscope
