#pragma once

#include <cstdint>
#include <pcg_random.hpp>

namespace backscope {

/// What a stream of random numbers is for. Each has its own sequence under one seed, so one can be changed without the
/// others.
enum class RandomStream : std::uint64_t { Data = 1, Split = 2, Initialization = 3, Shuffling = 4, Directions = 5 };

/// A pcg64 stream with transforms of our own, because the standard library's differ between implementations. Every
/// number takes exactly one draw of bits().
class Random {
 public:
  Random(std::uint64_t seed, RandomStream stream);

  std::uint64_t bits() { return m_engine(); }
  /// In (0, 1): an odd multiple of 2⁻⁵³, so never 0, ½ or 1, and symmetric about ½.
  double uniform();
  /// In (low, high).
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  /// Mean 0, deviation 1: the normal quantile of one uniform().
  double normal();
  /// One of 0…count−1, count ≥ 1. No value is more likely than another by more than a share of count · 2⁻⁶⁴.
  std::uint64_t below(std::uint64_t count);
  /// Skips as many draws of bits() in logarithmic time.
  void advance(std::uint64_t draws) { m_engine.advance(draws); }

 private:
  pcg64 m_engine;
};

}  // namespace backscope
