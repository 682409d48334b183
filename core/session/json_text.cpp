#include "core/session/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

namespace backscope {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kColumns = 100;
constexpr std::size_t kIndent = 2;

std::string quoted(const std::string& text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string scalarText(const Json& value) {
  if (value.is_number_float()) {
    const std::string digits = allDigits(value.get<double>());
    return std::isfinite(value.get<double>()) ? digits : quoted(digits);
  }
  return value.is_string() ? quoted(value.get_ref<const std::string&>()) : value.dump();
}

/// The value on one line.
void appendLine(std::string& text, const Json& value) {
  if (!value.is_structured()) {
    text += scalarText(value);
    return;
  }
  text += value.is_object() ? '{' : '[';
  const char* separator = "";
  for (const auto& item : value.items()) {
    text += separator;
    if (value.is_object()) text += quoted(item.key()) + ": ";
    appendLine(text, item.value());
    separator = ", ";
  }
  text += value.is_object() ? '}' : ']';
}

bool isNumbers(const Json& value) {
  return value.is_array() && std::ranges::all_of(value, [](const Json& element) { return element.is_number(); });
}

void appendPretty(std::string& text, const Json& value, std::size_t indent, std::size_t column) {
  std::string line;
  appendLine(line, value);
  if (!value.is_structured() || isNumbers(value) || (indent > 0 && column + line.size() <= kColumns)) {
    text += line;
    return;
  }
  const std::string margin = '\n' + std::string(indent + kIndent, ' ');
  text += value.is_object() ? '{' : '[';
  const char* separator = "";
  for (const auto& item : value.items()) {
    text += separator + margin;
    const std::string label = value.is_object() ? quoted(item.key()) + ": " : std::string();
    text += label;
    appendPretty(text, item.value(), indent + kIndent, indent + kIndent + label.size());
    separator = ",";
  }
  text += '\n' + std::string(indent, ' ') + (value.is_object() ? '}' : ']');
}

}  // namespace

std::string allDigits(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  if (value == 0 && std::signbit(value)) return "-0.0";
  std::array<char, 32> digits{};
  const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  return {digits.data(), end.ptr};
}

std::string jsonText(const Json& value) {
  std::string text;
  appendPretty(text, value, 0, 0);
  return text + '\n';
}

}  // namespace backscope
