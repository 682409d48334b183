#include "core/session/section_reader.h"

#include <string>

namespace backscope {

using Kind = Problem::Kind;
using Node = JsonReader::Node;

void readNetwork(JsonReader& reader, Node node, Architecture& network) {
  if (!reader.isObject(node, {"inputs", "bias", "layers"})) return;
  reader.read(node, "inputs", network.inputs, limits::kInputs);
  reader.read(node, "bias", network.bias);
  const std::optional<Node> layers = reader.child(node, "layers");
  if (!layers || !reader.isArray(*layers, limits::kLayers)) return;
  network.layers.clear();
  const JsonTape& tape = reader.tape();
  for (Node layer = tape.first(*layers); layer != tape.end(*layers) && !reader.problem(); layer = tape.next(layer)) {
    const bool isOutput = tape.next(layer) == tape.end(*layers);
    LayerSpec spec{1, isOutput ? Activation::Identity : Activation::Tanh};
    if (!reader.isObject(layer, {"units", "activation"}) || !reader.required(layer, "units")) return;
    reader.read(layer, "units", spec.units, isOutput ? limits::kOutputs : limits::kUnits);
    reader.readName(layer, "activation", spec.activation, kActivations);
    network.layers.push_back(spec);
  }
}

namespace {

/// One entry for each layer, or fewer; what it leaves out is that of the whole.
void readOwnInitialization(JsonReader& reader, Node node, std::int64_t layers, InitializationSettings& settings) {
  if (!reader.isArray(node, {0, layers})) return;
  settings.layers.clear();
  const JsonTape& tape = reader.tape();
  for (Node layer = tape.first(node); layer != tape.end(node) && !reader.problem(); layer = tape.next(layer)) {
    if (!reader.isObject(layer, {"scheme", "scale"})) return;
    LayerInitialization own;
    if (reader.child(layer, "scheme")) reader.readName(layer, "scheme", own.scheme.emplace(), kInitializationSchemes);
    if (reader.child(layer, "scale")) reader.read(layer, "scale", own.scale.emplace(), limits::kStart);
    settings.layers.push_back(own);
  }
}

/// A number, or "drawn".
void readStartBias(JsonReader& reader, Node node, InitializationSettings& settings) {
  settings.drawsBias = reader.tape().type(node) == JsonTape::Type::String;
  if (!settings.drawsBias) {
    settings.bias = reader.number(node, limits::kStart);
    return;
  }
  settings.bias = 0;
  if (reader.string(node) != limits::kDrawnBias) reader.fail(Problem::Kind::Value, node, "a number or drawn");
}

}  // namespace

void readInitialization(JsonReader& reader, Node node, std::int64_t layers, InitializationSettings& settings) {
  if (!reader.isObject(node, {"scheme", "scale", "bias", "seed", "identical", "layers"})) return;
  reader.readName(node, "scheme", settings.scheme, kInitializationSchemes);
  reader.read(node, "scale", settings.scale, limits::kStart);
  if (const std::optional<Node> bias = reader.child(node, "bias")) readStartBias(reader, *bias, settings);
  reader.read(node, "seed", settings.seed);
  reader.read(node, "identical", settings.identical);
  if (const std::optional<Node> own = reader.child(node, "layers"))
    readOwnInitialization(reader, *own, layers, settings);
}

namespace {

/// Takes biases of a network that has none: they may stand there, but as zeros.
void readAbsentBiases(JsonReader& reader, Node biases, int units) {
  if (!reader.isArray(biases, {units, units})) return;
  const JsonTape& tape = reader.tape();
  for (Node node = tape.first(biases); node != tape.end(biases); node = tape.next(node))
    if (reader.number(node) != 0) reader.failMismatch(node, "network.bias false");
}

}  // namespace

std::vector<double> readTheta(JsonReader& reader, Node node, const Architecture& network) {
  std::vector<double> theta;
  if (!reader.isObject(node, {"weights", "biases"})) return theta;
  const std::optional<Node> weights = reader.required(node, "weights");
  const std::optional<Node> biases = network.bias ? reader.required(node, "biases") : reader.child(node, "biases");
  const WholeRange everyLayer{network.outputLayer(), network.outputLayer()};
  if (!weights || !reader.isArray(*weights, everyLayer) || (biases && !reader.isArray(*biases, everyLayer)))
    return theta;
  const JsonTape& tape = reader.tape();
  Node matrix = tape.first(*weights);
  Node vector = biases ? tape.first(*biases) : Node{};
  for (int l = 1; l <= network.outputLayer() && !reader.problem(); ++l) {
    const int units = network.unitsOf(l);
    if (!reader.isArray(matrix, {units, units})) return theta;
    for (Node row = tape.first(matrix); row != tape.end(matrix); row = tape.next(row))
      reader.appendNumbers(row, static_cast<std::size_t>(network.unitsOf(l - 1)), theta);
    matrix = tape.next(matrix);
    if (!biases) continue;
    if (network.bias)
      reader.appendNumbers(vector, static_cast<std::size_t>(units), theta);
    else
      readAbsentBiases(reader, vector, units);
    vector = tape.next(vector);
  }
  return theta;
}

namespace {

/// The keys beside name and learning_rate that an optimizer has.
bool hasKey(OptimizerKind kind, std::string_view key) {
  if (key == "momentum" || key == "nesterov") return kind == OptimizerKind::Sgd;
  if (key == "decay") return kind == OptimizerKind::RmsProp;
  if (key == "beta1" || key == "beta2") return kind == OptimizerKind::Adam;
  return kind != OptimizerKind::Sgd;  // epsilon
}

void readOptimizer(JsonReader& reader, Node node, OptimizerSettings& optimizer) {
  if (!reader.isObject(node, {"name", "learning_rate", "momentum", "nesterov", "decay", "beta1", "beta2", "epsilon"}))
    return;
  const OptimizerKind before = optimizer.kind;
  reader.readName(node, "name", optimizer.kind, kOptimizers);
  if (optimizer.kind != before) optimizer = {.kind = optimizer.kind, .learningRate = optimizer.learningRate};
  for (const std::string_view key : {"momentum", "nesterov", "decay", "beta1", "beta2", "epsilon"}) {
    const std::optional<Node> other = reader.child(node, key);
    if (other && !hasKey(optimizer.kind, key))
      reader.failMismatch(*other, "training.optimizer.name " + std::string(nameOf(optimizer.kind)));
  }
  reader.read(node, "learning_rate", optimizer.learningRate, limits::kLearningRate);
  reader.read(node, "momentum", optimizer.momentum, limits::kAverage);
  reader.read(node, "nesterov", optimizer.nesterov);
  reader.read(node, "decay", optimizer.decay, limits::kAverage);
  reader.read(node, "beta1", optimizer.beta1, limits::kAverage);
  reader.read(node, "beta2", optimizer.beta2, limits::kAverage);
  reader.read(node, "epsilon", optimizer.epsilon, limits::kEpsilon);
}

}  // namespace

void readTraining(JsonReader& reader, Node node, TrainingSettings& training) {
  if (!reader.isObject(node, {"optimizer", "batch_size", "shuffle", "l1", "l2", "seed"})) return;
  if (const std::optional<Node> optimizer = reader.child(node, "optimizer"))
    readOptimizer(reader, *optimizer, training.optimizer);
  reader.read(node, "batch_size", training.batchSize, limits::kPoints);
  reader.read(node, "shuffle", training.shuffle);
  reader.read(node, "l1", training.l1, limits::kPenalty);
  reader.read(node, "l2", training.l2, limits::kPenalty);
  reader.read(node, "seed", training.seed);
}

namespace {

void readAverages(JsonReader& reader, Node node, std::size_t parameters, OptimizerState& state) {
  if (!reader.isObject(node, {"steps", "mean", "mean_square"})) return;
  if (reader.required(node, "steps")) reader.read(node, "steps", state.steps, limits::kCounter);
  if (const std::optional<Node> mean = reader.child(node, "mean")) reader.appendNumbers(*mean, parameters, state.mean);
  if (const std::optional<Node> squares = reader.child(node, "mean_square"))
    reader.appendNumbers(*squares, parameters, state.meanSquare, limits::kNonNegative);
}

/// The order of an epoch depends on the seed and the epoch alone, so the stream's state repeats them and must say the
/// same.
void readStreams(JsonReader& reader, Node node, std::uint64_t seed, std::int64_t epoch) {
  if (!reader.isObject(node, {"shuffle"})) return;
  const std::optional<Node> shuffle = reader.required(node, "shuffle");
  if (!shuffle || !reader.isObject(*shuffle, {"seed", "epoch"})) return;
  const std::optional<Node> seedNode = reader.required(*shuffle, "seed");
  const std::optional<Node> epochNode = reader.required(*shuffle, "epoch");
  std::uint64_t foundSeed = 0;
  std::int64_t foundEpoch = 0;
  reader.read(*shuffle, "seed", foundSeed);
  reader.read(*shuffle, "epoch", foundEpoch, limits::kCounter);
  if (reader.problem()) return;
  if (foundSeed != seed) reader.failMismatch(*seedNode, "training.seed " + std::to_string(seed));
  if (foundEpoch != epoch) reader.failMismatch(*epochNode, "state.epoch " + std::to_string(epoch));
}

}  // namespace

RunState readState(JsonReader& reader, Node node, const Session& session) {
  RunState state;
  if (!reader.isObject(node,
                       {"iteration", "epoch", "position", "example_in_batch", "step", "optimizer", "streams", "start"}))
    return state;
  for (const std::string_view key : {"iteration", "epoch", "position"}) reader.required(node, key);
  reader.read(node, "iteration", state.iteration, limits::kCounter);
  reader.read(node, "epoch", state.epoch, limits::kCounter);
  reader.read(node, "position", state.position, limits::kCounter);
  reader.read(node, "example_in_batch", state.exampleInBatch, limits::kCounter);
  reader.read(node, "step", state.step, limits::kPassSteps);
  const std::optional<Node> optimizer = reader.required(node, "optimizer");
  const std::optional<Node> streams = reader.required(node, "streams");
  if (reader.problem()) return state;
  if (const std::optional<Node> start = reader.child(node, "start"))
    state.start = readTheta(reader, *start, session.network);
  else
    state.start = drawParameters(session.network, session.initialization).theta();
  readAverages(reader, *optimizer, state.start.size(), state.optimizer);
  readStreams(reader, *streams, session.training.seed, state.epoch);
  return state;
}

}  // namespace backscope
