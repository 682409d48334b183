#include "core/training/run_recorder.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace backscope {
namespace {

/// Scorings between two doublings of the stride.
constexpr std::int64_t kScoredEpochs = 256;
/// Measurements between two doublings of their stride.
constexpr std::uint64_t kMeasured = 256;

/// Iterations between two measurements, so many after the run began or was changed.
std::int64_t strideAfter(std::int64_t since) {
  return static_cast<std::int64_t>(
      std::max<std::uint64_t>(1, std::bit_floor(static_cast<std::uint64_t>(since)) / kMeasured));
}

void removeAt(Series& series, std::int64_t iteration) {
  if (!series.empty() && series.buckets().back().last == iteration) series.removeLast();
}

}  // namespace

RecordingMeters makeRecordingMeters(const Architecture& network, Loss loss) {
  return {std::make_shared<UnitMeter>(network, loss), std::make_shared<LayerSizeMeter>(network, loss),
          std::make_shared<HealthMeter>(network, loss)};
}

void RunRecorder::useMeters(const RecordingMeters& meters) {
  m_meter = meters.distances;
  m_ladder.useMeter(meters.sizes);
  m_events.useMeter(meters.health);
}

void RunRecorder::restart(const Trainer& trainer) {
  const Architecture& network = trainer.session().network;
  const auto hidden = static_cast<std::size_t>(network.hiddenLayers());
  m_series = {};
  m_series.delta.resize(network.layers.size());
  for (auto* distances : {&m_series.weightDistance, &m_series.outputDistance, &m_series.deltaDistance})
    distances->resize(hidden);
  m_series.edits = {trainer.iteration()};
  m_meter = std::make_shared<UnitMeter>(network, trainer.session().loss);
  m_ladder.restart(trainer);
  m_events.restart(trainer);
  m_epochStride = 1;
  while (trainer.epoch() >= kScoredEpochs * m_epochStride) m_epochStride *= 2;
  m_nextScoredEpoch = trainer.epoch() + 1;
  m_scoredIteration = -1;
  recordScores(trainer);
  recordDistances(trainer);
}

void RunRecorder::recordUpdate(const Trainer& trainer, const BatchReport& report) {
  const std::int64_t iteration = trainer.iteration();
  m_series.batchLoss.appendOnce(iteration, report.loss);
  for (std::size_t l = 0; l < m_series.delta.size(); ++l) m_series.delta[l].appendOnce(iteration, report.deltaMean[l]);
  if (iteration >= m_nextMeasured) {
    const std::span<const LayerSizes> update = recordSizes(trainer);
    recordDistances(trainer, update);
  }
  if (trainer.epoch() < m_nextScoredEpoch) return;
  recordScores(trainer);
  if (trainer.epoch() >= kScoredEpochs * m_epochStride) m_epochStride *= 2;
  m_nextScoredEpoch = trainer.epoch() + m_epochStride;
}

void RunRecorder::recordEdit(const Trainer& trainer) {
  const std::int64_t iteration = trainer.iteration();
  m_scoredIteration = -1;
  removeAt(m_series.trainLoss, iteration);
  removeAt(m_series.testLoss, iteration);
  recordScores(trainer);
  for (auto* distances : {&m_series.weightDistance, &m_series.outputDistance, &m_series.deltaDistance})
    for (Series& distance : *distances) removeAt(distance, iteration);
  cutEventsAfter(iteration - 1);
  if (m_series.edits.back() < iteration) m_series.edits.push_back(iteration);
  recordDistances(trainer);
}

/// Where they are due, and not known already.
void RunRecorder::recordDistances(const Trainer& trainer, std::span<const LayerSizes> update) {
  const std::int64_t iteration = trainer.iteration();
  const std::int64_t since = iteration - *std::prev(std::ranges::upper_bound(m_series.edits, iteration));
  const std::int64_t stride = strideAfter(since);
  m_nextMeasured = iteration + stride - since % stride;
  if (since % stride != 0) return;
  if (EventRecorder::isDue(since) && m_events.measure(trainer, update)) m_series.events = m_events.events();
  const std::span<const UnitDistance> distances = m_meter->measure(trainer.parameters(), trainer.data());
  for (std::size_t l = 0; l < distances.size(); ++l) {
    m_series.weightDistance[l].appendOnce(iteration, distances[l].weights);
    m_series.outputDistance[l].appendOnce(iteration, distances[l].output);
    m_series.deltaDistance[l].appendOnce(iteration, distances[l].delta);
  }
}

/// An update that led to where something was changed by hand is measured where it would have been without that. Gives
/// its sizes; nothing where it was not measured.
std::span<const LayerSizes> RunRecorder::recordSizes(const Trainer& trainer) {
  const std::int64_t iteration = trainer.iteration();
  const auto later = std::ranges::lower_bound(m_series.edits, iteration);
  if (later == m_series.edits.begin()) return {};
  const std::int64_t since = iteration - *std::prev(later);
  if (since % m_ladder.strideAfter(since, strideAfter(since)) != 0) return {};
  m_ladder.record(trainer);
  return m_ladder.latest();
}

RunSeries RunRecorder::seriesWith(LadderChoice choice) const {
  RunSeries series{.batchLoss = m_series.batchLoss,
                   .trainLoss = m_series.trainLoss,
                   .testLoss = m_series.testLoss,
                   .choice = choice,
                   .weightDistance = m_series.weightDistance,
                   .outputDistance = m_series.outputDistance,
                   .deltaDistance = m_series.deltaDistance,
                   .edits = m_series.edits,
                   .events = m_series.events};
  if (choice == LadderChoice{})
    series.delta = m_series.delta;
  else
    series.ladder = m_ladder.seriesOf(choice);
  return series;
}

void RunRecorder::cutEventsAfter(std::int64_t iteration) {
  std::int64_t measured = iteration;
  const auto edit = std::ranges::upper_bound(m_series.edits, iteration);
  if (edit != m_series.edits.begin())
    measured = *std::prev(edit) + EventRecorder::latestDue(iteration - *std::prev(edit));
  m_events.cutAfter(iteration, measured);
  m_series.events = m_events.events();
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
  for (auto* group : {&m_series.delta, &m_series.weightDistance, &m_series.outputDistance, &m_series.deltaDistance})
    for (Series& series : *group) cut(series);
  m_ladder.forEach(cut);
  m_ladder.forgetLatest();
  std::erase_if(m_series.edits, [iteration](std::int64_t edit) { return edit > iteration; });
  cutEventsAfter(iteration);
  m_nextMeasured = 0;
  m_nextScoredEpoch = 0;
  m_scoredIteration = -1;
  return known;
}

void RunRecorder::recordScores(const Trainer& trainer) {
  const std::int64_t iteration = trainer.iteration();
  if (iteration == m_scoredIteration) return;
  m_scoredIteration = iteration;
  m_scores = {trainer.scoreTrain(), trainer.scoreTest()};
  m_series.trainLoss.appendOnce(iteration, m_scores.train.loss);
  if (m_scores.test) m_series.testLoss.appendOnce(iteration, m_scores.test->loss);
}

}  // namespace backscope
