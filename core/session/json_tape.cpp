#include "core/session/json_tape.h"

#include <algorithm>
#include <bit>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/session/json_text.h"
#include "core/session/session_json.h"
#include "core/session/session_limits.h"
#include "core/session/utf8.h"

namespace backscope {

namespace {

constexpr std::size_t kShownBytes = 40;
constexpr std::size_t kLongestPath = 120;
constexpr std::uint64_t kSizeBits = 32;

bool isPlainKey(std::string_view key) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  return !key.empty() && key.size() <= kShownBytes && key.find_first_not_of(kPlain) == std::string_view::npos;
}

std::string quotedText(std::string_view text) { return '"' + shownText(text) + '"'; }

/// "line:column" of a byte, both from 1; columns count characters.
std::string placeOf(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte, text.size()));
  const std::size_t lineStart = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto isLead = [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; };
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto column = std::count_if(before.begin() + static_cast<std::ptrdiff_t>(lineStart), before.end(), isLead) + 1;
  return std::to_string(line) + ':' + std::to_string(column);
}

}  // namespace

/// Takes the parser's events. Every function returns whether to go on, as nlohmann's SAX interface wants it.
class JsonTapeBuilder {
 public:
  explicit JsonTapeBuilder(std::string_view text) : m_input(text) {}

  bool null() { return append(JsonTape::Type::Null, 0); }
  bool boolean(bool value) { return append(value ? JsonTape::Type::True : JsonTape::Type::False, 0); }
  bool number_unsigned(std::uint64_t value) { return append(JsonTape::Type::Whole, value); }
  bool number_integer(std::int64_t value);
  bool number_float(double value, const std::string&) { return appendReal(value); }
  bool string(const std::string& value) { return append(JsonTape::Type::String, store(value)); }
  bool binary(const std::vector<std::uint8_t>&) { return false; }
  bool start_object(std::size_t) { return open(JsonTape::Type::Object); }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(JsonTape::Type::Array); }
  bool end_array() { return close(); }
  bool key(const std::string& name);
  bool parse_error(std::size_t byte, const std::string& token, const nlohmann::detail::exception& error);

  std::optional<Problem> problem;
  JsonTape tape;

 private:
  bool append(JsonTape::Type type, std::uint64_t payload);
  bool appendReal(double value) { return append(JsonTape::Type::Real, std::bit_cast<std::uint64_t>(value)); }
  bool open(JsonTape::Type type);
  bool close();
  /// Ends the reading with a problem at a value, or of the whole file. Returns false, as the events do.
  bool fail(Problem::Kind kind, JsonTape::Node at, const std::string& expected, const std::string& found);
  std::uint64_t store(const std::string& value);

  std::string_view m_input;
  std::vector<JsonTape::Node> m_open;
  std::uint32_t m_keyBegin = 0;
  std::uint32_t m_keySize = 0;
};

bool JsonTapeBuilder::fail(Problem::Kind kind, JsonTape::Node at, const std::string& expected,
                           const std::string& found) {
  // The containers that are still open end here, so that the path can be found.
  for (const JsonTape::Node node : m_open)
    tape.m_entries[node].next = static_cast<JsonTape::Node>(tape.m_entries.size());
  const std::string path = tape.m_entries.empty() ? std::string() : tape.path(at);
  problem = Problem{kind, path.size() > kLongestPath ? shownText(path) : path, expected, found};
  return false;
}

std::uint64_t JsonTapeBuilder::store(const std::string& value) {
  const std::uint64_t begin = tape.m_text.size();
  tape.m_text += value;
  return begin << kSizeBits | value.size();
}

bool JsonTapeBuilder::append(JsonTape::Type type, std::uint64_t payload) {
  const auto node = static_cast<JsonTape::Node>(tape.m_entries.size());
  tape.m_entries.push_back({type, node + 1, std::exchange(m_keyBegin, 0u), std::exchange(m_keySize, 0u), payload});
  if (tape.m_entries.size() > JsonTape::kMaxValues) return fail(Problem::Kind::TooLarge, 0, "", "");
  if (m_open.empty()) return true;
  JsonTape::Entry& parent = tape.m_entries[m_open.back()];
  const std::size_t most = parent.type == JsonTape::Type::Array ? JsonTape::kMaxElements : JsonTape::kMaxKeys;
  if (++parent.payload <= most) return true;
  const auto limit = static_cast<std::int64_t>(most);
  return fail(Problem::Kind::Length, m_open.back(), WholeRange{0, limit}.text(), std::to_string(most + 1));
}

/// Only negative numbers come here, and "-0", which is the double −0.
bool JsonTapeBuilder::number_integer(std::int64_t value) {
  return value == 0 ? appendReal(-0.0) : append(JsonTape::Type::NegativeWhole, static_cast<std::uint64_t>(value));
}

