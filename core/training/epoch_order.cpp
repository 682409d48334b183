#include "core/training/epoch_order.h"

#include <algorithm>
#include <utility>

namespace backscope {
namespace {

__extension__ using Uint128 = unsigned __int128;

/// 0…n-1 from the high half of fraction · n; the low half is left as a fraction for the next draw. With n ≤ 100,000 two
/// draws from one word are uniform within 10⁻⁹ (Lemire 2019; Brackett-Rozinsky & Lemire 2024).
std::size_t drawBelow(std::size_t n, std::uint64_t& fraction) {
  const Uint128 product = Uint128{fraction} * n;
  fraction = static_cast<std::uint64_t>(product);
  return static_cast<std::size_t>(product >> 64);
}

}  // namespace

EpochOrder::EpochOrder(std::vector<int> examples, std::uint64_t seed, bool shuffle)
    : m_examples(std::move(examples)),
      m_order(m_examples),
      m_seed(seed),
      m_shuffle(shuffle),
      m_random(seed, RandomStream::Shuffling) {
  moveTo(0);
}

void EpochOrder::moveTo(std::int64_t epoch) {
  if (!m_shuffle) return;
  if (epoch != m_nextEpoch) {
    m_random = Random(m_seed, RandomStream::Shuffling);
    m_random.advance(static_cast<std::uint64_t>(epoch) * (m_order.size() / 2));
  }
  shuffle();
  m_nextEpoch = epoch + 1;
}

/// Fisher–Yates from the examples' own order, two places for each random word.
void EpochOrder::shuffle() {
  std::ranges::copy(m_examples, m_order.begin());
  for (std::size_t left = m_order.size(); left >= 2; left -= std::min<std::size_t>(left, 2)) {
    std::uint64_t fraction = m_random.bits();
    std::swap(m_order[left - 1], m_order[drawBelow(left, fraction)]);
    if (left > 2) std::swap(m_order[left - 2], m_order[drawBelow(left - 1, fraction)]);
  }
}

}  // namespace backscope
