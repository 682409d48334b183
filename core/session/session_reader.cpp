#include <istream>
#include <iterator>

#include "core/session/change_reader.h"
#include "core/session/frozen_reader.h"
#include "core/session/json_reader.h"
#include "core/session/section_reader.h"
#include "core/session/session_json.h"
#include "core/session/session_limits.h"

namespace backscope {
namespace {

using Kind = Problem::Kind;
using Node = JsonReader::Node;

constexpr std::int64_t kVersion = 1;

bool isOurs(const JsonTape& tape) {
  if (tape.type(JsonTape::kRoot) != JsonTape::Type::Object) return false;
  for (Node node = tape.first(JsonTape::kRoot); node != tape.end(JsonTape::kRoot); node = tape.next(node))
    if (tape.key(node) == "format")
      return tape.type(node) == JsonTape::Type::String && tape.string(node) == "backscope";
  return false;
}

/// Comes before all else, so that a newer program's file is called that, whatever is new in it.
void readVersion(JsonReader& reader) {
  const std::optional<Node> node = reader.required(JsonTape::kRoot, "version");
  if (!node) return;
  const JsonTape& tape = reader.tape();
  const bool isNewer =
      tape.type(*node) == JsonTape::Type::Whole && tape.whole(*node) > static_cast<std::uint64_t>(kVersion);
  if (isNewer)
    reader.fail(Kind::Version, *node, std::to_string(kVersion));
  else
    reader.whole(*node, {kVersion, kVersion});
}

PointList readPoints(JsonReader& reader, Node node, const Architecture& network) {
  PointList points;
  if (!reader.isArray(node, limits::kPoints)) return points;
  const JsonTape& tape = reader.tape();
  for (Node point = tape.first(node); point != tape.end(node) && !reader.problem(); point = tape.next(point)) {
    if (!reader.isObject(point, {"x", "y"})) return points;
    const std::optional<Node> x = reader.required(point, "x");
    const std::optional<Node> y = reader.required(point, "y");
    if (!x || !y) return points;
    reader.appendNumbers(*x, static_cast<std::size_t>(network.inputs), points.x);
    reader.appendNumbers(*y, static_cast<std::size_t>(network.outputs()), points.y);
  }
  return points;
}

void readData(JsonReader& reader, Node node, const Architecture& network, DataSettings& data) {
  if (!reader.isObject(node, {"points", "generator", "count", "noise", "seed", "test_fraction"})) return;
  reader.read(node, "test_fraction", data.testFraction, limits::kTestFraction);
  if (const std::optional<Node> points = reader.child(node, "points")) {
    for (const std::string_view key : {"generator", "count", "noise", "seed"})
      if (const std::optional<Node> other = reader.child(node, key)) reader.failMismatch(*other, "data.points");
    data.source = readPoints(reader, *points, network);
    return;
  }
  GeneratorSettings settings;
  reader.readName(node, "generator", settings.generator, kGenerators);
  reader.read(node, "count", settings.count, limits::kPoints);
  reader.read(node, "noise", settings.noise, limits::kNoise);
  reader.read(node, "seed", settings.seed);
  data.source = settings;
}

Session readSections(JsonReader& reader) {
  Session session;
  const Node root = JsonTape::kRoot;
  if (!reader.isObject(root, {"format", "version", "title", "network", "loss", "initialization", "parameters", "data",
                              "training", "frozen", "state", "compare"}))
    return session;
  reader.read(root, "title", session.title);
  // Everything else has the network's shape.
  const std::optional<Node> network = reader.required(root, "network");
  if (network) {
    readNetwork(reader, *network, session.network);
    reader.required(*network, "layers");
  }
  reader.readName(root, "loss", session.loss, kLosses);
  if (const std::optional<Node> node = reader.child(root, "initialization"))
    readInitialization(reader, *node, session.network.outputLayer(), session.initialization);
  if (const std::optional<Node> node = reader.child(root, "parameters"))
    session.parameters = readTheta(reader, *node, session.network);
  if (const std::optional<Node> node = reader.child(root, "data"))
    readData(reader, *node, session.network, session.data);
  if (const std::optional<Node> node = reader.child(root, "training")) readTraining(reader, *node, session.training);
  if (const std::optional<Node> node = reader.child(root, "frozen"))
    session.training.frozen = readFrozen(reader, *node, session.network);
  if (const std::optional<Node> node = reader.child(root, "state")) session.state = readState(reader, *node, session);
  if (const std::optional<Node> node = reader.child(root, "compare"))
    session.compare = readCompare(reader, *node, session);
  return session;
}

/// Where there is too much of something, it mostly stands under a key that means nothing, and that is the mistake.
Problem unknownKeyOr(const JsonPart& part, std::string_view text) {
  const bool isTooMuch = part.problem->kind == Kind::Length || part.problem->kind == Kind::TooLarge;
  if (!isTooMuch || part.tape.isEmpty() || part.tape.type(JsonTape::kRoot) != JsonTape::Type::Object)
    return *part.problem;
  JsonReader reader(part.tape, text);
  readSections(reader);
  return reader.problem() && reader.problem()->kind == Kind::Unknown ? *reader.problem() : *part.problem;
}

}  // namespace

Result<Session> readSession(std::string_view text) {
  const JsonPart part = readJsonPart(text);
  if (part.problem) return unknownKeyOr(part, text);
  if (!isOurs(part.tape)) return Problem{Kind::NotASession, "", "", ""};
  JsonReader reader(part.tape, text);
  readVersion(reader);
  Session session = readSections(reader);
  if (reader.problem()) return *reader.problem();
  if (const std::optional<Problem> problem = checkSession(session)) return *problem;
  return session;
}

Result<Session> readSession(std::istream& stream) {
  std::string text(kMaxSessionBytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return readSession(text);
}

}  // namespace backscope
