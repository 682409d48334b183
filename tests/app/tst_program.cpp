#include <sys/resource.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

/// The built program, as a shell starts it: without a display.
class TestProgram : public QObject {
  Q_OBJECT

 private slots:
  void everyCommandHasItsExitCode_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::newRow("help") << QStringList{"--help"} << 0;
    QTest::newRow("version") << QStringList{"--version"} << 0;
    QTest::newRow("lessons") << QStringList{"lessons"} << 0;
    QTest::newRow("trace") << QStringList{"trace", "xor", "--example", "0"} << 0;
    QTest::newRow("train") << QStringList{"train", "xor", "--epochs", "5"} << 0;
    QTest::newRow("cannot write") << QStringList{"train", "xor", "--epochs", "1", "--save", "missing/folder/x"} << 1;
    const QStringList sweep{"sweep", "xor", "--iterations", "1", "--output", "missing/folder/x", "--vary"};
    QTest::newRow("cannot write a sweep") << sweep + QStringList{"training.seed=1,2"} << 1;
    QTest::newRow("no such key") << sweep + QStringList{"training.speed=1,2"} << 2;
    QTest::newRow("no such value") << sweep + QStringList{"training.seed=2..1"} << 2;
    QTest::newRow("unknown command") << QStringList{"learn"} << 2;
    QTest::newRow("unknown option") << QStringList{"--learn"} << 2;
    QTest::newRow("no such file") << QStringList{"trace", "missing", "--example", "0"} << 2;
    QTest::newRow("huge number") << QStringList{"train", "xor", "--epochs", "1e30"} << 2;
  }

  void everyCommandHasItsExitCode() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    const Outcome outcome = start(arguments);
    QCOMPARE(outcome.code, code);
    QCOMPARE(outcome.out.isEmpty(), code != 0);
    QCOMPARE(outcome.err.count('\n'), code == 0 ? 0 : 1);
    if (code != 0) QVERIFY(outcome.err.startsWith("backscope: "));
  }

  void xorIsLearnedHeadless() {
    const Outcome outcome = start({"train", "xor", "--epochs", "50", "--json"});
    QVERIFY(QJsonDocument::fromJson(outcome.out).object()["test_accuracy"].toDouble() > 0.95);
  }

  void aFileThatGrowsTooLargeIsAnErrorAndKeepsTheOldOne_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("target");
    QTest::newRow("session") << QStringList{"train", "three-class", "--epochs", "1", "--save"} << "run.backscope";
    QTest::newRow("log") << QStringList{"train", "xor-corners", "--epochs", "100", "--log"} << "log.csv";
    QTest::newRow("worksheet") << QStringList{"worksheet", "xor", "--example", "0", "--output"} << "sheet.pdf";
    QTest::newRow("figure") << QStringList{"render", "xor", "--view", "loss", "--output"} << "figure.png";
  }

  void aFileThatGrowsTooLargeIsAnErrorAndKeepsTheOldOne() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, target);
    QTemporaryDir folder;
    QFile file(folder.filePath(target));
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
    file.write("old");
    const Outcome outcome = start(arguments << file.fileName(), 1024);
    QCOMPARE(outcome.err, "backscope: " + file.fileName().toUtf8() + ": could not be written: File too large\n");
    QCOMPARE(outcome.code, 1);
    file.seek(0);
    QCOMPARE(file.readAll(), QByteArray("old"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList(target));
  }

  void aWorksheetNeedsNoDisplayAndIsTheSameEachTime() {
    QTemporaryDir folder;
    QByteArray sheets[2];
    for (QByteArray& sheet : sheets) {
      QFile file(folder.filePath(QStringLiteral("sheet.pdf")));
      const Outcome outcome = start({"worksheet", "xor-corners", "--example", "0", "--output", file.fileName()});
      QCOMPARE(outcome.err, QByteArray());
      QCOMPARE(outcome.code, 0);
      QVERIFY(file.open(QIODevice::ReadOnly));
      sheet = file.readAll();
      QVERIFY(sheet.startsWith("%PDF-"));
    }
    QVERIFY(sheets[0] == sheets[1]);
  }

  void aFullDiskIsAnError() {
    if (!QFile::exists(QStringLiteral("/dev/full"))) QSKIP("There is no /dev/full here.");
    QProcess process;
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    process.start(QStringLiteral(BACKSCOPE_PROGRAM), {"lessons"});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    QCOMPARE(process.readAllStandardError(), QByteArray("backscope: standard output could not be written\n"));
  }

 private:
  struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;
  };

  /// `fileSize` is the most bytes that a file of the program may have.
  static Outcome start(const QStringList& arguments, rlim_t fileSize = RLIM_INFINITY) {
    QProcess process;
    process.setChildProcessModifier([fileSize] {
      rlimit limit{};
      getrlimit(RLIMIT_FSIZE, &limit);
      limit.rlim_cur = std::min(fileSize, limit.rlim_max);
      setrlimit(RLIMIT_FSIZE, &limit);
    });
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) environment.remove(QLatin1String(name));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(BACKSCOPE_PROGRAM), arguments);
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit) return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
  }
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
