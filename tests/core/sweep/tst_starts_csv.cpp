#include "core/sweep/starts_csv.h"

#include <QTest>

#include "core/sweep/run_starts.h"
#include "core/sweep/start_summary.h"
#include "core/sweep/sweep_csv.h"
#include "tests/support/xor_starts.h"

using namespace backscope;

namespace {

std::vector<StartOutcome> someOutcomes() {
  StartOutcome solved;
  solved.seed = UINT64_MAX;
  solved.end = StartEnd::Solved;
  solved.iteration = 500;
  solved.train = {1e-30, 1.0};
  solved.test = Score{0.1, 0.75};
  solved.needed = 123;
  solved.theta = {-0.0, 1.0 / 3, -1e300};
  StartOutcome stuck;
  stuck.train = {1.0 / 12, 0.75};
  stuck.plateau = CornersPlateau{3, 1.0 / 3};
  StartOutcome diverged;
  diverged.end = StartEnd::Diverged;
  diverged.train = {7, {}};
  return {solved, stuck, diverged, stuck, solved, solved};
}

}  // namespace

class TestStartsCsv : public QObject {
  Q_OBJECT

 private slots:
  void aLineIsReadAgainWithEveryDigit() {
    for (const StartOutcome& outcome : someOutcomes()) {
      const std::string line = startsLine(9, outcome);
      const std::optional<StartOutcome> read = readStartsLine(line);
      QVERIFY(read);
      QCOMPARE(startsLine(9, *read), line);
      QCOMPARE(read->seed, outcome.seed);
      QVERIFY(read->theta == outcome.theta);
      QVERIFY(read->end == outcome.end && read->needed == outcome.needed &&
              read->plateau.has_value() == outcome.plateau.has_value());
    }
  }

  void whatIsNoLineIsNotRead() {
    const std::string line = startsLine(1, someOutcomes().front());
    QVERIFY(!readStartsLine(line.substr(0, line.size() - 1)));
    QVERIFY(!readStartsLine("1,2,3\n"));
    QVERIFY(!readStartsLine(line.substr(0, line.size() - 1) + "x\n"));
    QVERIFY(!readStartsLine(""));
  }

  void aLargeThetaIsLeftToItsSeed() {
    StartOutcome large = someOutcomes().front();
    large.theta.assign(kMostWrittenParameters + 1, 0.5);
    QVERIFY(readStartsLine(startsLine(0, large))->theta.empty());
  }

  void theFileIsThatOfASweep() {
    const SweepGrid grid = startsOf(test::xorStarts(), 20).value();
    const std::string head = startsHead(grid, 100);
    const std::optional<SweepPart> part = readSweepPart(head + startsLine(3, someOutcomes().front()));
    QVERIFY(part);
    QCOMPARE(part->head, head);
    QCOMPARE(part->cells, std::size_t{20});
    QCOMPARE(part->rows.front().cell, std::size_t{3});
    QCOMPARE(missingCells(*part).size(), std::size_t{19});
    QVERIFY(startsHead(grid, 101) != head);
    const std::optional<StartsHead> read = readStartsHead(head);
    QVERIFY(read);
    QCOMPARE(read->count, std::size_t{20});
    QCOMPARE(read->seed, std::uint64_t{1});
    QCOMPARE(read->iterations, std::int64_t{100});
    QVERIFY(!readStartsHead(sweepHead(grid, {})));
    Session other = test::xorStarts();
    other.training.l2 = 0.1;
    QVERIFY(startsHead(startsOf(other, 20).value(), 100) != head);
  }

  void theSummaryCountsWhatThereIs() {
    const StartSummary summary = summarize(someOutcomes());
    QCOMPARE(summary.count, std::size_t{6});
    QCOMPARE(summary.countOf(StartEnd::Solved), std::size_t{3});
    QCOMPARE(summary.countOf(StartEnd::Stuck), std::size_t{2});
    QCOMPARE(summary.countOf(StartEnd::Diverged), std::size_t{1});
    QCOMPARE(summary.shareOf(StartEnd::Solved).share, 0.5);
    QCOMPARE(summary.medianNeeded, std::optional<std::int64_t>(123));
    QCOMPARE(summary.plateaus.size(), std::size_t{1});
    QCOMPARE(summary.plateaus.front().count, std::size_t{2});
    QVERIFY(!summarize({}).medianNeeded);
  }
};

QTEST_GUILESS_MAIN(TestStartsCsv)
#include "tst_starts_csv.moc"
