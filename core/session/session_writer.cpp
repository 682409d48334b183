#include <nlohmann/json.hpp>

#include "core/session/json_text.h"
#include "core/session/session_json.h"

namespace backscope {
namespace {

using Json = nlohmann::ordered_json;

/// Nobody reads more than this; a larger file does without spaces, so that it stays below what the reader takes.
constexpr std::size_t kMostReadableBytes = 1u << 20;

Json networkJson(const Architecture& network) {
  Json layers = Json::array();
  for (const LayerSpec& layer : network.layers)
    layers.push_back(Json{{"units", layer.units}, {"activation", nameOf(layer.activation)}});
  return {{"inputs", network.inputs}, {"bias", network.bias}, {"layers", std::move(layers)}};
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

Json initializationJson(const InitializationSettings& settings) {
  Json json{
      {"scheme", nameOf(settings.scheme)}, {"scale", settings.scale}, {"bias", settings.bias}, {"seed", settings.seed}};
  if (settings.identical) json["identical"] = true;
  if (!settings.layers.empty()) json["layers"] = ownInitializationJson(settings.layers);
  return json;
}

Json arrayOf(const double* first, int count) { return Json(std::vector<double>(first, first + count)); }

/// {"weights": [[[w_ji^(1)]], …], "biases": [[b_j^(1)], …]}; no biases where the network has none.
Json thetaJson(const Architecture& network, const std::vector<double>& theta) {
  Json weights = Json::array();
  Json biases = Json::array();
  const double* next = theta.data();
  for (int l = 1; l <= network.outputLayer(); ++l) {
    Json matrix = Json::array();
    for (int j = 0; j < network.unitsOf(l); ++j, next += network.unitsOf(l - 1))
      matrix.push_back(arrayOf(next, network.unitsOf(l - 1)));
    weights.push_back(std::move(matrix));
    if (!network.bias) continue;
    biases.push_back(arrayOf(next, network.unitsOf(l)));
    next += network.unitsOf(l);
  }
  Json json{{"weights", std::move(weights)}};
  if (network.bias) json["biases"] = std::move(biases);
  return json;
}

/// The same shape, true where a weight or bias is frozen.
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

Json pointsJson(const Architecture& network, const PointList& points) {
  Json json = Json::array();
  const double* x = points.x.data();
  const double* y = points.y.data();
  const std::size_t count = points.x.size() / static_cast<std::size_t>(network.inputs);
  for (std::size_t n = 0; n < count; ++n, x += network.inputs, y += network.outputs())
    json.push_back(Json{{"x", arrayOf(x, network.inputs)}, {"y", arrayOf(y, network.outputs())}});
  return json;
}

Json dataJson(const Session& session) {
  Json json;
  if (const auto* points = std::get_if<PointList>(&session.data.source)) {
    json["points"] = pointsJson(session.network, *points);
  } else {
    const auto& settings = std::get<GeneratorSettings>(session.data.source);
    json = {{"generator", nameOf(settings.generator)},
            {"count", settings.count},
            {"noise", settings.noise},
            {"seed", settings.seed}};
  }
  json["test_fraction"] = session.data.testFraction;
  return json;
}

/// Only what the chosen optimizer uses.
Json optimizerJson(const OptimizerSettings& optimizer) {
  Json json{{"name", nameOf(optimizer.kind)}, {"learning_rate", optimizer.learningRate}};
  if (optimizer.kind == OptimizerKind::Sgd) {
    json["momentum"] = optimizer.momentum;
    if (optimizer.nesterov) json["nesterov"] = true;
    return json;
  }
  if (optimizer.kind == OptimizerKind::RmsProp) {
    json["decay"] = optimizer.decay;
  } else {
    json["beta1"] = optimizer.beta1;
    json["beta2"] = optimizer.beta2;
  }
  json["epsilon"] = optimizer.epsilon;
  return json;
}

Json trainingJson(const TrainingSettings& training) {
  return {{"optimizer", optimizerJson(training.optimizer)},
          {"batch_size", training.batchSize},
          {"shuffle", training.shuffle},
          {"l1", training.l1},
          {"l2", training.l2},
          {"seed", training.seed}};
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

}  // namespace

std::string writeSession(const Session& session) {
  Json json{{"format", "backscope"}, {"version", 1}, {"title", session.title}};
  json["network"] = networkJson(session.network);
  json["loss"] = nameOf(session.loss);
  json["initialization"] = initializationJson(session.initialization);
  if (session.parameters) json["parameters"] = thetaJson(session.network, *session.parameters);
  json["data"] = dataJson(session);
  json["training"] = trainingJson(session.training);
  if (!session.training.frozen.empty()) json["frozen"] = frozenJson(session.network, session.training.frozen);
  if (session.state) json["state"] = stateJson(session);
  std::string text = jsonText(json);
  return text.size() <= kMostReadableBytes ? text : jsonText(json, JsonSpacing::Compact);
}

}  // namespace backscope
