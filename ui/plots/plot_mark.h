#pragma once

#include <QString>
#include <cstdint>

namespace backscope {

/// Something that happened at an iteration, which stands as a tick on a time axis.
struct PlotMark {
  std::int64_t iteration = 0;
  QString text;
  bool operator==(const PlotMark&) const = default;
};

}  // namespace backscope
