#include "core/sweep/sweep_grid.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "core/session/session_json.h"
#include "core/session/session_limits.h"

namespace backscope {
namespace {

using Json = nlohmann::ordered_json;
using Kind = Problem::Kind;

constexpr std::string_view kOptimizerKey = "training.optimizer.name";

/// network.layers[0].units as /network/layers/0/units; empty where a key is not written so.
std::string pointerText(std::string_view key) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789_.[]";
  if (key.find_first_not_of(kLetters) != std::string_view::npos) return {};
  std::string text = "/";
  for (const char c : key)
    if (c != ']') text += c == '.' || c == '[' ? '/' : c;
  return text;
}

/// Whether a value may be put there: all but the last part of the path exists, and that too in an array.
bool hasPlace(const Json& json, const std::string& pointer) {
  try {
    const Json::json_pointer place(pointer);
    const Json::json_pointer above = place.parent_pointer();
    return !pointer.empty() && json.contains(above) && (json.at(above).is_object() || json.contains(place));
  } catch (const Json::exception&) {
    return false;
  }
}

/// The first part of a key's path that is not there.
std::string missingPart(const Json& json, std::string_view key) {
  for (std::size_t end = 1; end < key.size(); ++end) {
    const bool isPart = key[end] == '.' || key[end] == '[';
    const std::string pointer = pointerText(key.substr(0, end));
    if (isPart && hasPlace(json, pointer) && !json.contains(Json::json_pointer(pointer)))
      return std::string(key.substr(0, end));
  }
  return std::string(key);
}

/// A number, true or false as such, anything else as a string.
Json valueOf(const std::string& text) {
  Json value = Json::parse(text, nullptr, false);
  return value.is_number() || value.is_boolean() ? value : Json(text);
}

bool isOf(std::string_view key, std::string_view section) { return key.starts_with(section); }

/// Without what a sweep leaves out.
Session startSession(const Session& session, const std::vector<SweepAxis>& axes) {
  Session start = session;
  start.compare.clear();
  if (start.state && !isDrawnStart(start)) start.parameters = start.state->start;
  if (start.state && isDrawnStart(session)) start.parameters.reset();
  start.state.reset();
  const bool isDrawn = std::ranges::any_of(
      axes, [](const SweepAxis& axis) { return isOf(axis.key, "network.") || isOf(axis.key, "initialization."); });
  if (isDrawn) start.parameters.reset();
  return start;
}

void setDepth(Json& json, const Json& depth) {
  Json& layers = json["network"]["layers"];
  Json deep = Json::array();
  for (int k = 0; k < depth.get<int>(); ++k) deep.push_back(layers.front());
  deep.push_back(layers.back());
  layers = std::move(deep);
}

/// What other optimizers have is not written for this one, unless it is varied itself.
void setOptimizer(Json& json, const Json& name, const std::vector<SweepAxis>& axes) {
  Json& optimizer = json["training"]["optimizer"];
  for (const char* key : {"momentum", "nesterov", "decay", "beta1", "beta2", "epsilon"}) {
    const std::string path = std::string("training.optimizer.") + key;
    if (std::ranges::find(axes, path, &SweepAxis::key) == axes.end()) optimizer.erase(key);
  }
  optimizer["name"] = name;
}

std::optional<Problem> findDepthProblem(const Session& session, const SweepAxis& axis) {
  const WholeRange range{0, kMaxHiddenLayers};
  if (session.network.hiddenLayers() == 0) return Problem{Kind::Needs, axis.key, "a hidden layer to copy", "depth"};
  for (const std::string& text : axis.values) {
    const Json value = valueOf(text);
    if (!value.is_number_integer()) return Problem{Kind::Type, axis.key, "whole number " + range.text(), text};
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > static_cast<std::uint64_t>(range.high))
      return Problem{Kind::Value, axis.key, range.text(), text};
  }
  return std::nullopt;
}

std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

}  // namespace

struct SweepGrid::Base {
  std::vector<SweepAxis> axes;
  std::size_t count = 1;
  std::shared_ptr<const Json> json;
  /// Of a session with examples of its own: those are not written and read again for every cell.
  std::optional<PointList> points;
};

