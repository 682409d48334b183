#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/analysis/share_interval.h"
#include "core/sweep/start_outcome.h"

namespace backscope {

/// What many starts came to.
struct StartSummary {
  struct Plateau {
    CornersPlateau at;
    std::size_t count = 0;
  };
  std::size_t count = 0;
  std::array<std::size_t, 3> ends{};         ///< how many ended so, by StartEnd
  std::array<ShareInterval, 3> shares{};     ///< of all, with where the probability of such an end lies
  std::optional<std::int64_t> medianNeeded;  ///< of the solved: no more updates were needed by half of them
  std::vector<Plateau> plateaus;             ///< the highest first

  std::size_t countOf(StartEnd end) const { return ends[static_cast<std::size_t>(end)]; }
  const ShareInterval& shareOf(StartEnd end) const { return shares[static_cast<std::size_t>(end)]; }
};
StartSummary summarize(std::span<const StartOutcome> outcomes);

/// Starts that came to the same function.
struct StartGroup {
  std::size_t first = 0;  ///< the number under which its first one was added; the group is what is like this one
  std::size_t count = 1;
};

/// How much the functions of a group may differ from its first one's: the root mean square over StartOutcome::answers,
/// as a share of the distance of the classes' codes, or of a regression's range of targets.
inline constexpr double kSameFunction = 0.1;

/// Sorts starts by the function they came to.
///
/// Functions are compared and not θ, so the symmetries of the network (the order of its units, signs that cancel,
/// scales that do) make no difference: mirror images are one group. Who is added first founds a group, so the order of
/// adding matters, and it should be that of the seeds. Runs that diverged belong to none.
class StartGroups {
 public:
  /// More groups are not told apart: what is like none of them is counted alone.
  static constexpr std::size_t kMostGroups = 64;

  explicit StartGroups(const Dataset& data);

  void add(std::size_t number, const StartOutcome& outcome);
  /// The largest first; of equal ones, the older.
  std::vector<StartGroup> groups() const;
  /// How many are like none of kMostGroups.
  std::size_t others() const { return m_others; }

 private:
  bool isSame(const std::vector<float>& one, const std::vector<float>& other) const;

  double m_range = 1;
  std::vector<StartGroup> m_groups;
  std::vector<std::vector<float>> m_answers;  ///< of each group's first
  std::size_t m_others = 0;
};

}  // namespace backscope