bool JsonTapeBuilder::open(JsonTape::Type type) {
  if (!append(type, 0)) return false;
  const auto node = static_cast<JsonTape::Node>(tape.m_entries.size() - 1);
  if (m_open.size() == static_cast<std::size_t>(kMaxSessionDepth)) return fail(Problem::Kind::TooDeep, node, "", "");
  m_open.push_back(node);
  return true;
}

bool JsonTapeBuilder::close() {
  tape.m_entries[m_open.back()].next = static_cast<JsonTape::Node>(tape.m_entries.size());
  m_open.pop_back();
  return true;
}

bool JsonTapeBuilder::key(const std::string& name) {
  const JsonTape::Node object = m_open.back();
  const auto end = static_cast<JsonTape::Node>(tape.m_entries.size());
  for (JsonTape::Node other = tape.first(object); other != end; other = tape.next(other))
    if (tape.key(other) == name) return fail(Problem::Kind::Duplicate, other, "", "");
  m_keyBegin = static_cast<std::uint32_t>(store(name) >> kSizeBits);
  m_keySize = static_cast<std::uint32_t>(name.size());
  return true;
}

bool JsonTapeBuilder::parse_error(std::size_t byte, const std::string& token,
                                  const nlohmann::detail::exception& error) {
  constexpr int kNumberOverflow = 406;
  if (error.id != kNumberOverflow)
    return fail(Problem::Kind::Syntax, JsonTape::kRoot, "", placeOf(m_input, byte == 0 ? 0 : byte - 1));
  const auto node = static_cast<JsonTape::Node>(tape.m_entries.size());
  return appendReal(0) && fail(Problem::Kind::Type, node, "finite number", shownText(token));
}

std::string_view JsonTape::key(Node node) const {
  return std::string_view(m_text).substr(m_entries[node].keyBegin, m_entries[node].keySize);
}

std::string_view JsonTape::string(Node node) const {
  const std::uint64_t payload = m_entries[node].payload;
  return std::string_view(m_text).substr(payload >> kSizeBits, payload & 0xFFFFFFFFu);
}

double JsonTape::number(Node node) const {
  const Entry& entry = m_entries[node];
  if (entry.type == Type::Real) return std::bit_cast<double>(entry.payload);
  if (entry.type == Type::NegativeWhole) return static_cast<double>(static_cast<std::int64_t>(entry.payload));
  return static_cast<double>(entry.payload);
}

std::string JsonTape::path(Node node) const {
  std::string path;
  Node container = kRoot;
  while (container != node) {
    Node child = first(container);
    std::size_t index = 0;
    // The container that `node` is in begins at or before it and ends after it.
    while (child != node && next(child) <= node) {
      child = next(child);
      ++index;
    }
    if (m_entries[container].type == Type::Array) {
      path.append("[").append(std::to_string(index)).append("]");
    } else {
      if (!path.empty()) path += '.';
      path += isPlainKey(key(child)) ? std::string(key(child)) : quotedText(key(child));
    }
    container = child;
  }
  return path;
}

std::string JsonTape::shown(Node node) const {
  switch (type(node)) {
    case Type::Null:
      return "null";
    case Type::False:
      return "false";
    case Type::True:
      return "true";
    case Type::Whole:
      return std::to_string(whole(node));
    case Type::NegativeWhole:
      return std::to_string(static_cast<std::int64_t>(whole(node)));
    case Type::Real:
      return allDigits(number(node));
    case Type::String:
      return quotedText(string(node));
    case Type::Array:
      return count(node) == 0 ? "[]" : "[…]";
    case Type::Object:
      return count(node) == 0 ? "{}" : "{…}";
  }
  return {};
}

std::string shownText(std::string_view text) {
  std::string shown;
  std::size_t at = 0;
  while (at < text.size() && (shown.size() < kShownBytes || (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u)) {
    const std::size_t control = controlLength(text, at);
    if (control > 0)
      shown.append(control, ' ');
    else
      shown += text[at];
    at += std::max<std::size_t>(control, 1);
  }
  return at < text.size() ? shown + "…" : shown;
}

JsonPart readJsonPart(std::string_view text) {
  if (text.size() > kMaxSessionBytes)
    return {{}, Problem{Problem::Kind::TooLarge, "", "", std::to_string(text.size())}};
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return {{}, Problem{Problem::Kind::Empty, "", "", ""}};
  if (const std::optional<std::size_t> byte = firstInvalidUtf8(text))
    return {{}, Problem{Problem::Kind::NotUtf8, "", "", std::to_string(*byte)}};
  JsonTapeBuilder builder(text);
  const bool whole = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (!whole && !builder.problem) builder.problem = Problem{Problem::Kind::Syntax, "", "", placeOf(text, text.size())};
  return {std::move(builder.tape), std::move(builder.problem)};
}

Result<JsonTape> readJson(std::string_view text) {
  JsonPart part = readJsonPart(text);
  if (part.problem) return std::move(*part.problem);
  return std::move(part.tape);
}

}  // namespace backscope
