#include "app/commands/train.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <sstream>

#include "app/session_file.h"
#include "core/session/session_change.h"

using namespace backscope;

namespace {

struct Outcome {
  int code = 0;
  QString out;
  QString err;
  QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
};

Outcome run(const TrainOptions& options, const TrainSurroundings& surroundings = {}) {
  std::ostringstream out;
  std::ostringstream err;
  const int code = runTrain(options, surroundings, out, err);
  return {code, QString::fromStdString(out.str()), QString::fromStdString(err.str())};
}

TrainOptions iterations(const QString& file, std::int64_t count) {
  TrainOptions options;
  options.file = file;
  options.iterations = count;
  return options;
}

TrainOptions epochs(const QString& file, std::int64_t count) {
  TrainOptions options;
  options.file = file;
  options.epochs = count;
  return options;
}

QByteArray contents(const QString& name) {
  QFile file(name);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("can't be read");
}

}  // namespace

class TestTrain : public QObject {
  Q_OBJECT

 private slots:
  void init() { QVERIFY(m_folder.isValid()); }

  void aSavedRunGoesOnWithTheSameBits_data() {
    QTest::addColumn<int>("optimizer");
    QTest::addColumn<int>("first");
    for (const OptimizerKind kind : kOptimizers)
      for (const int first : {0, 1, 27, 28, 29, 100})  // an epoch has 28 updates
        QTest::addRow("%s, saved after %d", std::string(nameOf(kind)).c_str(), first)
            << static_cast<int>(kind) << first;
  }

  void aSavedRunGoesOnWithTheSameBits() {
    QFETCH(int, optimizer);
    QFETCH(int, first);
    Session session = *openSession(QStringLiteral("xor")).session;
    session.training.optimizer.kind = static_cast<OptimizerKind>(optimizer);
    session.training.l2 = 1e-3;
    QCOMPARE(saveSession(path("start"), session), QString());
    constexpr int kTotal = 157;
    QCOMPARE(run(saved(iterations(path("start"), first), "part")).code, 0);
    QCOMPARE(run(saved(iterations(path("part"), kTotal - first), "whole in two")).code, 0);
    QCOMPARE(run(saved(iterations(path("start"), kTotal), "whole at once")).code, 0);
    QVERIFY(contents(path("whole at once")).contains("\"iteration\": 157"));
    QCOMPARE(contents(path("whole in two")), contents(path("whole at once")));
  }

  void aSavedRunStillKnowsItsStart() {
    QCOMPARE(run(saved(epochs(QStringLiteral("xor"), 3), "part")).code, 0);
    const Session trained = *openSession(path("part")).session;
    QVERIFY(startOf(trained).theta() == startOf(*openSession(QStringLiteral("xor")).session).theta());
    QVERIFY(startOf(trained).theta() != *trained.parameters);
  }

  void aComparisonIsKeptAsItIs() {
    const Session before = *openSession(QStringLiteral("compare")).session;
    QCOMPARE(run(saved(epochs(QStringLiteral("compare"), 2), "compared")).code, 0);
    const Session after = *openSession(path("compared")).session;
    QVERIFY(after.compare == before.compare);
    QVERIFY(changed(after, after.compare[0]) == changed(before, before.compare[0]));
    QCOMPARE(after.state->epoch, std::int64_t{2});
  }

  void epochsAreWholeEpochs() {
    const QJsonObject report = run(json(epochs(QStringLiteral("xor"), 3))).json();
    QCOMPARE(report["epoch"].toInt(), 3);
    QCOMPARE(report["iteration"].toInt(), 84);
    QCOMPARE(run(saved(iterations(QStringLiteral("xor"), 30), "inside")).code, 0);
    QCOMPARE(run(json(epochs(path("inside"), 1))).json()["iteration"].toInt(), 56);
  }

