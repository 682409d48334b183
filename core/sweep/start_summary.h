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
  /// In how many different θ, mirror images counted as one; kMostPlaces: in so many or more, 0: θ is not known.
  std::size_t places = 0;
};

/// How much the canonical forms of two θ may differ for being one place: the root mean square of their differences, as
/// a share of that of the first one's entries. See canonicalForm().
inline constexpr double kSamePlace = 0.01;

/// How much the functions of a group may differ from its first one's: the root mean square over StartOutcome::answers,
/// as a share of the distance of the classes' codes, or of a regression's range of targets.
inline constexpr double kSameFunction = 0.1;

/// Sorts starts by the function they came to.
///
/// Functions are compared and not θ, so the symmetries of the network (the order of its units, signs that cancel,
/// scales that do) make no difference: mirror images are one group. In how many different θ a group's function was
/// reached is counted beside it. Who is added first founds a group, so the order of
/// adding matters, and it should be that of the seeds. Runs that diverged belong to none.
class StartGroups {
 public:
  /// More groups are not told apart: what is like none of them is counted alone.
  static constexpr std::size_t kMostGroups = 64;
  /// Nor more places in a group.
  static constexpr std::size_t kMostPlaces = 100;

  StartGroups(const Dataset& data, const Architecture& network);

  void add(std::size_t number, const StartOutcome& outcome);
  /// The largest first; of equal ones, the older.
  std::vector<StartGroup> groups() const;
  /// How many are like none of kMostGroups.
  std::size_t others() const { return m_others; }

 private:
  using Places = std::vector<std::vector<double>>;

  bool isSame(const std::vector<float>& one, const std::vector<float>& other) const;
  void addPlace(Places& places, const std::vector<double>& theta) const;

  double m_range = 1;
  Architecture m_network;
  std::vector<StartGroup> m_groups;
  std::vector<std::vector<float>> m_answers;  ///< of each group's first
  std::vector<Places> m_places;               ///< of each group, the canonical forms
  std::size_t m_others = 0;
};

}  // namespace backscope
