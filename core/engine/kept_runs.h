#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/make_snapshot.h"
#include "core/engine/mirrors.h"
#include "core/training/edit_log.h"
#include "core/training/pass_cursor.h"

namespace backscope {

/// A run that does not go on: as it stood, with its history and what can be undone in it.
struct KeptRun {
  std::unique_ptr<PassCursor> cursor;
  EditLog edits;
  Mirrors mirrors;
  SharedModel model;
};

/// The runs that others took the place of, by the number of the edit that did it. Where they take more than kBytes,
/// those that were put there first are given up; the last one always stays.
class KeptRuns {
 public:
  static constexpr std::size_t kBytes = 32u << 20;

  bool has(std::int64_t edit) const;
  void put(std::int64_t edit, KeptRun run);
  std::optional<KeptRun> take(std::int64_t edit);
  void clear() { m_runs.clear(); }

 private:
  struct Entry {
    std::int64_t edit = 0;
    KeptRun run;
    std::size_t bytes = 0;
  };

  std::vector<Entry> m_runs;
};

}  // namespace backscope
