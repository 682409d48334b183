#include "core/engine/kept_runs.h"

#include <algorithm>
#include <utility>

namespace backscope {
namespace {

/// What a trainer has of the size of θ: with its start, the gradient, the averages, and what an update writes.
constexpr std::size_t kArraysOfTrainer = 8;

/// About; of its history, its trainer and its examples.
std::size_t bytesOf(const KeptRun& run) {
  const Trainer& trainer = run.cursor->trainer();
  const Dataset& data = trainer.data();
  return run.cursor->history().bytes() + kArraysOfTrainer * trainer.parameters().theta().size() * sizeof(double) +
         (data.x.size() + data.y.size()) * sizeof(double) + 2 * (data.train.size() + data.test.size()) * sizeof(int);
}

}  // namespace

bool KeptRuns::has(std::int64_t edit) const { return std::ranges::find(m_runs, edit, &Entry::edit) != m_runs.end(); }

void KeptRuns::put(std::int64_t edit, KeptRun run) {
  const std::size_t bytes = bytesOf(run);
  m_runs.push_back({edit, std::move(run), bytes});
  std::size_t sum = 0;
  for (const Entry& entry : m_runs) sum += entry.bytes;
  while (sum > kBytes && m_runs.size() > 1) {
    sum -= m_runs.front().bytes;
    m_runs.erase(m_runs.begin());
  }
}

std::optional<KeptRun> KeptRuns::take(std::int64_t edit) {
  const auto place = std::ranges::find(m_runs, edit, &Entry::edit);
  if (place == m_runs.end()) return std::nullopt;
  KeptRun run = std::move(place->run);
  m_runs.erase(place);
  return run;
}

}  // namespace backscope
