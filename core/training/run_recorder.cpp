#include "core/training/run_recorder.h"

#include <cmath>

namespace backscope {
namespace {

/// Scorings between two doublings of the stride.
constexpr std::int64_t kScoredEpochs = 256;

void appendFinite(Series& series, std::int64_t iteration, double value) {
  if (std::isfinite(value)) series.append(iteration, value);
}

}  // namespace

void RunRecorder::restart(const Trainer& trainer) {
  m_series = {};
  m_series.delta.resize(trainer.session().network.layers.size());
  m_epochStride = 1;
  while (trainer.epoch() >= kScoredEpochs * m_epochStride) m_epochStride *= 2;
  m_nextScoredEpoch = trainer.epoch() + 1;
  m_scoredIteration = -1;
  recordScores(trainer);
}

void RunRecorder::recordUpdate(const Trainer& trainer, const BatchReport& report) {
  const std::int64_t iteration = trainer.iteration();
  appendFinite(m_series.batchLoss, iteration, report.loss);
  for (std::size_t l = 0; l < m_series.delta.size(); ++l)
    appendFinite(m_series.delta[l], iteration, report.deltaMean[l]);
  if (trainer.epoch() < m_nextScoredEpoch) return;
  recordScores(trainer);
  if (trainer.epoch() >= kScoredEpochs * m_epochStride) m_epochStride *= 2;
  m_nextScoredEpoch = trainer.epoch() + m_epochStride;
}

void RunRecorder::recordEdit(const Trainer& trainer) {
  m_scoredIteration = -1;
  recordScores(trainer);
}

void RunRecorder::recordScores(const Trainer& trainer) {
  const std::int64_t iteration = trainer.iteration();
  if (iteration == m_scoredIteration) return;
  m_scoredIteration = iteration;
  appendFinite(m_series.trainLoss, iteration, trainer.scoreTrain().loss);
  if (const std::optional<Score> test = trainer.scoreTest()) appendFinite(m_series.testLoss, iteration, test->loss);
}

}  // namespace backscope
