#include "app/commands/starts.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <sstream>

#include "app/commands/command_line.h"
#include "app/commands/sweep.h"

using namespace backscope;

namespace {

struct Outcome {
  int code = 0;
  QString out;
  QString err;
};

Outcome run(const StartsOptions& options, const TrainSurroundings& surroundings = {}) {
  std::ostringstream out;
  std::ostringstream err;
  const int code = runStartsCommand(options, surroundings, out, err);
  return {code, QString::fromStdString(out.str()), QString::fromStdString(err.str())};
}

QByteArray contents(const QString& name) {
  QFile file(name);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("can't be read");
}

StartsOptions twelveStarts(const QString& output) {
  StartsOptions options;
  options.file = QStringLiteral("xor");
  options.count = 12;
  options.iterations = 300;
  options.output = output;
  return options;
}

}  // namespace

class TestStarts : public QObject {
  Q_OBJECT

 private slots:
  void init() { QVERIFY(m_folder.isValid()); }

  void everyStartHasItsLine() {
    const QString file = m_folder.filePath("all.csv");
    const Outcome outcome = run(twelveStarts(file));
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.err.isEmpty(), qPrintable(outcome.err));
    QVERIFY2(outcome.out.contains("12 of 12 starts"), qPrintable(outcome.out));
    QVERIFY2(outcome.out.contains("with 95 % confidence between"), qPrintable(outcome.out));
    QCOMPARE(contents(file).count('\n'), 2 + 12);
  }

  void shardsAndWhatWasInterruptedGiveTheSameFile() {
    const QString whole = m_folder.filePath("whole.csv");
    QCOMPARE(run(twelveStarts(whole)).code, 0);
    QStringList parts;
    for (int shard = 1; shard <= 2; ++shard) {
      StartsOptions options = twelveStarts(m_folder.filePath(QStringLiteral("part%1.csv").arg(shard)));
      options.shard = shard;
      options.shards = 2;
      options.jobs = 2;
      QCOMPARE(run(options).code, 0);
      parts.append(options.output);
    }
    const QString merged = m_folder.filePath("merged.csv");
    std::ostringstream ignored;
    QCOMPARE(runSweepMerge({parts, merged}, ignored, ignored), 0);
    QCOMPARE(contents(merged), contents(whole));
    // Gone on with, the first part becomes the whole, and the summary counts what it had already.
    const Outcome resumed = run(twelveStarts(parts.front()));
    QVERIFY2(resumed.out.contains("12 of 12 starts") && resumed.out.contains("6 of them new"), qPrintable(resumed.out));
    QCOMPARE(contents(parts.front()), contents(whole));
    const Outcome fresh = run(twelveStarts(whole));
    QCOMPARE(fresh.out.section('\n', 1), resumed.out.section('\n', 1));
  }

  void anInterruptedRunSaysSo() {
    const std::atomic<bool> isInterrupted = true;
    const Outcome outcome = run(twelveStarts(m_folder.filePath("none.csv")), {false, &isInterrupted});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("interrupted"), qPrintable(outcome.err));
  }

  void anotherFileIsLeftAlone() {
    const QString file = m_folder.filePath("other.csv");
    QCOMPARE(run(twelveStarts(file)).code, 0);
    const QByteArray before = contents(file);
    StartsOptions longer = twelveStarts(file);
    ++longer.iterations;
    const Outcome outcome = run(longer);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains("another sweep"), qPrintable(outcome.err));
    QCOMPARE(contents(file), before);
  }

  void theCommandLineIsRead() {
    const CommandLine line = parseCommandLine(
        {"starts", "xor", "--count", "20", "--iterations", "5", "--shard", "2/3", "--output", "o.csv"});
    const auto* options = std::get_if<StartsOptions>(&line);
    QVERIFY(options != nullptr);
    QCOMPARE(options->count, std::size_t{20});
    QCOMPARE(options->shard, 2);
    for (const char* count : {"9", "10001", "x"})
      QVERIFY(std::holds_alternative<UsageProblem>(
          parseCommandLine({"starts", "xor", "--count", count, "--iterations", "5", "--output", "o.csv"})));
    QVERIFY(std::holds_alternative<UsageProblem>(parseCommandLine({"starts", "xor", "--count", "20"})));
  }

 private:
  QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestStarts)
#include "tst_starts.moc"
