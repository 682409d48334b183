#include "core/sweep/sweep_csv.h"

#include <algorithm>
#include <charconv>

#include "core/session/json_text.h"

namespace backscope {
namespace {

constexpr std::string_view kFirstLine = "# backscope sweep 1, cells ";
constexpr std::string_view kColumns =
    "iteration,train_loss,test_loss,train_accuracy,test_accuracy,delta_ratio_start,delta_ratio,needed,diverged,"
    "diverged_layer";

std::string optionalCell(const std::optional<double>& value) { return value ? allDigits(*value) : std::string(); }

/// The line from `begin` with its end; nothing where it has none.
std::optional<std::string_view> lineAt(std::string_view text, std::size_t begin) {
  const std::size_t end = text.find('\n', begin);
  if (end == std::string_view::npos) return std::nullopt;
  return text.substr(begin, end + 1 - begin);
}

/// The whole number with which a text begins, followed by `ending`.
std::optional<std::size_t> leadingNumber(std::string_view text, char ending) {
  std::size_t number = 0;
  const std::from_chars_result end = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool isWhole = end.ec == std::errc() && end.ptr != text.data() + text.size() && *end.ptr == ending;
  return isWhole ? std::optional(number) : std::nullopt;
}

/// The comments and the columns; empty where the text ends before them.
std::string_view headOf(std::string_view text) {
  for (std::size_t end = 0; const std::optional<std::string_view> line = lineAt(text, end);) {
    end += line->size();
    if (!line->starts_with('#')) return text.substr(0, end);
  }
  return {};
}

}  // namespace

std::string sweepHead(const SweepGrid& grid, const CellPlan& plan) {
  std::string text(kFirstLine);
  text += std::to_string(grid.count()) + ", iterations " + std::to_string(plan.iterations) + ", target " +
          (plan.target ? allDigits(*plan.target) : "a tenth of the best constant's loss") + ", session " +
          grid.identity() + '\n';
  std::string columns = "cell";
  for (const SweepAxis& axis : grid.axes()) {
    text += "# vary " + axisText(axis) + '\n';
    columns += ',' + axis.key;
  }
  return text.append(columns).append(",").append(kColumns).append("\n");
}

std::string sweepLine(const SweepGrid& grid, std::size_t cell, const CellOutcome& outcome) {
  std::string line = std::to_string(cell);
  for (const std::string& value : grid.valuesOf(cell)) line += ',' + value;
  const std::optional<Score>& test = outcome.test;
  line += ',' + std::to_string(outcome.iteration) + ',' + allDigits(outcome.train.loss);
  line += ',' + optionalCell(test ? std::optional(test->loss) : std::nullopt);
  line += ',' + optionalCell(outcome.train.accuracy);
  line += ',' + optionalCell(test ? test->accuracy : std::nullopt);
  line += ',' + allDigits(outcome.startRatio) + ',' + allDigits(outcome.endRatio);
  line += ',' + (outcome.needed ? std::to_string(*outcome.needed) : std::string());
  if (!outcome.divergence) return line + ",,\n";
  line.append(",").append(nameOf(outcome.divergence->where));
  return line + ',' + std::to_string(outcome.divergence->layer) + '\n';
}

std::optional<SweepPart> readSweepPart(std::string_view text) {
  const std::string_view known = text.substr(0, kFirstLine.size());
  if (!kFirstLine.starts_with(known)) return std::nullopt;
  SweepPart part;
  part.head = headOf(text);
  part.size = part.head.size();
  if (part.head.empty()) return part;
  const std::optional<std::size_t> cells = leadingNumber(text.substr(kFirstLine.size()), ',');
  if (!cells || *cells > kMaxSweepCells) return std::nullopt;
  part.cells = *cells;
  while (const std::optional<std::string_view> line = lineAt(text, part.size)) {
    const std::optional<std::size_t> cell = leadingNumber(*line, ',');
    if (!cell || *cell >= part.cells) return std::nullopt;
    part.rows.push_back({*cell, std::string(*line)});
    part.size += line->size();
  }
  return part;
}

std::vector<std::size_t> missingCells(const SweepPart& part) {
  std::vector<bool> isThere(part.cells);
  for (const SweepPart::Row& row : part.rows) isThere[row.cell] = true;
  std::vector<std::size_t> missing;
  for (std::size_t cell = 0; cell < part.cells; ++cell)
    if (!isThere[cell]) missing.push_back(cell);
  return missing;
}

}  // namespace backscope
