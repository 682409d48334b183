#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/training/trainer.h"

namespace backscope {

/// States of one run under one setting of its training, from some iteration on, ascending. θ and the optimizer's arrays
/// lie one behind the other in one block, so that keeping one more seldom allocates.
class Checkpoints {
 public:
  /// Keeps the trainer's present state as the first, which is never given up.
  explicit Checkpoints(const Trainer& trainer);

  const TrainingSettings& training() const { return m_training; }
  std::int64_t first() const { return m_places.front().iteration; }
  std::int64_t last() const { return m_places.back().iteration; }
  std::size_t count() const { return m_places.size(); }
  /// Of all that is kept.
  std::size_t bytes() const;

  /// The trainer's present iteration must be above the last one.
  void append(const Trainer& trainer);
  std::int64_t iterationAt(std::size_t index) const { return m_places[index].iteration; }
  std::span<const double> thetaAt(std::size_t index) const {
    return std::span(m_values).subspan(index * size(), m_parameters);
  }
  /// The last one not above `iteration`, which must not be below first().
  TrainerState latestAt(std::int64_t iteration) const;
  /// Gives up those above `iteration`; first() must not be.
  void cutAfter(std::int64_t iteration);
  /// Gives up those less than `stride` iterations from the one before.
  void thin(std::int64_t stride);

 private:
  struct Place {
    std::int64_t iteration, epoch, position, optimizerSteps;
  };

  std::size_t size() const { return m_parameters + m_means + m_squares; }

  TrainingSettings m_training;
  std::size_t m_parameters, m_means, m_squares;  ///< the lengths of θ, m and v
  std::vector<Place> m_places;
  std::vector<double> m_values;  ///< of each place: θ, m, v
};

}  // namespace backscope