Result<SweepGrid> SweepGrid::make(const Session& session, std::vector<SweepAxis> axes) {
  auto base = std::make_shared<Base>();
  Session start = startSession(session, axes);
  const bool variesPoints =
      std::ranges::any_of(axes, [](const SweepAxis& axis) { return isOf(axis.key, "data.points"); });
  if (auto* points = std::get_if<PointList>(&start.data.source); points != nullptr && !variesPoints) {
    const auto inputs = static_cast<std::ptrdiff_t>(session.network.inputs);
    const auto outputs = static_cast<std::ptrdiff_t>(session.network.outputs());
    base->points = std::exchange(
        *points, {{points->x.begin(), points->x.begin() + inputs}, {points->y.begin(), points->y.begin() + outputs}});
  }
  base->json = std::make_shared<const Json>(Json::parse(writeSession(start)));
  for (std::size_t k = 0; k < axes.size(); ++k) {
    const SweepAxis& axis = axes[k];
    const auto before = axes.begin() + static_cast<std::ptrdiff_t>(k);
    if (std::ranges::find(axes.begin(), before, axis.key, &SweepAxis::key) != before)
      return Problem{Kind::Duplicate, axis.key, "", ""};
    if (isOf(axis.key, "state"))
      return Problem{Kind::Mismatch, axis.key, "a sweep, which begins at the start", "state"};
    if (axis.key == kDepthKey) {
      if (const std::optional<Problem> problem = findDepthProblem(session, axis)) return *problem;
    } else if (!hasPlace(*base->json, pointerText(axis.key))) {
      return Problem{Kind::Unknown, missingPart(*base->json, axis.key), "", ""};
    }
    if (axis.values.size() > kMaxSweepCells / base->count)
      return Problem{Kind::Value, "", "up to 1,000,000 cells", "more"};
    base->count *= axis.values.size();
  }
  base->axes = std::move(axes);
  return SweepGrid(std::move(base));
}

const std::vector<SweepAxis>& SweepGrid::axes() const { return m_base->axes; }

std::size_t SweepGrid::count() const { return m_base->count; }

std::vector<std::size_t> SweepGrid::placeOf(std::size_t cell) const {
  std::vector<std::size_t> place(m_base->axes.size());
  for (std::size_t k = place.size(); k-- > 0;) {
    place[k] = cell % m_base->axes[k].values.size();
    cell /= m_base->axes[k].values.size();
  }
  return place;
}

std::vector<std::string> SweepGrid::valuesOf(std::size_t cell) const {
  const std::vector<std::size_t> place = placeOf(cell);
  std::vector<std::string> values;
  for (std::size_t k = 0; k < place.size(); ++k) values.push_back(m_base->axes[k].values[place[k]]);
  return values;
}

Result<Session> SweepGrid::session(std::size_t cell) const {
  Json json = *m_base->json;
  const std::vector<std::string> values = valuesOf(cell);
  for (std::size_t k = 0; k < values.size(); ++k) {
    const std::string& key = m_base->axes[k].key;
    const Json value = valueOf(values[k]);
    if (key == kDepthKey)
      setDepth(json, value);
    else if (key == kOptimizerKey)
      setOptimizer(json, value, m_base->axes);
    else if (const std::string pointer = pointerText(key); hasPlace(json, pointer))
      json[Json::json_pointer(pointer)] = value;
    else
      return Problem{Kind::Unknown, missingPart(json, key), "", ""};
  }
  Result<Session> read = readSession(json.dump());
  if (!read || !m_base->points) return read;
  read.value().data.source = *m_base->points;
  if (const std::optional<Problem> problem = checkSession(read.value())) return *problem;
  return read;
}

std::optional<Problem> SweepGrid::findProblem() const {
  for (std::size_t cell = 0; cell < count(); ++cell) {
    const Result<Session> read = session(cell);
    if (!read) return read.problem();
  }
  return std::nullopt;
}

std::string SweepGrid::identity() const {
  const Result<Session> read = session(0);
  if (!read) return {};
  Session first = read.value();
  first.title.clear();
  std::array<char, 17> digits{};
  const std::uint64_t hash = fnv1a(writeSession(first));
  for (std::size_t k = 0; k < 16; ++k) digits[k] = "0123456789abcdef"[(hash >> (60 - 4 * k)) & 0xFu];
  return digits.data();
}

}  // namespace backscope
