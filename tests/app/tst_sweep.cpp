#include "app/commands/sweep.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <sstream>

#include "app/output_file.h"
#include "app/session_file.h"
#include "app/sweep_file.h"
#include "core/sweep/sweep_grid.h"

using namespace backscope;

namespace {

struct Outcome {
  int code = 0;
  QString out;
  QString err;
};

Outcome run(const SweepOptions& options, const TrainSurroundings& surroundings = {}) {
  std::ostringstream out;
  std::ostringstream err;
  const int code = runSweepCommand(options, surroundings, out, err);
  return {code, QString::fromStdString(out.str()), QString::fromStdString(err.str())};
}

Outcome merge(const QStringList& files, const QString& output) {
  std::ostringstream out;
  std::ostringstream err;
  const int code = runSweepMerge({files, output}, out, err);
  return {code, QString::fromStdString(out.str()), QString::fromStdString(err.str())};
}

QByteArray contents(const QString& name) {
  QFile file(name);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("can't be read");
}

/// Twelve cells of the XOR lesson.
SweepOptions twelveCells(const QString& output) {
  SweepOptions options;
  options.file = QStringLiteral("xor");
  options.axes = {readAxis("initialization.scale=log:0.01:100:4").value(), readAxis("training.seed=1..3").value()};
  options.iterations = 60;
  options.output = output;
  return options;
}

SweepOptions shardOf(SweepOptions options, int shard, int shards) {
  options.shard = shard;
  options.shards = shards;
  return options;
}

}  // namespace

class TestSweep : public QObject {
  Q_OBJECT

 private slots:
  void init() { QVERIFY(m_folder.isValid()); }

  void aLineSaysWhatTrainingReaches() {
    SweepOptions options = twelveCells(path("lines.csv"));
    QCOMPARE(run(options).code, 0);
    const SweepGrid grid = SweepGrid::make(*openSession(options.file).session, options.axes).value();
    const QList<QByteArray> lines = contents(options.output).split('\n');
    const QList<QByteArray> columns = lines[3].split(',');
    for (const std::size_t cell : {0u, 7u, 11u}) {
      QCOMPARE(saveSession(path("cell.backscope"), grid.session(cell).value()), QString());
      TrainOptions train;
      train.file = path("cell.backscope");
      train.iterations = options.iterations;
      train.json = true;
      std::ostringstream out;
      std::ostringstream err;
      QCOMPARE(runTrain(train, {}, out, err), 0);
      const QJsonObject expected = QJsonDocument::fromJson(QByteArray::fromStdString(out.str())).object();
      const QList<QByteArray> line = lines[4 + static_cast<qsizetype>(cell)].split(',');
      QCOMPARE(line[0], QByteArray::number(static_cast<int>(cell)));
      for (const char* key : {"iteration", "train_loss", "test_loss", "train_accuracy", "test_accuracy"})
        QCOMPARE(line[columns.indexOf(key)].toDouble(), expected[QLatin1String(key)].toDouble());
    }
  }

