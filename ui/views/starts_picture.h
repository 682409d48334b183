#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/data/dataset.h"
#include "core/sweep/start_summary.h"
#include "ui/views/loss_bins.h"

namespace backscope {

/// How many starts there are to be, and how far each is trained.
struct StartsChoice {
  std::size_t count = 1000;
  std::int64_t iterations = 10'000;
  bool operator==(const StartsChoice&) const = default;
};

/// Starts that came to the same function, with the first of them as their picture.
struct StartsThumbnail {
  std::size_t cell = 0;  ///< of that first one
  std::uint64_t seed = 0;
  std::size_t count = 0;
  StartEnd end = StartEnd::Stuck;
  double loss = 0;
  /// ŷ over the plane, kAnswerGrid rows or one for a single input: of every class one after the other where there are
  /// several outputs, else of the first output.
  std::vector<float> field{};
  std::optional<double> plateau{};  ///< Σℓ of the plateau of XOR's corners on which it stands
  std::size_t places = 0;           ///< as StartGroup has them
};

/// What has come of many starts so far.
struct StartsPicture {
  std::size_t planned = 0;
  StartSummary summary{};
  LossBins bins{};
  /// Σℓ of the plateaus of XOR's corners, where the data are those; the lowest first.
  std::vector<double> plateaus{};
  std::vector<StartsThumbnail> groups{};  ///< the largest first
  std::size_t groupCount = 0;             ///< also of those that are not among them
  TargetCoding coding = TargetCoding::Real;
  double largestTarget = 1;
  int fields = 1;  ///< of a thumbnail: classes, or one
};

}  // namespace backscope
