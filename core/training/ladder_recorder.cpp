#include "core/training/ladder_recorder.h"

#include <cmath>

namespace backscope {

void LadderRecorder::restart(const Trainer& trainer) {
  m_architecture = trainer.session().network;
  m_meter = std::make_shared<LayerSizeMeter>(m_architecture, trainer.session().loss);
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
