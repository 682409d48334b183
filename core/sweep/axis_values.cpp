#include "core/sweep/axis_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include "core/math/elementary_functions.h"
#include "core/session/json_tape.h"
#include "core/session/json_text.h"
#include "core/session/utf8.h"

namespace backscope {
namespace {

using Kind = Problem::Kind;

/// Digits of a computed value.
constexpr int kDigits = 12;

struct Span {
  double low = 0;
  double high = 0;
  std::size_t count = 0;
};

template <class Number>
std::optional<Number> numberOf(std::string_view text) {
  Number number{};
  const std::from_chars_result end = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || end.ec != std::errc() || end.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

std::vector<std::string_view> parts(std::string_view text, char separator) {
  std::vector<std::string_view> found;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    found.push_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return found;
    begin = end + 1;
  }
}

double rounded(double value) {
  std::array<char, 40> digits{};
  const std::to_chars_result end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::scientific, kDigits - 1);
  return numberOf<double>({digits.data(), end.ptr}).value_or(value);
}

/// Computed values, the ends as they are.
template <class At>
std::vector<std::string> spread(const Span& span, At at) {
  std::vector<std::string> values;
  values.reserve(span.count);
  for (std::size_t k = 0; k < span.count; ++k) {
    const double share = k == 0 ? 0 : static_cast<double>(k) / static_cast<double>(span.count - 1);
    const bool isEnd = k == 0 || k + 1 == span.count;
    values.push_back(allDigits(isEnd ? (k == 0 ? span.low : span.high) : rounded(at(share))));
  }
  return values;
}

/// low:high:count; nothing where it is another thing.
std::optional<Span> spanOf(std::string_view text) {
  const std::vector<std::string_view> numbers = parts(text, ':');
  if (numbers.size() != 3) return std::nullopt;
  const std::optional<double> low = numberOf<double>(numbers[0]);
  const std::optional<double> high = numberOf<double>(numbers[1]);
  const std::optional<std::size_t> count = numberOf<std::size_t>(numbers[2]);
  if (!low || !high || !count || !std::isfinite(*low) || !std::isfinite(*high)) return std::nullopt;
  if (*count < 2 || *count > kMaxSweepCells || !std::isfinite(*high - *low)) return std::nullopt;
  return Span{*low, *high, *count};
}

Problem wrongAxis(std::string_view key, std::string expected, std::string_view found) {
  return {Kind::Value, std::string(key), std::move(expected), shownText(found)};
}

Result<SweepAxis> readLinear(std::string_view key, std::string_view text) {
  const std::optional<Span> span = spanOf(text.substr(4));
  if (!span) return wrongAxis(key, "lin:LOW:HIGH:COUNT with a count from 2 to 1,000,000", text);
  const double step = span->high - span->low;
  return SweepAxis{std::string(key), spread(*span, [&](double share) { return span->low + share * step; })};
}

Result<SweepAxis> readLogarithmic(std::string_view key, std::string_view text) {
  const std::optional<Span> span = spanOf(text.substr(4));
  if (!span || span->low <= 0 || span->high <= 0)
    return wrongAxis(key, "log:LOW:HIGH:COUNT with ends above 0 and a count from 2 to 1,000,000", text);
  return SweepAxis{std::string(key), ratioValues(span->low, span->high, span->count)};
}

/// FIRST..LAST; seeds have 64 bits.
Result<SweepAxis> readWhole(std::string_view key, std::string_view text, std::size_t dots) {
  const std::optional<std::uint64_t> first = numberOf<std::uint64_t>(text.substr(0, dots));
  const std::optional<std::uint64_t> last = numberOf<std::uint64_t>(text.substr(dots + 2));
  if (!first || !last || *last < *first || *last - *first >= kMaxSweepCells)
    return wrongAxis(key, "FIRST..LAST with up to 1,000,000 whole numbers", text);
  SweepAxis axis{std::string(key), {}};
  for (std::uint64_t k = 0; k <= *last - *first; ++k) axis.values.push_back(std::to_string(*first + k));
  return axis;
}

Result<SweepAxis> readList(std::string_view key, std::string_view text) {
  SweepAxis axis{std::string(key), {}};
  for (const std::string_view value : parts(text, ',')) {
    const bool isBad = value.empty() || value.find_first_of(" \"") != std::string_view::npos;
    if (isBad || hasControls(value) || firstInvalidUtf8(value) || axis.values.size() == kMaxSweepCells)
      return wrongAxis(key, "values such as 0.1,1,10 or 1..20 or lin:0:1:11 or log:0.001:100:20", text);
    axis.values.emplace_back(value);
  }
  return axis;
}

}  // namespace

std::vector<std::string> ratioValues(double low, double high, std::size_t count) {
  const double from = elementary::log(low);
  const double step = elementary::log(high) - from;
  return spread({low, high, count}, [&](double share) { return elementary::exp(from + share * step); });
}

Result<SweepAxis> readAxis(std::string_view key, std::string_view text) {
  if (text.starts_with("lin:")) return readLinear(key, text);
  if (text.starts_with("log:")) return readLogarithmic(key, text);
  const std::size_t dots = text.find("..");
  return dots == std::string_view::npos ? readList(key, text) : readWhole(key, text, dots);
}

Result<SweepAxis> readAxis(std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  if (equals == 0 || equals == std::string_view::npos)
    return Problem{Kind::Value, "", "KEY=VALUES", '"' + shownText(assignment) + '"'};
  return readAxis(assignment.substr(0, equals), assignment.substr(equals + 1));
}

std::string axisText(const SweepAxis& axis) {
  std::string text = axis.key;
  char separator = '=';
  for (const std::string& value : axis.values) {
    text += separator + value;
    separator = ',';
  }
  return text;
}

}  // namespace backscope
