#include "app/commands/path_run.h"

#include <algorithm>

namespace backscope {

namespace {

/// What the places of a large network's path may take up.
constexpr std::size_t kMostBytes = 64'000'000;

}  // namespace

PathRun::PathRun(const Session& session)
    : m_trainer(session),
      m_first(m_trainer.iteration()),
      m_most(std::clamp<std::size_t>(kMostBytes / (sizeof(double) * m_trainer.parameters().theta().size()), 9,
                                     ThetaPath::kMostPoints)),
      m_start(startOf(session).theta()) {
  keep();
}

void PathRun::keep() {
  m_kept.push_back({m_trainer.iteration(), m_trainer.parameters().theta()});
  if (m_kept.size() + 2 <= m_most) return;
  m_every *= 2;
  std::erase_if(m_kept, [this](const ThetaPath::Point& point) { return (point.iteration - m_first) % m_every != 0; });
}

void PathRun::train(const TrainingLength& length) {
  const std::int64_t lastEpoch = m_trainer.epoch() + length.epochs.value_or(0);
  const std::int64_t lastIteration = m_trainer.iteration() + length.iterations.value_or(0);
  while (m_trainer.epoch() < lastEpoch || m_trainer.iteration() < lastIteration) {
    if (!m_trainer.stepBatch()) return;
    if ((m_trainer.iteration() - m_first) % m_every == 0) keep();
  }
}

std::vector<ThetaPath::Point> PathRun::path() const {
  std::vector<ThetaPath::Point> path;
  if (m_first > 0) path.push_back({0, m_start});
  path.insert(path.end(), m_kept.begin(), m_kept.end());
  if (path.back().iteration < m_trainer.iteration())
    path.push_back({m_trainer.iteration(), m_trainer.parameters().theta()});
  return path;
}

std::vector<double> PathRun::lastStep() const {
  // What diverged has overwritten where the last step came from.
  if (m_trainer.iteration() == m_first || m_trainer.divergence()) return {};
  const std::vector<double>& theta = m_trainer.parameters().theta();
  const std::span<const double> before = m_trainer.thetaBefore();
  std::vector<double> step(theta.size());
  for (std::size_t p = 0; p < step.size(); ++p) step[p] = theta[p] - before[p];
  return step;
}

}  // namespace backscope
