#include "core/engine/add_ladder.h"

#include <vector>

#include "core/analysis/layer_sizes.h"

namespace backscope {
namespace {

/// Of the update that comes next.
std::vector<double> sizesOfUpdate(const Trainer& trainer, LadderChoice choice) {
  const bool isUpdate = choice.quantity == LadderQuantity::Update;
  const std::optional<UpdatePreview> preview = isUpdate ? trainer.previewUpdate() : std::nullopt;
  const std::vector<double> after = preview ? preview->theta : std::vector<double>();
  LayerSizeMeter meter(trainer.session().network, trainer.session().loss);
  std::vector<double> sizes;
  for (const LayerSizes& layer : meter.measure(trainer.parameters().theta(), trainer.data(), trainer.batch(), after))
    sizes.push_back(isUpdate ? layer.update : layer.gradient.of(choice.size));
  return sizes;
}

}  // namespace

void addLadder(const Trainer& trainer, const SnapshotNeeds& needs, std::span<const int> measured, Snapshot& snapshot) {
  const Parameters& parameters = trainer.parameters();
  const Loss loss = trainer.session().loss;
  snapshot.ladder = needs.ladder;
  if (needs.ladder.quantity != LadderQuantity::Delta) {
    snapshot.layerSizes = sizesOfUpdate(trainer, needs.ladder);
  } else if (needs.ladder.size == DeltaSize::Mean) {
    for (const LayerStatistics& layer : snapshot.layers) snapshot.layerSizes.push_back(layer.delta.mean);
  } else {
    for (const Sizes& layer : measureDeltas(parameters, loss, trainer.data(), measured))
      snapshot.layerSizes.push_back(layer.of(needs.ladder.size));
  }
  if (needs.exampleSizes)
    snapshot.exampleSizes = spreadExamples(parameters, loss, trainer.data(), measured, needs.ladder.size);
}

}  // namespace backscope
