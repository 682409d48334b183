#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace backscope {

/// A θ that was kept under a name, for planes and lines through it.
struct SavedPoint {
  enum class Kind {
    Now,       ///< where the run stands
    Start,     ///< where it began
    Bookmark,  ///< `name`
    Run,       ///< another run of the comparison, `number` its place in it
    Mirror,    ///< the image of now by a symmetry of the network, `number` counts them
    Solution   ///< of the many starts, `number` the seed
  };
  Kind kind = Kind::Now;
  std::uint64_t number = 0;
  std::string name{};
  std::vector<double> theta{};

  /// The same point, whatever its θ is by now.
  bool isSameAs(const SavedPoint& other) const {
    return kind == other.kind && number == other.number && name == other.name;
  }
};

}  // namespace backscope
