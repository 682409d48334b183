#include "core/training/ladder_recorder.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace backscope {

namespace {

/// Weights of a network for each update that is left out between two measured ones.
constexpr std::size_t kWeightsPerStride = 8192;
/// Updates measured in each doubling of their number, until the stride is as wide as it gets.
constexpr std::int64_t kPerDoubling = 8;

std::int64_t floorToPower(std::int64_t value) {
  return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(value)));
}

}  // namespace

std::int64_t LadderRecorder::strideAfter(std::int64_t since, std::int64_t stride) const {
  return std::max(stride, std::min(m_mostStride, std::max<std::int64_t>(1, floorToPower(since) / kPerDoubling)));
}

void LadderRecorder::restart(const Trainer& trainer) {
  m_architecture = trainer.session().network;
  m_meter = std::make_shared<LayerSizeMeter>(m_architecture, trainer.session().loss);
  const std::size_t weights = trainer.parameters().theta().size();
  m_mostStride = std::max<std::int64_t>(1, floorToPower(static_cast<std::int64_t>(weights / kWeightsPerStride)));
  for (auto& group : m_series) group.assign(m_architecture.layers.size(), Series());
  m_latest.clear();
}

void LadderRecorder::record(const Trainer& trainer) {
  const std::span<const LayerSizes> sizes =
      m_meter->measure(trainer.thetaBefore(), trainer.data(), trainer.updatedBatch(), trainer.parameters().theta());
  m_latest.assign(sizes.begin(), sizes.end());
  for (std::size_t l = 0; l < sizes.size(); ++l) {
    const LayerSizes& size = sizes[l];
    const std::array<double, kKept> values{size.delta.rms,    size.delta.largest,    size.gradient.mean,
                                           size.gradient.rms, size.gradient.largest, size.update};
    for (std::size_t k = 0; k < values.size(); ++k) m_series[k][l].appendOnce(trainer.iteration(), values[k]);
  }
}

std::vector<Series> LadderRecorder::seriesOf(LadderChoice choice) const {
  if (choice.quantity == LadderQuantity::Update) return m_series[Update];
  const bool isDelta = choice.quantity == LadderQuantity::Delta;
  const std::vector<Series>& rms = m_series[isDelta ? DeltaRms : GradientRms];
  switch (choice.size) {
    case DeltaSize::Mean:
      return isDelta ? std::vector<Series>() : m_series[GradientMean];
    case DeltaSize::Rms:
      return rms;
    case DeltaSize::Largest:
      return m_series[isDelta ? DeltaLargest : GradientLargest];
    case DeltaSize::Length:
      break;
  }
  std::vector<Series> lengths;
  for (int l = 1; l <= m_architecture.outputLayer(); ++l) {
    const double numbers = m_architecture.unitsOf(l) * (isDelta ? 1.0 : m_architecture.unitsOf(l - 1));
    lengths.push_back(rms[static_cast<std::size_t>(l - 1)].scaledBy(std::sqrt(numbers)));
  }
  return lengths;
}

std::size_t LadderRecorder::bytes() const {
  std::size_t bytes = 0;
  for (const auto& group : m_series)
    for (const Series& series : group) bytes += series.buckets().capacity() * sizeof(SeriesBucket);
  return bytes;
}

}  // namespace backscope
