#include "core/math/random.h"

#include "core/math/normal_quantile.h"

namespace backscope {

Random::Random(std::uint64_t seed, RandomStream stream) : m_engine(seed, static_cast<std::uint64_t>(stream)) {}

double Random::uniform() { return static_cast<double>(bits() >> 12) * 0x1p-52 + 0x1p-53; }

double Random::normal() { return elementary::normalQuantile(uniform()); }

std::uint64_t Random::below(std::uint64_t count) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>(Wide{bits()} * count >> 64);
}

}  // namespace backscope
