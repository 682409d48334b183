#include "core/sweep/starts_csv.h"

#include <array>
#include <charconv>
#include <limits>
#include <vector>

#include "core/session/json_text.h"

namespace backscope {
namespace {

constexpr std::string_view kColumns =
    "cell,initialization.seed,iteration,train_loss,test_loss,train_accuracy,test_accuracy,end,needed,plateau_sum,"
    "plateau_alike,theta";
constexpr std::size_t kColumnCount = 12;
constexpr std::array kEnds{StartEnd::Solved, StartEnd::Stuck, StartEnd::Diverged};

std::string numberOrNone(const std::optional<double>& value) { return value ? allDigits(*value) : std::string(); }

/// The text before the next separator, which is taken away with it.
std::string_view takePart(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

template <class Number>
std::optional<Number> numberOf(std::string_view text) {
  Number number{};
  const std::from_chars_result end = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || end.ec != std::errc() || end.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<StartEnd> endNamed(std::string_view name) {
  for (const StartEnd end : kEnds)
    if (nameOf(end) == name) return end;
  return std::nullopt;
}

/// Takes `before` and the whole number behind it; false where the text begins with another thing.
template <class Number>
bool takeNumber(std::string_view& text, std::string_view before, Number& number) {
  if (!text.starts_with(before)) return false;
  text.remove_prefix(before.size());
  const std::from_chars_result end = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end.ec != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end.ptr - text.data()));
  return true;
}

/// False where something in it is no number.
bool readTheta(std::string_view text, std::vector<double>& theta) {
  while (!text.empty()) {
    const std::optional<double> value = numberOf<double>(takePart(text, ' '));
    if (!value) return false;
    theta.push_back(*value);
  }
  return true;
}

}  // namespace

std::string startsHead(const SweepGrid& grid, std::int64_t iterations) {
  std::string text = "# backscope sweep 1, cells " + std::to_string(grid.count());
  text += ", starts from seed " + grid.valuesOf(0).front() + " on, iterations " + std::to_string(iterations);
  text += ", session " + grid.identity() + '\n';
  return text.append(kColumns).append("\n");
}

std::string startsLine(std::size_t cell, const StartOutcome& outcome) {
  std::string line = std::to_string(cell) + ',' + std::to_string(outcome.seed);
  line += ',' + std::to_string(outcome.iteration) + ',' + allDigits(outcome.train.loss);
  line += ',' + numberOrNone(outcome.test ? std::optional(outcome.test->loss) : std::nullopt);
  line += ',' + numberOrNone(outcome.train.accuracy);
  line += ',' + numberOrNone(outcome.test ? outcome.test->accuracy : std::nullopt);
  line.append(",").append(nameOf(outcome.end));
  line += ',' + (outcome.needed ? std::to_string(*outcome.needed) : std::string());
  line += ',' + (outcome.plateau ? allDigits(outcome.plateau->level) : std::string());
  line += ',' + (outcome.plateau ? std::to_string(outcome.plateau->alike) : std::string());
  char separator = ',';
  if (outcome.theta.empty() || outcome.theta.size() > kMostWrittenParameters) return line + ",\n";
  for (const double theta : outcome.theta) {
    line += separator + allDigits(theta);
    separator = ' ';
  }
  return line + '\n';
}

std::optional<StartsHead> readStartsHead(std::string_view head) {
  StartsHead read;
  if (!takeNumber(head, "# backscope sweep 1, cells ", read.count)) return std::nullopt;
  if (!takeNumber(head, ", starts from seed ", read.seed)) return std::nullopt;
  if (!takeNumber(head, " on, iterations ", read.iterations)) return std::nullopt;
  const bool isPossible = read.count >= 1 && read.count <= kMostStarts && read.iterations >= 0;
  return isPossible && head.starts_with(", session ") ? std::optional(read) : std::nullopt;
}

std::optional<StartOutcome> readStartsLine(std::string_view line) {
  if (!line.ends_with('\n')) return std::nullopt;
  line.remove_suffix(1);
  std::array<std::string_view, kColumnCount> columns;
  for (std::string_view& column : columns) column = takePart(line, ',');
  const auto [cell, seed, iteration, loss, testLoss, accuracy, testAccuracy, end, needed, level, alike, theta] =
      columns;
  const std::optional<std::uint64_t> knownSeed = numberOf<std::uint64_t>(seed);
  const std::optional<std::int64_t> knownIteration = numberOf<std::int64_t>(iteration);
  const std::optional<double> knownLoss = numberOf<double>(loss);
  const std::optional<StartEnd> knownEnd = endNamed(end);
  if (!line.empty() || !knownSeed || !knownIteration || !knownLoss || !knownEnd) return std::nullopt;
  StartOutcome outcome;
  outcome.seed = *knownSeed;
  outcome.iteration = *knownIteration;
  outcome.train = {*knownLoss, numberOf<double>(accuracy)};
  if (const std::optional<double> test = numberOf<double>(testLoss))
    outcome.test = Score{*test, numberOf<double>(testAccuracy)};
  outcome.end = *knownEnd;
  outcome.needed = numberOf<std::int64_t>(needed);
  if (const std::optional<double> sum = numberOf<double>(level))
    outcome.plateau = CornersPlateau{numberOf<int>(alike).value_or(0), *sum};
  if (!readTheta(theta, outcome.theta)) return std::nullopt;
  return outcome;
}

}  // namespace backscope
