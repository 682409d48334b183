#include "core/training/run_recorder.h"

#include <algorithm>
#include <cmath>

namespace backscope {
namespace {

/// Scorings between two doublings of the stride.
constexpr std::int64_t kScoredEpochs = 256;

void appendFinite(Series& series, std::int64_t iteration, double value) {
  if (std::isfinite(value)) series.append(iteration, value);
}

/// What is recorded a second time after cutAfter() is known already in some of the series.
void appendUpdate(Series& series, std::int64_t iteration, double value) {
  if (series.empty() || iteration > series.buckets().back().last) appendFinite(series, iteration, value);
}

void removeAt(Series& series, std::int64_t iteration) {
  if (!series.empty() && series.buckets().back().last == iteration) series.removeLast();
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
  appendUpdate(m_series.batchLoss, iteration, report.loss);
  for (std::size_t l = 0; l < m_series.delta.size(); ++l)
    appendUpdate(m_series.delta[l], iteration, report.deltaMean[l]);
  if (trainer.epoch() < m_nextScoredEpoch) return;
  recordScores(trainer);
  if (trainer.epoch() >= kScoredEpochs * m_epochStride) m_epochStride *= 2;
  m_nextScoredEpoch = trainer.epoch() + m_epochStride;
}

void RunRecorder::recordEdit(const Trainer& trainer) {
  m_scoredIteration = -1;
  removeAt(m_series.trainLoss, trainer.iteration());
  removeAt(m_series.testLoss, trainer.iteration());
  recordScores(trainer);
}

std::int64_t RunRecorder::cutAfter(std::int64_t iteration) {
  std::int64_t known = iteration;
  const auto cut = [&](Series& series) {
    const bool isWhole = series.empty() || series.buckets().back().last <= iteration;
    series.cutAfter(iteration);
    if (!isWhole) known = std::min(known, series.empty() ? 0 : series.buckets().back().last);
  };
  cut(m_series.batchLoss);
  cut(m_series.trainLoss);
  cut(m_series.testLoss);
  for (Series& delta : m_series.delta) cut(delta);
  m_nextScoredEpoch = 0;
  m_scoredIteration = -1;
  return known;
}

void RunRecorder::recordScores(const Trainer& trainer) {
  const std::int64_t iteration = trainer.iteration();
  if (iteration == m_scoredIteration) return;
  m_scoredIteration = iteration;
  m_scores = {trainer.scoreTrain(), trainer.scoreTest()};
  appendFinite(m_series.trainLoss, iteration, m_scores.train.loss);
  if (m_scores.test) appendFinite(m_series.testLoss, iteration, m_scores.test->loss);
}

}  // namespace backscope
