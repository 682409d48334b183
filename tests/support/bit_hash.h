#pragma once

#include <bit>
#include <cstdint>
#include <span>

/// FNV-1a over the bits of some doubles: equal for every build if and only if every bit is.
inline std::uint64_t bitHash(std::span<const double> values, std::uint64_t hash = 0xcbf29ce484222325) {
  for (const double value : values) {
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(value);
    for (int shift = 0; shift < 64; shift += 8) hash = (hash ^ (bits >> shift & 0xff)) * 0x100000001b3;
  }
  return hash;
}
