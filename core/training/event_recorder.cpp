#include "core/training/event_recorder.h"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "core/network/frozen_parameters.h"

namespace backscope {
namespace {

/// Of all units' changes together.
constexpr int kMostChanges = 8192;
/// Measurements between two doublings of their stride.
constexpr std::uint64_t kMeasured = 32;

RunEvent::Kind kindOf(UnitState state) {
  switch (state) {
    case UnitState::Saturated:
      return RunEvent::Kind::UnitSaturated;
    case UnitState::Dead:
      return RunEvent::Kind::UnitDead;
    case UnitState::Fine:
      break;
  }
  return RunEvent::Kind::UnitRecovered;
}

/// What the unit was after that event.
UnitState stateAfter(RunEvent::Kind kind) {
  if (kind == RunEvent::Kind::UnitSaturated) return UnitState::Saturated;
  return kind == RunEvent::Kind::UnitDead ? UnitState::Dead : UnitState::Fine;
}

/// A layer that is frozen does not learn, but has not stopped either.
bool isHeld(const Trainer& trainer, int layer) {
  const FrozenPlaces& frozen = trainer.session().training.frozen;
  return !frozen.empty() && areFrozen(frozen, placesOfLayer(trainer.parameters().architecture(), layer));
}

}  // namespace

std::int64_t EventRecorder::latestDue(std::int64_t since) {
  const std::uint64_t stride = std::bit_floor(static_cast<std::uint64_t>(since)) / kMeasured;
  return stride > 1 ? since - since % static_cast<std::int64_t>(stride) : since;
}

bool EventRecorder::isDue(std::int64_t since) { return latestDue(since) == since; }

void EventRecorder::restart(const Trainer& trainer) {
  const Architecture& network = trainer.session().network;
  *this = {};
  std::size_t units = 0;
  for (const LayerSpec& layer : network.layers) {
    m_firstUnit.push_back(units);
    units += static_cast<std::size_t>(layer.units);
  }
  m_states.resize(units);
  m_changes.resize(units);
  m_mostOfUnit = std::clamp(kMostChanges / static_cast<int>(units), 2, kMostOfUnit);
  m_meter = std::make_shared<HealthMeter>(network, trainer.session().loss);
}

std::size_t EventRecorder::bytes() const {
  return (m_ofUnits.capacity() + m_events.capacity()) * sizeof(RunEvent) + m_slowTimes.capacity() * sizeof(SlowTime) +
         m_states.capacity() * (sizeof(UnitState) + sizeof(int));
}

bool EventRecorder::measure(const Trainer& trainer, std::span<const LayerSizes> update) {
  if (trainer.iteration() <= m_measured) return false;
  m_measured = trainer.iteration();
  const bool hasUnitNews = noteUnits(trainer);
  const bool hasLayerNews = noteLayers(trainer, update);
  if (hasUnitNews || hasLayerNews) collect();
  return hasUnitNews || hasLayerNews;
}

bool EventRecorder::noteUnits(const Trainer& trainer) {
  const std::span<const UnitState> states = m_meter->measure(trainer.parameters(), trainer.data());
  bool hasNews = false;
  const Architecture& network = trainer.parameters().architecture();
  for (int l = 1; l <= network.outputLayer(); ++l)
    for (int j = 0; j < network.unitsOf(l); ++j) {
      const RunEvent event{trainer.iteration(), RunEvent::Kind::UnitSaturated, l, j};
      const std::size_t place = placeOf(event);
      if (states[place] == m_states[place]) continue;
      m_states[place] = states[place];
      hasNews = noteUnit(place, event) || hasNews;
    }
  return hasNews;
}

bool EventRecorder::noteUnit(std::size_t place, RunEvent event) {
  if (m_changes[place] >= m_mostOfUnit) return false;
  event.kind = ++m_changes[place] == m_mostOfUnit ? RunEvent::Kind::UnitRestless : kindOf(m_states[place]);
  m_ofUnits.push_back(event);
  return true;
}

bool EventRecorder::noteLayers(const Trainer& trainer, std::span<const LayerSizes> update) {
  bool hasNews = false;
  for (std::size_t l = 0; l < update.size(); ++l) {
    const int layer = static_cast<int>(l) + 1;
    const double change = update[l].update;
    const bool isSlow = change < kStoppedLevel && !(change == 0 && isHeld(trainer, layer));
    hasNews = noteLayer(layer, trainer.iteration(), isSlow) || hasNews;
  }
  return hasNews;
}

bool EventRecorder::noteLayer(int layer, std::int64_t iteration, bool isSlow) {
  SlowTime* lasting = lastingOf(layer);
  if (lasting == nullptr) {
    if (isSlow) m_slowTimes.push_back({layer, iteration, iteration});
    return false;
  }
  const bool wasLong = lasting->isLong();
  if (isSlow)
    lasting->last = iteration;
  else
    lasting->end = iteration;
  const bool hasNews = isSlow ? lasting->isLong() && !wasLong : wasLong;
  if (m_slowTimes.size() > kMostSlowTimes)
    std::erase_if(m_slowTimes, [](const SlowTime& time) { return time.end >= 0 && !time.isLong(); });
  return hasNews;
}

EventRecorder::SlowTime* EventRecorder::lastingOf(int layer) {
  const auto latest = std::find_if(m_slowTimes.rbegin(), m_slowTimes.rend(),
                                   [layer](const SlowTime& time) { return time.layer == layer; });
  return latest != m_slowTimes.rend() && latest->end < 0 ? &*latest : nullptr;
}

std::size_t EventRecorder::placeOf(const RunEvent& event) const {
  return m_firstUnit[static_cast<std::size_t>(event.layer - 1)] + static_cast<std::size_t>(event.unit);
}

void EventRecorder::cutAfter(std::int64_t iteration, std::int64_t measured) {
  if (m_measured <= iteration) return;
  m_measured = measured;
  std::erase_if(m_ofUnits, [&](const RunEvent& event) { return event.iteration > iteration; });
  std::erase_if(m_slowTimes, [&](const SlowTime& time) { return time.begin > iteration; });
  for (SlowTime& time : m_slowTimes) {
    time.last = std::min(time.last, measured);
    if (time.end > iteration) time.end = -1;
  }
  readUnits();
  collect();
}

/// What the events say of the units. A restless one is as it was before, so that one measurement tells.
void EventRecorder::readUnits() {
  std::ranges::fill(m_states, UnitState::Fine);
  std::ranges::fill(m_changes, 0);
  for (const RunEvent& event : m_ofUnits) {
    const std::size_t place = placeOf(event);
    ++m_changes[place];
    if (event.kind != RunEvent::Kind::UnitRestless) m_states[place] = stateAfter(event.kind);
  }
}

void EventRecorder::collect() {
  m_events = m_ofUnits;
  for (const SlowTime& time : m_slowTimes) {
    if (!time.isLong()) continue;
    m_events.push_back({time.begin, RunEvent::Kind::LayerStopped, time.layer, -1});
    if (time.end >= 0) m_events.push_back({time.end, RunEvent::Kind::LayerWentOn, time.layer, -1});
  }
  std::ranges::stable_sort(m_events, {}, &RunEvent::iteration);
}

}  // namespace backscope
