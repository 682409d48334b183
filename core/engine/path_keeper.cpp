#include "core/engine/path_keeper.h"

#include <algorithm>
#include <utility>

namespace backscope {
namespace {

std::size_t mostPoints(std::size_t parameters) {
  const std::size_t bytes = std::max<std::size_t>(1, parameters) * sizeof(double);
  return std::clamp<std::size_t>(PathKeeper::kBytes / bytes, 2, ThetaPath::kMostPoints);
}

ThetaPath makePath(const std::vector<KeptTheta>& kept, const History& history) {
  ThetaPath path;
  for (const KeptTheta& state : thinned(kept, mostPoints(kept.front().theta.size())))
    path.points.push_back({state.iteration, {state.theta.begin(), state.theta.end()}});
  path.bookmarks = history.bookmarkThetas();
  return path;
}

}  // namespace

std::vector<KeptTheta> thinned(const std::vector<KeptTheta>& kept, std::size_t most) {
  std::size_t stride = 1;
  while ((kept.size() - 1) / stride + 2 > most && stride < kept.size()) stride *= 2;
  std::vector<KeptTheta> some;
  for (std::size_t k = 0; k + 1 < kept.size(); k += stride) some.push_back(kept[k]);
  some.push_back(kept.back());
  return some;
}

void PathKeeper::clear() { *this = PathKeeper(); }

std::shared_ptr<const ThetaPath> PathKeeper::pathOf(const PassCursor& cursor) {
  const History& history = cursor.history();
  const std::vector<KeptTheta> kept = history.keptThetas(history.end());
  const Place latest{history.changes(), kept.back().iteration};
  if (m_path && latest == m_latest) return m_path;
  m_path = std::make_shared<const ThetaPath>(makePath(kept, history));
  m_latest = latest;
  return m_path;
}

const std::vector<double>& PathKeeper::lastStepOf(PassCursor& cursor, bool stands) {
  const Trainer& trainer = cursor.trainer();
  const Place place{cursor.history().changes(), trainer.iteration()};
  if (place == m_stepPlace) return m_lastStep;
  const double numbers = static_cast<double>(trainer.parameters().theta().size()) *
                         static_cast<double>(trainer.session().training.batchSize);
  const std::optional<std::vector<double>> step =
      cursor.lastStep(stands ? static_cast<std::int64_t>(kReplayed / std::max(1.0, numbers)) : 0);
  m_lastStep = step.value_or(std::vector<double>());
  m_stepPlace = stands || step ? place : Place();
  return m_lastStep;
}

}  // namespace backscope
