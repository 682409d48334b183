#include "core/session/json_reader.h"

#include <algorithm>

#include "core/session/written_number.h"

namespace backscope {

using Type = JsonTape::Type;
using Kind = Problem::Kind;

void JsonReader::fail(Kind kind, Node at, std::string expected) {
  if (!m_problem) m_problem = Problem{kind, m_tape.path(at), std::move(expected), shown(at)};
}

std::string JsonReader::shown(Node node) const {
  return m_tape.type(node) == Type::Real ? shownText(writtenNumber(m_text, node)) : m_tape.shown(node);
}

/// Says of 2.0 that it is not written as a whole number, and of 2 that it is out of range.
void JsonReader::failWhole(Node node, const std::string& range) {
  if (shown(node).find_first_of(".eE") == std::string::npos)
    fail(Kind::Value, node, range);
  else
    fail(Kind::Type, node, "whole number " + range);
}

void JsonReader::failMissing(Node object, std::string_view key) {
  if (m_problem) return;
  const std::string path = m_tape.path(object);
  m_problem = Problem{Kind::Missing, path.empty() ? std::string(key) : path + '.' + std::string(key), "", ""};
}

void JsonReader::failMismatch(Node at, std::string with) { fail(Kind::Mismatch, at, std::move(with)); }

bool JsonReader::has(Node node, std::initializer_list<Type> types, std::string_view expected) {
  if (m_problem) return false;
  if (std::ranges::find(types, m_tape.type(node)) != types.end()) return true;
  fail(Kind::Type, node, std::string(expected));
  return false;
}

bool JsonReader::isObject(Node node, std::initializer_list<std::string_view> keys) {
  if (!has(node, {Type::Object}, "object")) return false;
  for (Node child = m_tape.first(node); child != m_tape.end(node); child = m_tape.next(child))
    if (std::ranges::find(keys, m_tape.key(child)) == keys.end()) fail(Kind::Unknown, child);
  return !m_problem;
}

bool JsonReader::isArray(Node node) { return has(node, {Type::Array}, "array"); }

bool JsonReader::isArray(Node node, WholeRange count) {
  if (!isArray(node)) return false;
  const auto found = static_cast<std::int64_t>(m_tape.count(node));
  if (count.contains(found)) return true;
  m_problem = Problem{Kind::Length, m_tape.path(node), count.text(), std::to_string(found)};
  return false;
}

std::optional<JsonReader::Node> JsonReader::child(Node object, std::string_view key) const {
  if (m_problem) return std::nullopt;
  for (Node child = m_tape.first(object); child != m_tape.end(object); child = m_tape.next(child))
    if (m_tape.key(child) == key) return child;
  return std::nullopt;
}

std::optional<JsonReader::Node> JsonReader::required(Node object, std::string_view key) {
  const std::optional<Node> node = child(object, key);
  if (!node) failMissing(object, key);
  return node;
}

void JsonReader::read(Node object, std::string_view key, bool& target) {
  if (const std::optional<Node> node = child(object, key)) target = boolean(*node);
}

void JsonReader::read(Node object, std::string_view key, int& target, WholeRange range) {
  if (const std::optional<Node> node = child(object, key)) target = static_cast<int>(whole(*node, range));
}

void JsonReader::read(Node object, std::string_view key, std::int64_t& target, WholeRange range) {
  if (const std::optional<Node> node = child(object, key)) target = whole(*node, range);
}

void JsonReader::read(Node object, std::string_view key, double& target, const RealRange& range) {
  if (const std::optional<Node> node = child(object, key)) target = number(*node, range);
}

void JsonReader::read(Node object, std::string_view key, std::uint64_t& target) {
  const std::optional<Node> node = child(object, key);
  if (!node || !has(*node, {Type::Whole, Type::NegativeWhole, Type::Real}, "whole number")) return;
  if (m_tape.type(*node) == Type::Whole)
    target = m_tape.whole(*node);
  else
    failWhole(*node, "0…18,446,744,073,709,551,615");
}

void JsonReader::read(Node object, std::string_view key, std::string& target) {
  if (const std::optional<Node> node = child(object, key)) target = string(*node);
}

std::int64_t JsonReader::whole(Node node, WholeRange range) {
  if (!has(node, {Type::Whole, Type::NegativeWhole, Type::Real}, "whole number")) return range.low;
  const std::uint64_t value = m_tape.whole(node);
  // All ranges are of counts, so a negative number is outside of any.
  if (m_tape.type(node) == Type::Whole && value <= static_cast<std::uint64_t>(range.high) &&
      range.contains(static_cast<std::int64_t>(value)))
    return static_cast<std::int64_t>(value);
  failWhole(node, range.text());
  return range.low;
}

double JsonReader::number(Node node, const RealRange& range) {
  const bool isText = m_tape.type(node) == Type::String;
  const bool isNonFinite =
      isText && (m_tape.string(node) == "nan" || m_tape.string(node) == "inf" || m_tape.string(node) == "-inf");
  if (!has(node, {Type::Whole, Type::NegativeWhole, Type::Real}, isNonFinite ? "finite number" : "number")) return 0;
  const double value = m_tape.number(node);
  if (range.contains(value)) return value;
  fail(Kind::Value, node, range.text());
  return 0;
}

void JsonReader::appendNumbers(Node array, std::size_t count, std::vector<double>& target, const RealRange& range) {
  const auto exactly = static_cast<std::int64_t>(count);
  if (!isArray(array, {exactly, exactly})) return;
  for (Node node = m_tape.first(array); node != m_tape.end(array) && !m_problem; node = m_tape.next(node))
    target.push_back(number(node, range));
}

bool JsonReader::boolean(Node node) {
  return has(node, {Type::False, Type::True}, "boolean") && m_tape.type(node) == Type::True;
}

std::string_view JsonReader::string(Node node) {
  return has(node, {Type::String}, "string") ? m_tape.string(node) : std::string_view();
}

}  // namespace backscope
