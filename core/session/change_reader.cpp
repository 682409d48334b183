#include "core/session/change_reader.h"

#include <string>

#include "core/session/frozen_reader.h"
#include "core/session/section_reader.h"
#include "core/session/session_change.h"

namespace backscope {
namespace {

using Node = JsonReader::Node;

Architecture readOwnNetwork(JsonReader& reader, Node node, const Architecture& first) {
  Architecture network = first;
  readNetwork(reader, node, network);
  const std::optional<Node> inputs = reader.child(node, "inputs");
  if (inputs && network.inputs != first.inputs)
    reader.failMismatch(*inputs, "network.inputs " + std::to_string(first.inputs));
  return network;
}

/// Both keys are one part of a change, see TrainingSettings::frozen.
std::optional<TrainingSettings> readOwnTraining(JsonReader& reader, Node entry, const Session& run) {
  const std::optional<Node> node = reader.child(entry, "training");
  const std::optional<Node> frozen = reader.child(entry, "frozen");
  if (!node && !frozen) return std::nullopt;
  TrainingSettings training = run.training;
  if (node) readTraining(reader, *node, training);
  if (frozen) training.frozen = readFrozen(reader, *frozen, run.network);
  return training;
}

SessionChange readChange(JsonReader& reader, Node entry, const Session& first) {
  SessionChange change;
  if (const std::optional<Node> data = reader.child(entry, "data")) reader.fail(Problem::Kind::SameData, *data);
  if (!reader.isObject(entry,
                       {"title", "network", "loss", "initialization", "parameters", "frozen", "training", "state"}))
    return change;
  if (reader.child(entry, "title")) reader.read(entry, "title", change.title.emplace());
  if (const std::optional<Node> node = reader.child(entry, "network"))
    change.network = readOwnNetwork(reader, *node, first.network);
  if (reader.child(entry, "loss")) reader.readName(entry, "loss", change.loss.emplace(), kLosses);
  if (reader.problem()) return change;
  Session run = firstOn(change.network, first);
  if (const std::optional<Node> node = reader.child(entry, "initialization")) {
    readInitialization(reader, *node, run.network.outputLayer(), run.initialization);
    change.initialization = run.initialization;
  }
  if (const std::optional<Node> node = reader.child(entry, "parameters"))
    change.parameters = readTheta(reader, *node, run.network);
  change.training = readOwnTraining(reader, entry, run);
  if (change.training) run.training = *change.training;
  if (const std::optional<Node> node = reader.child(entry, "state")) change.state = readState(reader, *node, run);
  return change;
}

}  // namespace

std::vector<SessionChange> readCompare(JsonReader& reader, Node node, const Session& first) {
  std::vector<SessionChange> changes;
  if (!reader.isArray(node, {0, kMaxCompared})) return changes;
  const JsonTape& tape = reader.tape();
  for (Node entry = tape.first(node); entry != tape.end(node) && !reader.problem(); entry = tape.next(entry))
    changes.push_back(readChange(reader, entry, first));
  return changes;
}

}  // namespace backscope
