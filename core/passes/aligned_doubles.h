#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace backscope {

/// Zeros that begin with a cache line, so that no pack of them lies across two: such a pack is slow to read right after
/// it was written.
class AlignedDoubles {
 public:
  explicit AlignedDoubles(std::size_t size) : m_storage(std::make_unique<double[]>(size + kDoublesPerLine)) {}

  double* data() {
    const std::uintptr_t misplaced = reinterpret_cast<std::uintptr_t>(m_storage.get()) % kLine;
    return misplaced == 0 ? m_storage.get() : m_storage.get() + (kLine - misplaced) / sizeof(double);
  }

 private:
  static constexpr std::size_t kLine = 64;
  static constexpr std::size_t kDoublesPerLine = kLine / sizeof(double);

  std::unique_ptr<double[]> m_storage;
};

}  // namespace backscope
