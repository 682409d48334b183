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

struct Spacing {
  const char* comma;
  const char* colon;
  std::size_t indent;
};

constexpr Spacing kReadable{", ", ": ", 2};
constexpr Spacing kCompact{",", ":", 0};

std::string quoted(const std::string& text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string scalarText(const Json& value) {
  if (value.is_number_float()) {
    const std::string digits = allDigits(value.get<double>());
    return std::isfinite(value.get<double>()) ? digits : quoted(digits);
  }
  return value.is_string() ? quoted(value.get_ref<const std::string&>()) : value.dump();
}

/// The value on one line. Where that gets longer than `most`, it is not needed and ends anywhere.
void appendLine(std::string& text, const Json& value, const Spacing& spacing, std::size_t most) {
  if (!value.is_structured()) {
    text += scalarText(value);
    return;
  }
  text += value.is_object() ? '{' : '[';
  const char* separator = "";
  for (const auto& item : value.items()) {
    if (text.size() > most) return;
    text += separator;
    if (value.is_object()) text += quoted(item.key()) + spacing.colon;
    appendLine(text, item.value(), spacing, most);
    separator = spacing.comma;
  }
  text += value.is_object() ? '}' : ']';
}

/// Numbers, or what is true of each of some numbers.
bool isNumbers(const Json& value) {
  const auto isNumber = [](const Json& element) { return element.is_number() || element.is_boolean(); };
  return value.is_array() && std::ranges::all_of(value, isNumber);
}

/// `label` columns of the line are taken already.
void appendPretty(std::string& text, const Json& value, const Spacing& spacing, std::size_t depth, std::size_t label) {
  std::string line;
  const bool isLine = !value.is_structured() || isNumbers(value);
  appendLine(line, value, spacing, isLine ? line.max_size() : kColumns);
  const std::size_t column = depth * spacing.indent + label;
  if (isLine || (depth > 0 && column + line.size() <= kColumns)) {
    text += line;
    return;
  }
  const std::string margin = '\n' + std::string((depth + 1) * spacing.indent, ' ');
  text += value.is_object() ? '{' : '[';
  const char* separator = "";
  for (const auto& item : value.items()) {
    text += separator + margin;
    const std::string key = value.is_object() ? quoted(item.key()) + spacing.colon : std::string();
    text += key;
    appendPretty(text, item.value(), spacing, depth + 1, key.size());
    separator = ",";
  }
  text += '\n' + std::string(depth * spacing.indent, ' ') + (value.is_object() ? '}' : ']');
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

std::string jsonText(const Json& value, JsonSpacing spacing) {
  std::string text;
  appendPretty(text, value, spacing == JsonSpacing::Readable ? kReadable : kCompact, 0, 0);
  return text + '\n';
}

}  // namespace backscope
