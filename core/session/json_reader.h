#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/session/json_tape.h"
#include "core/session/session_limits.h"

namespace backscope {

/// Typed access to a tape. The first problem is kept, and everything after it reads nothing, so a caller checks once at
/// the end.
///
/// Each read() looks up a key of an object. Where the key is missing the target keeps its value.
class JsonReader {
 public:
  using Node = JsonTape::Node;

  /// `text` is what the tape was read from.
  JsonReader(const JsonTape& tape, std::string_view text) : m_tape(tape), m_text(text) {}

  const std::optional<Problem>& problem() const { return m_problem; }
  const JsonTape& tape() const { return m_tape; }

  void fail(Problem::Kind kind, Node at, std::string expected = {});
  void failMissing(Node object, std::string_view key);
  void failMismatch(Node at, std::string with);

  /// True where the node is an object with no keys but these.
  bool isObject(Node node, std::initializer_list<std::string_view> keys);
  /// True where the node is an array of so many elements.
  bool isArray(Node node, WholeRange count);
  bool isArray(Node node);
  std::optional<Node> child(Node object, std::string_view key) const;
  /// Missing where it is not there.
  std::optional<Node> required(Node object, std::string_view key);

  void read(Node object, std::string_view key, bool& target);
  void read(Node object, std::string_view key, int& target, WholeRange range);
  void read(Node object, std::string_view key, std::int64_t& target, WholeRange range);
  void read(Node object, std::string_view key, double& target, const RealRange& range);
  void read(Node object, std::string_view key, std::uint64_t& target);
  void read(Node object, std::string_view key, std::string& target);
  /// One of `all`, by the name that nameOf() gives.
  template <class E, class All>
  void readName(Node object, std::string_view key, E& target, const All& all);

  std::int64_t whole(Node node, WholeRange range);
  /// A finite number of the range; 0 where it is not.
  double number(Node node, const RealRange& range = limits::kFinite);
  /// Appends an array of exactly `count` finite numbers.
  void appendNumbers(Node array, std::size_t count, std::vector<double>& target,
                     const RealRange& range = limits::kFinite);
  std::string_view string(Node node);
  bool boolean(Node node);

 private:
  bool has(Node node, std::initializer_list<JsonTape::Type> types, std::string_view expected);
  void failWhole(Node node, const std::string& range);
  /// The value as an error quotes it, a number as it is written.
  std::string shown(Node node) const;

  const JsonTape& m_tape;
  std::string_view m_text;
  std::optional<Problem> m_problem;
};

template <class E, class All>
void JsonReader::readName(Node object, std::string_view key, E& target, const All& all) {
  const std::optional<Node> node = child(object, key);
  if (!node) return;
  const std::string_view given = string(*node);
  std::string names;
  for (const E value : all) {
    if (nameOf(value) == given) {
      target = value;
      return;
    }
    names += (names.empty() ? "" : ", ") + std::string(nameOf(value));
  }
  fail(Problem::Kind::Value, *node, names);
}

}  // namespace backscope
