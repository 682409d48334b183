#pragma once

#include <cstdint>
#include <vector>

#include "core/math/random.h"

namespace backscope {

/// The order in which an epoch takes the training examples: as they stand, or a permutation that depends on (seed,
/// epoch) alone. So any place of a run can be found again without replaying the epochs before it.
class EpochOrder {
 public:
  /// The training examples, as indices into the data.
  EpochOrder(std::vector<int> examples, std::uint64_t seed, bool shuffle);

  /// The permutation of this epoch. Following epochs are cheapest one after the other.
  void moveTo(std::int64_t epoch);
  const std::vector<int>& order() const { return m_order; }

 private:
  void shuffle();

  std::vector<int> m_examples;
  std::vector<int> m_order;
  std::uint64_t m_seed;
  bool m_shuffle;
  Random m_random;
  std::int64_t m_nextEpoch = 0;  ///< the epoch whose permutation m_random draws next
};

}  // namespace backscope
