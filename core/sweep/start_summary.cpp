#include "core/sweep/start_summary.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "core/network/canonical_form.h"

namespace backscope {
namespace {

/// The same level to within what a plateau may be missed by.
bool isSamePlateau(const CornersPlateau& one, const CornersPlateau& other) {
  return one.alike == other.alike && std::abs(one.level - other.level) <= 1e-9 * std::abs(one.level);
}

void count(std::vector<StartSummary::Plateau>& plateaus, const CornersPlateau& plateau) {
  const auto known = std::ranges::find_if(
      plateaus, [&](const StartSummary::Plateau& other) { return isSamePlateau(other.at, plateau); });
  if (known == plateaus.end())
    plateaus.push_back({plateau, 1});
  else
    ++known->count;
}

double rangeOf(const Dataset& data) {
  if (data.coding == TargetCoding::PlusMinus) return 2;
  if (data.coding == TargetCoding::ZeroOne) return 1;
  const auto [low, high] = std::ranges::minmax_element(data.y);
  const double range = data.y.empty() ? 0 : *high - *low;
  return range > 0 ? range : 1;
}

bool isSamePlace(const std::vector<double>& one, const std::vector<double>& other) {
  double difference = 0;
  double size = 0;
  for (std::size_t k = 0; k < one.size(); ++k) {
    difference += (one[k] - other[k]) * (one[k] - other[k]);
    size += one[k] * one[k];
  }
  return difference <= kSamePlace * kSamePlace * size;
}

}  // namespace

StartSummary summarize(std::span<const StartOutcome> outcomes) {
  StartSummary summary;
  summary.count = outcomes.size();
  std::vector<std::int64_t> needed;
  for (const StartOutcome& outcome : outcomes) {
    ++summary.ends[static_cast<std::size_t>(outcome.end)];
    if (outcome.needed) needed.push_back(*outcome.needed);
    if (outcome.plateau) count(summary.plateaus, *outcome.plateau);
  }
  for (std::size_t k = 0; k < summary.ends.size(); ++k)
    summary.shares[k] = wilsonInterval(summary.ends[k], summary.count);
  if (!needed.empty()) {
    const auto middle = needed.begin() + static_cast<std::ptrdiff_t>((needed.size() - 1) / 2);
    std::ranges::nth_element(needed, middle);
    summary.medianNeeded = *middle;
  }
  std::ranges::sort(summary.plateaus, std::greater{}, [](const auto& plateau) { return plateau.at.level; });
  return summary;
}

StartGroups::StartGroups(const Dataset& data, const Architecture& network)
    : m_range(rangeOf(data)), m_network(network) {}

bool StartGroups::isSame(const std::vector<float>& one, const std::vector<float>& other) const {
  if (one.size() != other.size()) return false;
  double sum = 0;
  for (std::size_t k = 0; k < one.size(); ++k) {
    const double difference = static_cast<double>(one[k]) - static_cast<double>(other[k]);
    sum += difference * difference;
  }
  const double most = kSameFunction * m_range;
  return sum <= most * most * static_cast<double>(one.size());
}

void StartGroups::addPlace(Places& places, const std::vector<double>& theta) const {
  const std::size_t size = weightCount(m_network) + biasCount(m_network);
  if (theta.size() != size || places.size() == kMostPlaces) return;
  std::vector<double> form = canonicalForm(Parameters(m_network, theta)).theta();
  if (std::ranges::none_of(places, [&](const std::vector<double>& place) { return isSamePlace(place, form); }))
    places.push_back(std::move(form));
}

void StartGroups::add(std::size_t number, const StartOutcome& outcome) {
  if (outcome.end == StartEnd::Diverged || outcome.answers.empty()) return;
  std::size_t k = 0;
  while (k < m_groups.size() && !isSame(m_answers[k], outcome.answers)) ++k;
  if (k == kMostGroups) return static_cast<void>(++m_others);
  if (k == m_groups.size()) {
    m_groups.push_back({number, 0});
    m_answers.push_back(outcome.answers);
    m_places.emplace_back();
  }
  ++m_groups[k].count;
  addPlace(m_places[k], outcome.theta);
  m_groups[k].places = m_places[k].size();
}

std::vector<StartGroup> StartGroups::groups() const {
  std::vector<StartGroup> sorted = m_groups;
  std::ranges::stable_sort(sorted, std::greater{}, &StartGroup::count);
  return sorted;
}

}  // namespace backscope
