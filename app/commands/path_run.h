#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/analysis/theta_path.h"
#include "core/training/trainer.h"

namespace backscope {

/// How long a command trains before it looks; nothing of both: not at all.
struct TrainingLength {
  std::optional<std::int64_t> iterations{};
  std::optional<std::int64_t> epochs{};
};

/// A run that keeps where it has been.
class PathRun {
 public:
  explicit PathRun(const Session& session);

  /// So many more, or until it diverges.
  void train(const TrainingLength& length);

  const Trainer& trainer() const { return m_trainer; }
  /// The start of the run first, then places at equal distances of what was trained here, the present one last.
  std::vector<ThetaPath::Point> path() const;
  /// Δθ of the last update; empty before the first and where the run has diverged.
  std::vector<double> lastStep() const;

 private:
  void keep();

  Trainer m_trainer;
  std::int64_t m_first;      ///< iteration
  std::int64_t m_every = 1;  ///< iterations from one kept place to the next
  std::size_t m_most;        ///< places
  std::vector<ThetaPath::Point> m_kept;
  std::vector<double> m_start;
};

}  // namespace backscope
