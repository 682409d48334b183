#include "core/session/change_writer.h"

#include <bit>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "core/session/section_writer.h"
#include "core/session/session_change.h"
#include "core/session/session_limits.h"

namespace backscope {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
bool isSame(const T& left, const T& right) {
  return left == right;
}
/// To the bit: −0 is not 0.
bool isSame(double left, double right) {
  return std::bit_cast<std::uint64_t>(left) == std::bit_cast<std::uint64_t>(right);
}

template <class T>
void put(Json& json, const char* key, const T& value, const T& first) {
  if (!isSame(value, first)) json[key] = value;
}

Json networkChange(const Architecture& network, const Architecture& first) {
  Json json = Json::object();
  put(json, "bias", network.bias, first.bias);
  if (network.layers != first.layers) json["layers"] = layersJson(network.layers);
  return json;
}

Json initializationChange(const InitializationSettings& settings, const InitializationSettings& first) {
  Json json = Json::object();
  put(json, "scheme", nameOf(settings.scheme), nameOf(first.scheme));
  put(json, "scale", settings.scale, first.scale);
  put(json, "bias", settings.bias, first.bias);
  if (settings.drawsBias != first.drawsBias)
    json["bias"] = settings.drawsBias ? Json(limits::kDrawnBias) : Json(settings.bias);
  put(json, "seed", settings.seed, first.seed);
  put(json, "identical", settings.identical, first.identical);
  Json own = ownInitializationJson(settings.layers);
  if (own.dump() != ownInitializationJson(first.layers).dump()) json["layers"] = std::move(own);
  return json;
}

/// Another optimizer than the first's stands beside its own defaults.
Json optimizerChange(const OptimizerSettings& optimizer, const OptimizerSettings& first) {
  Json json = Json::object();
  OptimizerSettings beside = first;
  if (optimizer.kind != first.kind) {
    json["name"] = nameOf(optimizer.kind);
    beside = {.kind = optimizer.kind, .learningRate = first.learningRate};
  }
  put(json, "learning_rate", optimizer.learningRate, beside.learningRate);
  if (optimizer.kind == OptimizerKind::Sgd) {
    put(json, "momentum", optimizer.momentum, beside.momentum);
    put(json, "nesterov", optimizer.nesterov, beside.nesterov);
    return json;
  }
  if (optimizer.kind == OptimizerKind::RmsProp) {
    put(json, "decay", optimizer.decay, beside.decay);
  } else {
    put(json, "beta1", optimizer.beta1, beside.beta1);
    put(json, "beta2", optimizer.beta2, beside.beta2);
  }
  put(json, "epsilon", optimizer.epsilon, beside.epsilon);
  return json;
}

/// Without what is frozen.
Json trainingChange(const TrainingSettings& training, const TrainingSettings& first) {
  Json json = Json::object();
  if (Json optimizer = optimizerChange(training.optimizer, first.optimizer); !optimizer.empty())
    json["optimizer"] = std::move(optimizer);
  put(json, "batch_size", training.batchSize, first.batchSize);
  put(json, "shuffle", training.shuffle, first.shuffle);
  put(json, "l1", training.l1, first.l1);
  put(json, "l2", training.l2, first.l2);
  put(json, "seed", training.seed, first.seed);
  return json;
}

Json changeJson(const Session& first, const SessionChange& change) {
  Json json = Json::object();
  const Session run = changed(first, change);
  const Session beside = firstOn(change.network, first);
  if (change.title) json["title"] = *change.title;
  if (change.network) json["network"] = networkChange(run.network, first.network);
  if (change.loss) json["loss"] = nameOf(*change.loss);
  if (change.initialization) json["initialization"] = initializationChange(run.initialization, beside.initialization);
  if (change.parameters) json["parameters"] = thetaJson(run.network, *change.parameters);
  if (change.training) {
    const bool isOtherwiseFrozen = run.training.frozen != beside.training.frozen;
    Json training = trainingChange(run.training, beside.training);
    if (!training.empty() || !isOtherwiseFrozen) json["training"] = std::move(training);
    if (isOtherwiseFrozen) json["frozen"] = frozenJson(run.network, run.training.frozen);
  }
  if (change.state) json["state"] = stateJson(run);
  return json;
}

}  // namespace

Json compareJson(const Session& session) {
  Json json = Json::array();
  for (const SessionChange& change : session.compare) json.push_back(changeJson(session, change));
  return json;
}

}  // namespace backscope
