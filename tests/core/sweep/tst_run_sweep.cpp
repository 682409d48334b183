#include "core/sweep/run_sweep.h"

#include <QTest>
#include <atomic>
#include <map>
#include <numeric>

#include "core/sweep/sweep_csv.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

namespace {

SweepGrid sampleGrid() {
  return SweepGrid::make(test::sampleSession(),
                         {readAxis("initialization.scale=log:0.1:1000:5").value(),
                          readAxis("network.depth=1..3").value(), readAxis("data.generator=xor,circle").value()})
      .value();
}

std::vector<std::size_t> allCells(const SweepGrid& grid) {
  std::vector<std::size_t> cells(grid.count());
  std::iota(cells.begin(), cells.end(), std::size_t{0});
  return cells;
}

bool never() { return false; }

/// The lines of all cells.
std::map<std::size_t, std::string> linesWith(int jobs) {
  const SweepGrid grid = sampleGrid();
  std::map<std::size_t, std::string> lines;
  runSweep(grid, allCells(grid), {{300, {}}, jobs}, never,
           [&](std::size_t cell, const CellOutcome& outcome) { lines[cell] = sweepLine(grid, cell, outcome); });
  return lines;
}

}  // namespace

class TestRunSweep : public QObject {
  Q_OBJECT

 private slots:
  void theNumberOfThreadsChangesNoBit() {
    const std::map<std::size_t, std::string> lines = linesWith(1);
    QCOMPARE(lines.size(), sampleGrid().count());
    for (const int jobs : {2, 3, 64}) QVERIFY(linesWith(jobs) == lines);
  }

  void eachCellIsItsSession() {
    const SweepGrid grid = sampleGrid();
    int received = 0;
    runSweep(grid, std::vector<std::size_t>{7, 22}, {{100, {}}, 2}, never,
             [&](std::size_t cell, const CellOutcome& outcome) {
               const Session session = grid.session(cell).value();
               const CellOutcome alone = *runCell(session, makeDataset(session), {100, {}}, never);
               QCOMPARE(sweepLine(grid, cell, outcome), sweepLine(grid, cell, alone));
               ++received;
             });
    QCOMPARE(received, 2);
  }

  void theDataAreThoseOfTheCell() {
    // ±1 and 0/1, one cell after the other.
    const SweepGrid grid =
        SweepGrid::make(test::sampleSession(), {readAxis("network.layers[2].activation=tanh,sigmoid,tanh").value()})
            .value();
    std::size_t received = 0;
    runSweep(grid, allCells(grid), {{50, {}}, 1}, never, [&](std::size_t cell, const CellOutcome& outcome) {
      const Session session = grid.session(cell).value();
      QCOMPARE(outcome.train.loss, runCell(session, makeDataset(session), {50, {}}, never)->train.loss);
      ++received;
    });
    QCOMPARE(received, grid.count());
  }

  void everyThreadIsSetUpFirst() {
    const SweepGrid grid = sampleGrid();
    std::atomic<int> threads = 0;
    runSweep(grid, allCells(grid), {{1, {}}, 3, [&] { ++threads; }}, never, [](std::size_t, const CellOutcome&) {});
    QCOMPARE(threads.load(), 3);
  }

  void stoppingLeavesTheRestUndone() {
    const SweepGrid grid = sampleGrid();
    std::atomic<bool> stop = false;
    std::size_t received = 0;
    runSweep(
        grid, allCells(grid), {{50, {}}, 2}, [&] { return stop.load(); },
        [&](std::size_t, const CellOutcome&) {
          ++received;
          stop = true;
        });
    QVERIFY(received >= 1 && received <= 2);
    // Cells that would take years are left in their midst.
    stop = false;
    std::atomic<int> asked = 0;
    runSweep(
        grid, allCells(grid), {{1'000'000'000'000, {}}, 2}, [&] { return ++asked > 1000; },
        [](std::size_t, const CellOutcome&) { QFAIL("a cell was done"); });
  }
};

QTEST_GUILESS_MAIN(TestRunSweep)
#include "tst_run_sweep.moc"
