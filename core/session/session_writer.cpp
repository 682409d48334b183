#include <nlohmann/json.hpp>

#include "core/session/change_writer.h"
#include "core/session/json_text.h"
#include "core/session/section_writer.h"
#include "core/session/session_json.h"
#include "core/session/session_limits.h"

namespace backscope {
namespace {

using Json = nlohmann::ordered_json;

/// Nobody reads more than this; a larger file does without spaces, so that it stays below what the reader takes.
constexpr std::size_t kMostReadableBytes = 1u << 20;

Json networkJson(const Architecture& network) {
  return {{"inputs", network.inputs}, {"bias", network.bias}, {"layers", layersJson(network.layers)}};
}

Json initializationJson(const InitializationSettings& settings) {
  Json json{
      {"scheme", nameOf(settings.scheme)}, {"scale", settings.scale}, {"bias", settings.bias}, {"seed", settings.seed}};
  if (settings.drawsBias) json["bias"] = limits::kDrawnBias;
  if (settings.identical) json["identical"] = true;
  if (!settings.layers.empty()) json["layers"] = ownInitializationJson(settings.layers);
  return json;
}

Json pointsJson(const Architecture& network, const PointList& points) {
  Json json = Json::array();
  const double* x = points.x.data();
  const double* y = points.y.data();
  const std::size_t count = points.x.size() / static_cast<std::size_t>(network.inputs);
  for (std::size_t n = 0; n < count; ++n, x += network.inputs, y += network.outputs())
    json.push_back(Json{{"x", numbersJson(x, network.inputs)}, {"y", numbersJson(y, network.outputs())}});
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
  if (!session.compare.empty()) json["compare"] = compareJson(session);
  std::string text = jsonText(json);
  return text.size() <= kMostReadableBytes ? text : jsonText(json, JsonSpacing::Compact);
}

}  // namespace backscope
