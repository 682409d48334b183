#include "core/session/section_writer.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace backscope {

using Json = nlohmann::ordered_json;

Json numbersJson(const double* first, int count) { return Json(std::vector<double>(first, first + count)); }

Json layersJson(const std::vector<LayerSpec>& layers) {
  Json json = Json::array();
  for (const LayerSpec& layer : layers)
    json.push_back(Json{{"units", layer.units}, {"activation", nameOf(layer.activation)}});
  return json;
}

Json ownInitializationJson(const std::vector<LayerInitialization>& layers) {
  Json json = Json::array();
  for (const LayerInitialization& layer : layers) {
    Json own = Json::object();
    if (layer.scheme) own["scheme"] = nameOf(*layer.scheme);
    if (layer.scale) own["scale"] = *layer.scale;
    json.push_back(std::move(own));
  }
  return json;
}

Json thetaJson(const Architecture& network, const std::vector<double>& theta) {
  Json weights = Json::array();
  Json biases = Json::array();
  const double* next = theta.data();
  for (int l = 1; l <= network.outputLayer(); ++l) {
    Json matrix = Json::array();
    for (int j = 0; j < network.unitsOf(l); ++j, next += network.unitsOf(l - 1))
      matrix.push_back(numbersJson(next, network.unitsOf(l - 1)));
    weights.push_back(std::move(matrix));
    if (!network.bias) continue;
    biases.push_back(numbersJson(next, network.unitsOf(l)));
    next += network.unitsOf(l);
  }
  Json json{{"weights", std::move(weights)}};
  if (network.bias) json["biases"] = std::move(biases);
  return json;
}

Json frozenJson(const Architecture& network, const FrozenPlaces& frozen) {
  std::vector<bool> marks(weightCount(network) + biasCount(network), false);
  for (const std::size_t place : frozen) marks[place] = true;
  auto next = marks.cbegin();
  const auto take = [&next](int count) {
    const auto first = next;
    next += count;
    return Json(std::vector<bool>(first, next));
  };
  Json weights = Json::array();
  Json biases = Json::array();
  for (int l = 1; l <= network.outputLayer(); ++l) {
    Json matrix = Json::array();
    for (int j = 0; j < network.unitsOf(l); ++j) matrix.push_back(take(network.unitsOf(l - 1)));
    weights.push_back(std::move(matrix));
    if (network.bias) biases.push_back(take(network.unitsOf(l)));
  }
  Json json{{"weights", std::move(weights)}};
  if (network.bias) json["biases"] = std::move(biases);
  return json;
}

Json stateJson(const Session& session) {
  const RunState& state = *session.state;
  Json optimizer{{"steps", state.optimizer.steps}};
  if (!state.optimizer.mean.empty()) optimizer["mean"] = state.optimizer.mean;
  if (!state.optimizer.meanSquare.empty()) optimizer["mean_square"] = state.optimizer.meanSquare;
  Json json{{"iteration", state.iteration},
            {"epoch", state.epoch},
            {"position", state.position},
            {"example_in_batch", state.exampleInBatch},
            {"step", state.step},
            {"optimizer", std::move(optimizer)},
            {"streams", {{"shuffle", {{"seed", session.training.seed}, {"epoch", state.epoch}}}}}};
  if (!isDrawnStart(session)) json["start"] = thetaJson(session.network, state.start);
  return json;
}

}  // namespace backscope
