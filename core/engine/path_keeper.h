#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/analysis/theta_path.h"
#include "core/training/pass_cursor.h"

namespace backscope {

/// What snapshots say of where a run has been. Both are kept until they are others, so that a snapshot copies nothing.
class PathKeeper {
 public:
  /// The path takes no more than this, but for the start and the latest state.
  static constexpr std::size_t kBytes = 8u << 20;
  /// Numbers that a replay may go through to find the last step again, each parameter once for each example: some 10
  /// ms.
  static constexpr double kReplayed = 20e6;

  /// Of another run.
  void clear();
  std::shared_ptr<const ThetaPath> pathOf(const PassCursor& cursor);
  /// Empty where there is none. It is only looked for where the run `stands`.
  const std::vector<double>& lastStepOf(PassCursor& cursor, bool stands);

 private:
  /// θ of the same branch and iteration is another one after a change by hand.
  struct Place {
    std::int64_t changes = -1;
    std::int64_t iteration = 0;
    bool operator==(const Place&) const = default;
  };

  Place m_latest;  ///< the last of m_path
  std::shared_ptr<const ThetaPath> m_path;
  Place m_stepPlace;
  std::vector<double> m_lastStep;
};

/// Of these, one in 1, 2, 4, 8 …, so that there are at most `most`, but for the first and the last, which are always
/// among them: where more come, those that were chosen stay for long.
std::vector<KeptTheta> thinned(const std::vector<KeptTheta>& kept, std::size_t most);

}  // namespace backscope
