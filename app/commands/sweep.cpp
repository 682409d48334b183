#include "app/commands/sweep.h"

#include <QCoreApplication>
#include <algorithm>
#include <ostream>

#include "app/commands/outcome.h"
#include "app/commands/progress_bar.h"
#include "app/output_file.h"
#include "app/session_file.h"
#include "app/sweep_file.h"
#include "core/sweep/run_sweep.h"
#include "ui/text/number_format.h"
#include "ui/text/problem_text.h"

namespace backscope {

namespace {

/// Runs of missing cells that are named.
constexpr int kMostNamed = 12;

QString tr(const char* text) { return QCoreApplication::translate("sweep", text); }

int failWith(std::ostream& err, const QString& file, const QString& sentence, ExitCode code) {
  printProblem(err, file, sentence);
  return code;
}

/// The shard's cells that the file does not have yet.
std::vector<std::size_t> cellsToRun(const SweepOptions& options, const SweepGrid& grid, const SweepFile& file) {
  std::vector<bool> isThere(grid.count());
  for (const SweepPart::Row& row : file.rows()) isThere[row.cell] = true;
  std::vector<std::size_t> cells;
  const auto first = static_cast<std::size_t>(options.shard - 1);
  for (std::size_t cell = first; cell < grid.count(); cell += static_cast<std::size_t>(options.shards))
    if (!isThere[cell]) cells.push_back(cell);
  return cells;
}

/// Cell 3, then 5…7 as "3, 5–7".
QString cellList(const std::vector<std::size_t>& cells) {
  QStringList runs;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const std::size_t first = cells[k];
    while (k + 1 < cells.size() && cells[k + 1] == cells[k] + 1) ++k;
    if (runs.size() == kMostNamed) return runs.join(QLatin1String(", ")) + QStringLiteral(", …");
    runs.append(first == cells[k] ? QString::number(first) : QStringLiteral("%1–%2").arg(first).arg(cells[k]));
  }
  return runs.join(QLatin1String(", "));
}

/// Trains the cells and gives how many were done.
std::size_t runCells(const SweepGrid& grid, const std::vector<std::size_t>& cells, const SweepOptions& options,
                     const TrainSurroundings& surroundings, SweepFile& file, std::ostream& err) {
  ProgressBar bar(err, surroundings.showProgress);
  std::atomic<bool> isFailed = false;
  std::size_t done = 0;
  const auto isStopped = [&] {
    return isFailed || (surroundings.interrupt != nullptr && surroundings.interrupt->load());
  };
  const SweepPlan plan{{options.iterations, options.target}, options.jobs};
  runSweep(grid, cells, plan, isStopped, [&](std::size_t cell, const CellOutcome& outcome) {
    file.append(cell, sweepLine(grid, cell, outcome));
    isFailed = !file.problem().isEmpty();
    ++done;
    bar.show(static_cast<double>(done) / static_cast<double>(cells.size()));
  });
  return done;
}

}  // namespace

int runSweepCommand(const SweepOptions& options, const TrainSurroundings& surroundings, std::ostream& out,
                    std::ostream& err) {
  const OpenedSession opened = openSession(options.file);
  if (!opened.session) return failWith(err, options.file, opened.problem, kWrong);
  const Result<SweepGrid> made = SweepGrid::make(*opened.session, options.axes);
  if (!made) return failWith(err, options.file, describe(made.problem()), kWrong);
  const SweepGrid& grid = made.value();
  if (const std::optional<Problem> problem = grid.findProblem())
    return failWith(err, options.file, describe(*problem), kWrong);
  if (const QString problem = outputProblem(options.output); !problem.isEmpty())
    return failWith(err, options.output, problem, kFailed);
  SweepFile file(options.output);
  if (const QString problem = file.open(sweepHead(grid, {options.iterations, options.target})); !problem.isEmpty())
    return failWith(err, options.output, problem, file.isForeign() ? kWrong : kFailed);
  const std::vector<std::size_t> cells = cellsToRun(options, grid, file);
  const std::size_t done = runCells(grid, cells, options, surroundings, file, err);
  if (done == cells.size()) file.sort();
  out << tr("%1 of %2 cells are in %3, %4 of them new")
             .arg(formatCount(static_cast<qint64>(file.rows().size())), formatCount(static_cast<qint64>(grid.count())),
                  options.output, formatCount(static_cast<qint64>(done)))
             .toStdString()
      << std::endl;
  if (!file.problem().isEmpty()) return failWith(err, options.output, file.problem(), kFailed);
  if (done < cells.size())
    return failWith(err, options.output, tr("interrupted: the same command goes on from here"), kFailed);
  return kDone;
}

int runSweepMerge(const SweepMergeOptions& options, std::ostream& out, std::ostream& err) {
  const MergedSweep merged = mergeSweeps(options.files);
  if (!merged.problem.isEmpty()) return failWith(err, merged.file, merged.problem, kWrong);
  const QString problem = writeFile(options.output, QByteArray::fromStdString(merged.text));
  if (!problem.isEmpty()) return failWith(err, options.output, problem, kFailed);
  const QString cells = formatCount(static_cast<qint64>(merged.cells));
  const QString there = formatCount(static_cast<qint64>(merged.cells - merged.missing.size()));
  out << tr("%1 of %2 cells are in %3").arg(there, cells, options.output).toStdString() << std::endl;
  if (merged.missing.empty()) return kDone;
  return failWith(err, options.output, tr("cells are missing: %1").arg(cellList(merged.missing)), kFailed);
}

}  // namespace backscope