  void jsonHasTheKeysOfTheFormat() {
    const Outcome outcome = run(json(iterations(QStringLiteral("xor"), 10)));
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.err, QString());
    const QJsonObject report = outcome.json();
    QStringList keys{"iteration",     "epoch",    "train_loss", "test_loss",          "train_accuracy",
                     "test_accuracy", "diverged", "seconds",    "examples_per_second"};
    keys.sort();
    QCOMPARE(report.keys(), keys);
    QCOMPARE(report["iteration"].toInt(), 10);
    QCOMPARE(report["epoch"].toInt(-1), 0);
    QCOMPARE(report["diverged"], QJsonValue(false));
    for (const char* number :
         {"train_loss", "test_loss", "train_accuracy", "test_accuracy", "seconds", "examples_per_second"})
      QVERIFY2(report[QLatin1String(number)].isDouble(), number);
    QVERIFY(report["seconds"].toDouble() > 0);
  }

  void whatThereIsNotIsNull() {
    const QJsonObject corners = run(json(iterations(QStringLiteral("xor-corners"), 1))).json();
    QVERIFY(corners["test_loss"].isNull() && corners["test_accuracy"].isNull() && corners["train_accuracy"].isDouble());
    const QJsonObject regression = run(json(iterations(QStringLiteral("regression"), 1))).json();
    QVERIFY(regression["train_accuracy"].isNull() && regression["test_accuracy"].isNull());
    QVERIFY(regression["test_loss"].isDouble());
  }

  void nothingToDoIsReportedToo() {
    const Outcome outcome = run(iterations(QStringLiteral("xor"), 0));
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.startsWith(QStringLiteral("XOR, 2-4-2-1, tanh\nepoch 0, iteration 0\ntrain loss ")));
  }

  void mazursStepHasThePublishedLoss() {
    const QString mazur = QStringLiteral(BACKSCOPE_TEST_DATA "/sessions/mazur.backscope");
    QVERIFY(std::abs(run(json(iterations(mazur, 0))).json()["train_loss"].toDouble() - 0.2983711087600027) < 1e-15);
    QCOMPARE(run(saved(iterations(mazur, 1), "mazur")).code, 0);
    // W² after one step at rate 0.5; the post freezes the biases, which does not touch the weights' first step.
    const std::vector<double> theta = *openSession(path("mazur")).session->parameters;
    const double expected[] = {0.35891647971788465, 0.4086661860762334, 0.5113012702387375, 0.5613701211079891};
    for (std::size_t k = 0; k < 4; ++k) QVERIFY(std::abs(theta[6 + k] - expected[k]) < 1e-15);
  }

  void aRateOfAMillionDiverges() {
    Session session = *openSession(QStringLiteral("xor")).session;
    session.training.optimizer.learningRate = 1e6;
    QCOMPARE(saveSession(path("wild"), session), QString());
    TrainOptions options = json(epochs(path("wild"), 1000));
    options.save = path("wild after");
    const Outcome outcome = run(options);
    QCOMPARE(outcome.code, 1);
    const QJsonObject diverged = outcome.json()["diverged"].toObject();
    QVERIFY(!diverged["what"].toString().isEmpty());
    QVERIFY(diverged["layer"].toInt() >= 1 && diverged["layer"].toInt() <= 3);
    QCOMPARE(diverged["iteration"].toInt(), outcome.json()["iteration"].toInt() + 1);
    QCOMPARE(diverged["cause"].toString(), QStringLiteral("step"));
    QVERIFY(diverged["began"].toInt(-1) >= 0 && diverged["began"].toInt() < diverged["iteration"].toInt());
    QVERIFY(outcome.err.contains(QStringLiteral("diverged: ")));
    QVERIFY(outcome.err.contains(QStringLiteral("the steps are too long")));
    QCOMPARE(outcome.err.count(QLatin1Char('\n')), 1);
    // What is kept is the last good θ.
    QVERIFY(openSession(path("wild after")).session.has_value());
  }

  void theLogHasALineForEachEpoch() {
    TrainOptions options = iterations(QStringLiteral("xor"), 30);
    options.log = path("log.csv");
    QCOMPARE(run(options).code, 0);
    const QList<QByteArray> lines = contents(options.log).split('\n');
    QCOMPARE(lines.size(),
             5);  // heading, start, epoch 1, the end within epoch 2, and nothing after the last line's end
    QCOMPARE(lines[0],
             QByteArray("iteration,epoch,train_loss,test_loss,train_accuracy,test_accuracy,delta_1,delta_2,delta_3"));
    QVERIFY(lines[1].startsWith("0,0,") && lines[1].endsWith(",,,"));
    QVERIFY(lines[2].startsWith("28,1,") && lines[3].startsWith("30,1,"));
    for (int line = 1; line < 4; ++line) QCOMPARE(lines[line].count(','), 8);
    for (const QByteArray& cell : lines[3].split(',')) QVERIFY(cell.toDouble() > 0);
    QVERIFY(lines[4].isEmpty());
  }

  void anInterruptedRunKeepsWhatItHas() {
    const std::atomic<bool> interrupt = true;
    const Outcome outcome = run(saved(epochs(QStringLiteral("xor"), 1'000'000'000'000), "cut"), {false, &interrupt});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.err, QStringLiteral("backscope: xor: interrupted before all was done\n"));
    QVERIFY(openSession(path("cut")).session.has_value());
  }

  void progressIsDrawnAndWipedAway() {
    QVERIFY(run(epochs(QStringLiteral("xor"), 5)).err.isEmpty());
    const QString err = run(epochs(QStringLiteral("xor"), 5), {true, nullptr}).err;
    QVERIFY(err.startsWith(QStringLiteral("\r[")));
    QVERIFY(err.section(QLatin1Char('\r'), -2, -2).trimmed().isEmpty());
    QVERIFY(err.endsWith(QLatin1Char('\r')));
  }

  void whatCannotBeWrittenIsNamedAndLeavesNothing_data() {
    QTest::addColumn<QString>("save");
    QTest::addColumn<QString>("log");
    QTest::newRow("save into no folder") << "missing/out.backscope"
                                         << "";
    QTest::newRow("save over a folder") << "."
                                        << "";
    QTest::newRow("log into no folder") << ""
                                        << "missing/log.csv";
    QTest::newRow("log over a folder") << ""
                                       << ".";
  }

  void whatCannotBeWrittenIsNamedAndLeavesNothing() {
    QFETCH(QString, save);
    QFETCH(QString, log);
    TrainOptions options = epochs(QStringLiteral("xor"), 1);
    if (!save.isEmpty()) options.save = m_folder.filePath(save);
    if (!log.isEmpty()) options.log = m_folder.filePath(log);
    const qsizetype before = QDir(m_folder.path()).entryList().size();
    const Outcome outcome = run(options);
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.err.contains(QStringLiteral(": could not be written: ")));
    QCOMPARE(outcome.err.count(QLatin1Char('\n')), 1);
    QCOMPARE(outcome.out, QString());
    QCOMPARE(QDir(m_folder.path()).entryList().size(), before);
  }

  void aFilesNameIsPrintedAsItIsOnOneLine() {
    const Outcome outcome = run(epochs(QStringLiteral("two  spaces\n\u001B[31m\u009Bm\u2028end"), 1));
    QCOMPARE(outcome.err,
             QStringLiteral("backscope: two  spaces  [31m m end: there is no such file and no such lesson\n"));
  }

  void aBadFileIsNotTrained() {
    const Outcome outcome = run(epochs(QStringLiteral("nothing"), 1));
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.out, QString());
    QCOMPARE(outcome.err, QStringLiteral("backscope: nothing: there is no such file and no such lesson\n"));
  }

 private:
  QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
  TrainOptions saved(TrainOptions options, const char* name) const {
    options.save = path(name);
    return options;
  }
  static TrainOptions json(TrainOptions options) {
    options.json = true;
    return options;
  }

  QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestTrain)
#include "tst_train.moc"
