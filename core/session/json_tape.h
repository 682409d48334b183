#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/session/problem.h"

namespace backscope {

/// A JSON text taken apart into one flat array of values in the file's order: no recursion, no allocation for each
/// value.
///
/// A container is followed by all that is in it; next() steps over it.
class JsonTape {
 public:
  enum class Type : std::uint8_t { Null, False, True, Whole, NegativeWhole, Real, String, Array, Object };
  using Node = std::uint32_t;

  static constexpr Node kRoot = 0;
  /// No session has more: the largest θ has 250,888 numbers.
  static constexpr std::size_t kMaxElements = 1u << 18;
  /// No object of a session has nearly so many keys.
  static constexpr std::size_t kMaxKeys = 32;
  /// Values in the whole file; 100,000 points of 16 inputs and 8 outputs have 2.7 million.
  static constexpr std::size_t kMaxValues = 4'000'000;

  bool isEmpty() const { return m_entries.empty(); }
  Type type(Node node) const { return m_entries[node].type; }
  /// Elements of an array, keys of an object.
  std::size_t count(Node node) const { return static_cast<std::size_t>(m_entries[node].payload); }
  /// The first value in a container; end(node) where it is empty.
  Node first(Node node) const { return node + 1; }
  Node end(Node node) const { return m_entries[node].next; }
  /// The value after this one in the same container.
  Node next(Node node) const { return m_entries[node].next; }
  /// The key under which a value stands in an object.
  std::string_view key(Node node) const;
  std::string_view string(Node node) const;
  /// Of Whole, NegativeWhole or Real, rounded where a whole number has more than 53 bits.
  double number(Node node) const;
  /// Of Whole.
  std::uint64_t whole(Node node) const { return m_entries[node].payload; }

  /// Such as network.layers[1].units; empty for the root.
  std::string path(Node node) const;
  /// The value as an error quotes it: 0, "tanh", an array of 3, …, at most about 40 characters on one line.
  std::string shown(Node node) const;

 private:
  friend class JsonTapeBuilder;
  struct Entry {
    Type type = Type::Null;
    Node next = 0;
    std::uint32_t keyBegin = 0;
    std::uint32_t keySize = 0;
    std::uint64_t payload = 0;  ///< a number's bits, a container's count, where a string begins and its size
  };
  std::vector<Entry> m_entries;
  std::string m_text;
};

/// Strict JSON in UTF-8. Problems: Empty, NotUtf8, Syntax, TooDeep, TooLarge, Duplicate, Length, Type (a number beyond
/// the doubles).
Result<JsonTape> readJson(std::string_view text);

/// What there is of a text before the problem that ended the reading. All containers of the tape have an end.
struct JsonPart {
  JsonTape tape;
  std::optional<Problem> problem;
};
JsonPart readJsonPart(std::string_view text);

/// Some text as an error quotes it: shortened to about 40 characters, nothing that would break the line.
std::string shownText(std::string_view text);

}  // namespace backscope
