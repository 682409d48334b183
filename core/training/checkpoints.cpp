#include "core/training/checkpoints.h"

#include <algorithm>
#include <cassert>

namespace backscope {

Checkpoints::Checkpoints(const Trainer& trainer)
    : m_training(trainer.session().training),
      m_parameters(trainer.parameters().theta().size()),
      m_means(trainer.optimizer().mean.size()),
      m_squares(trainer.optimizer().meanSquare.size()) {
  append(trainer);
}

std::size_t Checkpoints::bytes() const {
  return m_values.capacity() * sizeof(double) + m_places.capacity() * sizeof(Place);
}

void Checkpoints::append(const Trainer& trainer) {
  assert(m_places.empty() || trainer.iteration() > last());
  const OptimizerState& optimizer = trainer.optimizer();
  m_places.push_back({trainer.iteration(), trainer.epoch(), trainer.position(), optimizer.steps});
  for (const std::vector<double>* values : {&trainer.parameters().theta(), &optimizer.mean, &optimizer.meanSquare})
    m_values.insert(m_values.end(), values->begin(), values->end());
}

TrainerState Checkpoints::latestAt(std::int64_t iteration) const {
  const auto above = std::ranges::upper_bound(m_places, iteration, {}, &Place::iteration);
  assert(above != m_places.begin());
  const Place& place = *std::prev(above);
  const auto index = static_cast<std::size_t>(std::prev(above) - m_places.begin());
  const double* values = m_values.data() + index * size();
  const auto take = [&values](std::size_t count) {
    std::vector<double> taken(values, values + count);
    values += count;
    return taken;
  };
  TrainerState state{place.iteration, place.epoch, place.position, take(m_parameters), {place.optimizerSteps, {}, {}}};
  state.optimizer.mean = take(m_means);
  state.optimizer.meanSquare = take(m_squares);
  return state;
}

void Checkpoints::cutAfter(std::int64_t iteration) {
  const auto above = std::ranges::upper_bound(m_places, iteration, {}, &Place::iteration);
  m_places.erase(above, m_places.end());
  m_values.resize(m_places.size() * size());
}

void Checkpoints::thin(std::int64_t stride) {
  const auto length = static_cast<std::ptrdiff_t>(size());
  std::size_t kept = 1;
  for (std::size_t k = 1; k < m_places.size(); ++k) {
    if (m_places[k].iteration - m_places[kept - 1].iteration < stride) continue;
    m_places[kept] = m_places[k];
    const auto from = m_values.begin() + static_cast<std::ptrdiff_t>(k) * length;
    std::copy(from, from + length, m_values.begin() + static_cast<std::ptrdiff_t>(kept) * length);
    ++kept;
  }
  m_places.resize(kept);
  m_values.resize(kept * size());
}

}  // namespace backscope