  void theFileDoesNotTellHowItCameAbout() {
    const SweepOptions options = twelveCells(path("one.csv"));
    const Outcome outcome = run(options);
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, QStringLiteral("12 of 12 cells are in %1, 12 of them new\n").arg(options.output));
    QCOMPARE(outcome.err, QString());
    SweepOptions many = twelveCells(path("many.csv"));
    many.jobs = 5;
    QCOMPARE(run(many).code, 0);
    QCOMPARE(contents(many.output), contents(options.output));
    QCOMPARE(contents(options.output).count('\n'), 16);
  }

  void aRunThatWasKilledGoesOn_data() {
    QTest::addColumn<int>("kept");
    for (const int kept : {0, 1, 50, 170, 400, 700, 1000}) QTest::addRow("%d bytes", kept) << kept;
  }

  void aRunThatWasKilledGoesOn() {
    QFETCH(int, kept);
    const SweepOptions whole = twelveCells(path("whole.csv"));
    QCOMPARE(run(whole).code, 0);
    const QByteArray text = contents(whole.output);
    QVERIFY(text.size() > 1000);
    const SweepOptions part = twelveCells(path("part.csv"));
    QCOMPARE(writeFile(part.output, text.left(kept)), QString());
    const Outcome outcome = run(part);
    QCOMPARE(outcome.code, 0);
    QCOMPARE(contents(part.output), text);
    const auto keptLines = std::max<qsizetype>(text.left(kept).count('\n') - 4, 0);
    QVERIFY(outcome.out.endsWith(QStringLiteral(" %1 of them new\n").arg(12 - keptLines)));
    QVERIFY(run(part).out.endsWith(QLatin1String(" 0 of them new\n")));
  }

  void anInterruptedRunSaysHowToGoOn() {
    SweepOptions options = twelveCells(path("interrupted.csv"));
    options.iterations = 1'000'000'000'000;
    const std::atomic<bool> interrupt = true;
    const Outcome outcome = run(options, {false, &interrupt});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.err,
             QStringLiteral("backscope: %1: interrupted: the same command goes on from here\n").arg(options.output));
    QVERIFY(contents(options.output).startsWith("# backscope sweep 1, cells 12, "));
  }

  void shardsAreTheWholeTogether() {
    const SweepOptions whole = twelveCells(path("all.csv"));
    QCOMPARE(run(whole).code, 0);
    QStringList parts;
    for (int shard = 1; shard <= 5; ++shard) {
      parts.append(path(QStringLiteral("shard%1.csv").arg(shard)));
      QCOMPARE(run(shardOf(twelveCells(parts.last()), shard, 5)).code, 0);
    }
    Outcome outcome = merge(parts, path("merged.csv"));
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.err, QString());
    QCOMPARE(contents(path("merged.csv")), contents(whole.output));
    parts.removeAt(1);
    outcome = merge(parts, path("merged.csv"));
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.err, QStringLiteral("backscope: %1: cells are missing: 1, 6, 11\n").arg(path("merged.csv")));
    // What is missing can be made up for in the merged file itself.
    QCOMPARE(run(twelveCells(path("merged.csv"))).code, 0);
    QCOMPARE(contents(path("merged.csv")), contents(whole.output));
  }

  void missingCellsAreNamedInRuns() {
    const SweepOptions options = shardOf(twelveCells(path("few.csv")), 2, 7);
    QCOMPARE(run(options).code, 0);
    QVERIFY(merge({options.output}, path("m.csv")).err.endsWith(QStringLiteral("cells are missing: 0, 2–7, 9–11\n")));
  }

  void otherFilesAreLeftAlone_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");
    QTest::newRow("some text") << QByteArray("Dear diary,\n") << QStringLiteral("this is not the file of a sweep");
    QTest::newRow("another sweep") << QByteArray("# backscope sweep 1, cells 3, other\ncell\n0,1\n")
                                   << QStringLiteral("this is the file of another sweep");
    QTest::newRow("a strange line") << QByteArray("# backscope sweep 1, cells 3, other\ncell\n0,1\nx\n")
                                    << QStringLiteral("this is not the file of a sweep");
  }

  void otherFilesAreLeftAlone() {
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const SweepOptions options = twelveCells(path("other.csv"));
    QCOMPARE(writeFile(options.output, text), QString());
    const Outcome outcome = run(options);
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.err, QStringLiteral("backscope: %1: %2\n").arg(options.output, problem));
    QCOMPARE(contents(options.output), text);
  }

  void whatIsWritingIsLeftAlone() {
    const SweepOptions options = twelveCells(path("locked.csv"));
    QCOMPARE(run(options).code, 0);
    const SweepGrid grid = SweepGrid::make(*openSession(options.file).session, options.axes).value();
    SweepFile other(options.output);
    QCOMPARE(other.open(sweepHead(grid, {options.iterations, {}})), QString());
    QVERIFY(run(options).err.endsWith(QLatin1String("another run is writing this file\n")));
  }

  void whatCannotBeGoneOnWithIsRefused() {
    SweepOptions options = twelveCells(QStringLiteral("/dev/stdout"));
    QCOMPARE(run(options).code, 2);
    options.output = path("no/such/folder.csv");
    QCOMPARE(run(options).code, 1);
  }

  void wrongKeysAndValuesAreNamed() {
    SweepOptions options = twelveCells(path("wrong.csv"));
    options.axes[1] = readAxis("training.batch_size=10,0").value();
    Outcome outcome = run(options);
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.err, QStringLiteral("backscope: xor: training.batch_size: expected 1…100,000, found 0\n"));
    options.axes[1].key = "training.batch";
    outcome = run(options);
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.err, QStringLiteral("backscope: xor: training.batch: unknown key\n"));
    QVERIFY(!QFile::exists(options.output));
    options.file = QStringLiteral("missing");
    QCOMPARE(run(options).code, 2);
  }

  void divergingIsAResult() {
    SweepOptions options = twelveCells(path("diverged.csv"));
    options.axes = {readAxis("training.optimizer.learning_rate=0.03,1e9").value(),
                    readAxis("network.layers[0].activation=relu").value(),
                    readAxis("network.layers[1].activation=relu").value()};
    QCOMPARE(run(options).code, 0);
    const QByteArray last = contents(options.output).trimmed().split('\n').last();
    QVERIFY2(!last.split(',').last().isEmpty(), last.constData());
  }

  void partsOfDifferentSweepsAreNotMerged() {
    SweepOptions one = twelveCells(path("part1.csv"));
    SweepOptions other = twelveCells(path("part2.csv"));
    other.iterations = 61;
    QCOMPARE(run(one).code, 0);
    QCOMPARE(run(other).code, 0);
    Outcome outcome = merge({one.output, other.output}, path("both.csv"));
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.err,
             QStringLiteral("backscope: %1: this is of another sweep than %2\n").arg(other.output, one.output));
    QCOMPARE(merge({one.output, path("nothing.csv")}, path("both.csv")).code, 2);
    QCOMPARE(writeFile(path("text.csv"), "text"), QString());
    QCOMPARE(merge({path("text.csv")}, path("both.csv")).code, 2);
    QVERIFY(!QFile::exists(path("both.csv")));
    QByteArray changed = contents(one.output);
    changed[changed.size() - 4] = changed[changed.size() - 4] == '1' ? '2' : '1';
    QCOMPARE(writeFile(path("changed.csv"), changed), QString());
    outcome = merge({one.output, path("changed.csv")}, path("both.csv"));
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.err.contains(QLatin1String("cell 11 is not the same as in ")));
    QCOMPARE(merge({one.output, one.output}, path("both.csv")).code, 0);
  }

 private:
  QString path(const QString& name) const { return m_folder.filePath(name); }

  QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestSweep)
#include "tst_sweep.moc"
