#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "core/engine/snapshot.h"
#include "core/training/pass_cursor.h"

namespace backscope {

/// How long a command trains before it looks; nothing of both: not at all.
struct TrainingLength {
  std::optional<std::int64_t> iterations{};
  std::optional<std::int64_t> epochs{};
};

/// A run that keeps where it has been, as the window's does.
class PathRun {
 public:
  explicit PathRun(const Session& session) : m_cursor(session) {}

  /// So many more, or until it diverges.
  void train(const TrainingLength& length);

  const Trainer& trainer() const { return m_cursor.trainer(); }
  /// The present instant, with the path and the last step.
  std::shared_ptr<const Snapshot> snapshot();

 private:
  PassCursor m_cursor;
};

}  // namespace backscope
