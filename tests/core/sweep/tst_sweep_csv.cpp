#include "core/sweep/sweep_csv.h"

#include <QTest>

#include "core/math/random.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

namespace {

SweepGrid sampleGrid() {
  return SweepGrid::make(test::sampleSession(),
                         {readAxis("initialization.scale=0.5,2").value(), readAxis("training.seed=1..3").value()})
      .value();
}

std::string sampleText() {
  std::string text = sweepHead(sampleGrid(), {100, {}});
  for (const std::size_t cell : {4u, 0u, 2u}) text += sweepLine(sampleGrid(), cell, {});
  return text;
}

}  // namespace

class TestSweepCsv : public QObject {
  Q_OBJECT

 private slots:
  void theHeadSaysWhichSweepItIs() {
    const std::string head = sweepHead(sampleGrid(), {100, {}});
    QCOMPARE(QString::fromStdString(head),
             QStringLiteral("# backscope sweep 1, cells 6, iterations 100, target a tenth of the best constant's loss, "
                            "session %1\n# vary initialization.scale=0.5,2\n# vary training.seed=1,2,3\n"
                            "cell,initialization.scale,training.seed,iteration,train_loss,test_loss,train_accuracy,"
                            "test_accuracy,delta_ratio_start,delta_ratio,needed,diverged,diverged_layer\n")
                 .arg(QString::fromStdString(sampleGrid().identity())));
    QVERIFY(sweepHead(sampleGrid(), {101, {}}) != head);
    QVERIFY(sweepHead(sampleGrid(), {100, 0.1}) != head);
  }

  void aLineHasAllDigits() {
    CellOutcome outcome;
    outcome.iteration = 90;
    outcome.train = {1.0 / 3, 0.5};
    outcome.startRatio = 1e-30;
    outcome.endRatio = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(sweepLine(sampleGrid(), 4, outcome), std::string("4,2,2,90,0.3333333333333333,,0.5,,1e-30,nan,,,\n"));
    outcome.test = Score{0.25, {}};
    outcome.needed = 40;
    outcome.divergence = Divergence{Divergence::Where::PreActivation, 2, 91};
    QCOMPARE(sweepLine(sampleGrid(), 4, outcome),
             std::string("4,2,2,90,0.3333333333333333,0.25,0.5,,1e-30,nan,40,pre-activation,2\n"));
  }

  void whatWasWrittenIsReadAgain() {
    const std::optional<SweepPart> part = readSweepPart(sampleText());
    QVERIFY(part);
    QCOMPARE(part->head, sweepHead(sampleGrid(), {100, {}}));
    QCOMPARE(part->rows.size(), std::size_t{3});
    QCOMPARE(part->rows[1].cell, std::size_t{0});
    QCOMPARE(part->rows[1].line, sweepLine(sampleGrid(), 0, {}));
    QCOMPARE(missingCells(*part), (std::vector<std::size_t>{1, 3, 5}));
  }

  void aTextIsReadAsFarAsItGoes() {
    const std::string text = sampleText();
    const std::size_t head = sweepHead(sampleGrid(), {100, {}}).size();
    for (std::size_t size = 0; size <= text.size(); ++size) {
      const std::optional<SweepPart> part = readSweepPart(std::string_view(text).substr(0, size));
      QVERIFY(part);
      QCOMPARE(part->head.empty(), size < head);
      QCOMPARE(part->size, size < head ? 0 : text.rfind('\n', size - 1) + 1);
    }
  }

  void whatIsNoSweepIsRefused() {
    for (const char* text : {"x", "cell,iteration\n1,2\n", "# backscope sweep 2, cells 3\n", "# backscope sweeps",
                             "# backscope sweep 1, cells x\ncell\n", "# backscope sweep 1, cells -1,\ncell\n"})
      QVERIFY2(!readSweepPart(text), text);
    const std::string text = sampleText();
    for (const char* line : {"6,1\n", "x,1\n", "\n", "-1,3\n", "1\n", "99999999999999999999,1\n"})
      QVERIFY2(!readSweepPart(text + line), line);
  }

  void noiseIsReadOrRefused() {
    Random random(3, RandomStream::Data);
    const std::string text = sampleText();
    for (int k = 0; k < 20'000; ++k) {
      std::string noisy = text;
      for (std::uint64_t n = 1 + random.bits() % 4; n > 0; --n) {
        const std::size_t at = random.bits() % noisy.size();
        if (random.bits() % 2 == 0)
          noisy[at] = static_cast<char>(random.bits() & 0xFFu);
        else
          noisy.erase(at, random.bits() % 9);
      }
      const std::optional<SweepPart> part = readSweepPart(noisy);
      if (!part) continue;
      QVERIFY(part->size <= noisy.size());
      for (const SweepPart::Row& row : part->rows) QVERIFY(row.cell < part->cells);
    }
  }
};

QTEST_GUILESS_MAIN(TestSweepCsv)
#include "tst_sweep_csv.moc"
