#include "core/session/frozen_reader.h"

#include "core/network/parameters.h"

namespace backscope {

namespace {

using Node = JsonReader::Node;

/// `count` booleans; appends the places, from `first` on, of those that are true.
void appendTrue(JsonReader& reader, Node array, int count, std::size_t first, FrozenPlaces& frozen) {
  if (!reader.isArray(array, {count, count})) return;
  const JsonTape& tape = reader.tape();
  for (Node node = tape.first(array); node != tape.end(array); node = tape.next(node), ++first)
    if (reader.boolean(node)) frozen.push_back(first);
}

void readMatrix(JsonReader& reader, Node matrix, const Architecture& network, int l, FrozenPlaces& frozen) {
  const int units = network.unitsOf(l);
  if (!reader.isArray(matrix, {units, units})) return;
  const JsonTape& tape = reader.tape();
  const ParameterLayout layout(network);
  int j = 0;
  for (Node row = tape.first(matrix); row != tape.end(matrix); row = tape.next(row), ++j)
    appendTrue(reader, row, network.unitsOf(l - 1), layout.weightIndex(l, j, 0), frozen);
}

void readVector(JsonReader& reader, Node vector, const Architecture& network, int l, FrozenPlaces& frozen) {
  const int units = network.unitsOf(l);
  if (network.bias) return appendTrue(reader, vector, units, ParameterLayout(network).biasIndex(l, 0), frozen);
  if (!reader.isArray(vector, {units, units})) return;
  const JsonTape& tape = reader.tape();
  for (Node node = tape.first(vector); node != tape.end(vector); node = tape.next(node))
    if (reader.boolean(node)) reader.failMismatch(node, "network.bias false");
}

}  // namespace

FrozenPlaces readFrozen(JsonReader& reader, Node node, const Architecture& network) {
  FrozenPlaces frozen;
  if (!reader.isObject(node, {"weights", "biases"})) return frozen;
  const std::optional<Node> weights = reader.required(node, "weights");
  const std::optional<Node> biases = network.bias ? reader.required(node, "biases") : reader.child(node, "biases");
  const WholeRange everyLayer{network.outputLayer(), network.outputLayer()};
  if (!weights || !reader.isArray(*weights, everyLayer) || (biases && !reader.isArray(*biases, everyLayer)))
    return frozen;
  const JsonTape& tape = reader.tape();
  Node matrix = tape.first(*weights);
  Node vector = biases ? tape.first(*biases) : Node{};
  for (int l = 1; l <= network.outputLayer() && !reader.problem(); ++l) {
    readMatrix(reader, matrix, network, l, frozen);
    matrix = tape.next(matrix);
    if (!biases) continue;
    readVector(reader, vector, network, l, frozen);
    vector = tape.next(vector);
  }
  return frozen;
}

}  // namespace backscope
