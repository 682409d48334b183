#include "app/start_solutions.h"

#include <algorithm>
#include <string>

#include "core/network/parameters.h"

namespace backscope {

namespace {

/// A list to choose from is not to be longer.
constexpr std::size_t kMostGroups = 8;
constexpr std::size_t kMostSolutions = 12;

SavedPoint pointOf(const StartOutcome& outcome) {
  return {.kind = SavedPoint::Kind::Solution,
          .number = outcome.seed,
          .name = std::string(nameOf(outcome.end)),
          .theta = outcome.theta};
}

}  // namespace

StartSolutions solutionsOf(const Architecture& network, std::span<const StartOutcome> done,
                           std::span<const std::size_t> firsts) {
  std::vector<const StartOutcome*> chosen;
  for (const std::size_t first : firsts.first(std::min(firsts.size(), kMostGroups))) chosen.push_back(&done[first]);
  std::vector<const StartOutcome*> solved;
  for (const StartOutcome& outcome : done)
    if (outcome.end == StartEnd::Solved && std::ranges::find(chosen, &outcome) == chosen.end())
      solved.push_back(&outcome);
  std::ranges::sort(solved, {}, &StartOutcome::seed);
  solved.resize(std::min(solved.size(), kMostSolutions - chosen.size()));
  chosen.insert(chosen.end(), solved.begin(), solved.end());
  std::ranges::sort(chosen, {}, &StartOutcome::seed);
  StartSolutions solutions{network, {}};
  const std::size_t size = ParameterLayout(network).size();
  for (const StartOutcome* outcome : chosen)
    if (outcome->theta.size() == size) solutions.points.push_back(pointOf(*outcome));
  return solutions;
}

}  // namespace backscope
