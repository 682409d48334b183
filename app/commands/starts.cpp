#include "app/commands/starts.h"

#include <QCoreApplication>
#include <ostream>
#include <vector>

#include "app/commands/outcome.h"
#include "app/commands/progress_bar.h"
#include "app/output_file.h"
#include "app/session_file.h"
#include "app/sweep_file.h"
#include "core/sweep/run_starts.h"
#include "core/sweep/start_summary.h"
#include "core/sweep/starts_csv.h"
#include "ui/text/number_format.h"
#include "ui/text/problem_text.h"
#include "ui/text/starts_text.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("starts", text); }

int failWith(std::ostream& err, const QString& file, const QString& sentence, ExitCode code) {
  printProblem(err, file, sentence);
  return code;
}

/// What the file has already; nothing where a line of it can't be read.
std::optional<std::vector<StartOutcome>> outcomesOf(const SweepFile& file) {
  std::vector<StartOutcome> outcomes;
  for (const SweepPart::Row& row : file.rows()) {
    std::optional<StartOutcome> outcome = readStartsLine(row.line);
    if (!outcome) return std::nullopt;
    outcomes.push_back(std::move(*outcome));
  }
  return outcomes;
}

/// The shard's starts that the file does not have yet.
std::vector<std::size_t> cellsToRun(const StartsOptions& options, const SweepFile& file) {
  std::vector<bool> isThere(options.count);
  for (const SweepPart::Row& row : file.rows()) isThere[row.cell] = true;
  std::vector<std::size_t> cells;
  const auto step = static_cast<std::size_t>(options.shards);
  for (auto cell = static_cast<std::size_t>(options.shard - 1); cell < options.count; cell += step)
    if (!isThere[cell]) cells.push_back(cell);
  return cells;
}

/// Trains the cells, adds what came of them and gives how many were done.
std::size_t trainCells(const SweepGrid& grid, const std::vector<std::size_t>& cells, const StartsOptions& options,
                       const TrainSurroundings& surroundings, SweepFile& file, std::vector<StartOutcome>& outcomes,
                       std::ostream& err) {
  ProgressBar bar(err, surroundings.showProgress);
  std::atomic<bool> isFailed = false;
  std::size_t done = 0;
  const auto isStopped = [&] {
    return isFailed || (surroundings.interrupt != nullptr && surroundings.interrupt->load());
  };
  runStarts(grid, cells, {options.iterations, options.jobs}, isStopped,
            [&](std::size_t cell, const StartOutcome& outcome) {
              file.append(cell, startsLine(cell, outcome));
              isFailed = !file.problem().isEmpty();
              outcomes.push_back(outcome);
              // Nobody asks for them here, and of many starts they are much.
              outcomes.back().theta = {};
              outcomes.back().answers = {};
              bar.show(static_cast<double>(++done) / static_cast<double>(cells.size()));
            });
  return done;
}

void print(const std::vector<StartOutcome>& outcomes, std::ostream& out) {
  for (const QString& line : startsSummaryLines(summarize(outcomes))) out << line.toStdString() << '\n';
  out.flush();
}

}  // namespace

int runStartsCommand(const StartsOptions& options, const TrainSurroundings& surroundings, std::ostream& out,
                     std::ostream& err) {
  const OpenedSession opened = openSession(options.file);
  if (!opened.session) return failWith(err, options.file, opened.problem, kWrong);
  const Result<SweepGrid> made = startsOf(*opened.session, options.count);
  if (!made) return failWith(err, options.file, describe(made.problem()), kWrong);
  if (const Result<Session> first = made.value().session(0); !first)
    return failWith(err, options.file, describe(first.problem()), kWrong);
  if (const QString problem = outputProblem(options.output); !problem.isEmpty())
    return failWith(err, options.output, problem, kFailed);
  SweepFile file(options.output);
  if (const QString problem = file.open(startsHead(made.value(), options.iterations)); !problem.isEmpty())
    return failWith(err, options.output, problem, file.isForeign() ? kWrong : kFailed);
  std::optional<std::vector<StartOutcome>> outcomes = outcomesOf(file);
  if (!outcomes) return failWith(err, options.output, tr("a line of it is not that of a start"), kWrong);
  const std::vector<std::size_t> cells = cellsToRun(options, file);
  const std::size_t done = trainCells(made.value(), cells, options, surroundings, file, *outcomes, err);
  if (done == cells.size()) file.sort();
  out << tr("%1 of %2 starts are in %3, %4 of them new")
             .arg(formatCount(static_cast<qint64>(file.rows().size())), formatCount(static_cast<qint64>(options.count)),
                  options.output, formatCount(static_cast<qint64>(done)))
             .toStdString()
      << '\n';
  print(*outcomes, out);
  if (!file.problem().isEmpty()) return failWith(err, options.output, file.problem(), kFailed);
  if (done < cells.size())
    return failWith(err, options.output, tr("interrupted: the same command goes on from here"), kFailed);
  return kDone;
}

}  // namespace backscope
