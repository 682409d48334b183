#include "app/commands/worksheet.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <sstream>

#include "app/commands/trace.h"
#include "app/session_file.h"
#include "core/training/trainer.h"

using namespace backscope;

/// Text and LaTeX, which need no application; tst_program writes the PDF.
class TestWorksheet : public QObject {
  Q_OBJECT

 private slots:
  void sheetAndKeyAreWritten_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("answers");
    QTest::addColumn<QString>("begin");
    QTest::newRow("text") << "sheet.txt" << false << "Worksheet\n=========\n";
    QTest::newRow("key") << "key.TXT" << true << "Answer key\n==========\n";
    QTest::newRow("latex") << "sheet.tex" << false << "\\documentclass";
  }

  void sheetAndKeyAreWritten() {
    QFETCH(QString, name);
    QFETCH(bool, answers);
    QFETCH(QString, begin);
    QCOMPARE(run({QStringLiteral("xor-corners"), 3, pathOf(name), answers}), 0);
    QVERIFY(m_error.isEmpty());
    QVERIFY(contentOf(name).startsWith(begin));
  }

  void traceWritesTheSolutionInLatex() {
    std::ostringstream out;
    std::ostringstream err;
    QCOMPARE(runTrace({QStringLiteral("xor-corners"), 3, TraceOptions::Format::Latex}, out, err), 0);
    QVERIFY(err.str().empty());
    QVERIFY(out.str().starts_with("\\documentclass") && out.str().ends_with("\\end{document}\n"));
    QVERIFY(out.str().find("Worked solution") != std::string::npos);
  }

  void whatIsWrongLeavesNoFile_data() {
    QTest::addColumn<QString>("session");
    QTest::addColumn<int>("example");
    QTest::addColumn<QString>("line");
    QTest::newRow("no file") << "nothing" << 0 << "backscope: nothing: there is no such file and no such lesson\n";
    QTest::newRow("no example") << "xor-corners" << 4 << "backscope: xor-corners: --example: expected 0…3, found 4\n";
    QTest::newRow("too large") << large() << 0
                               << "backscope: " + large() +
                                      ": a sheet has room for up to 1000 weights and biases, the network has 248193\n";
  }

  void whatIsWrongLeavesNoFile() {
    QFETCH(QString, session);
    QFETCH(int, example);
    QCOMPARE(run({session, example, pathOf(QStringLiteral("none.txt"))}), 2);
    QTEST(m_error, "line");
    QVERIFY(!QFile::exists(pathOf(QStringLiteral("none.txt"))));
    std::ostringstream out;
    std::ostringstream err;
    QCOMPARE(runTrace({session, example, TraceOptions::Format::Latex}, out, err), 2);
    QVERIFY(out.str().empty());
    QTEST(QString::fromStdString(err.str()), "line");
  }

  void aFolderThatIsNotThereIsAFailure() {
    const QString file = pathOf(QStringLiteral("missing/sheet.txt"));
    QCOMPARE(run({QStringLiteral("xor-corners"), 0, file}), 1);
    QVERIFY(m_error.startsWith(QStringLiteral("backscope: %1: could not be written").arg(file)));
    QCOMPARE(m_error.count(QLatin1Char('\n')), 1);
  }

  void aRunGoesOnFromWhereItStands() {
    Trainer trainer(*openSession(QStringLiteral("xor-corners")).session);
    for (int k = 0; k < 7; ++k) trainer.stepBatch();
    QCOMPARE(saveSession(pathOf(QStringLiteral("run.backscope")), trainer.capture()), QString());
    QCOMPARE(run({pathOf(QStringLiteral("run.backscope")), 0, pathOf(QStringLiteral("run.txt"))}), 0);
    QVERIFY(contentOf(QStringLiteral("run.txt")).contains(QStringLiteral("with the weights after 7 updates.")));
  }

 private:
  QString pathOf(const QString& name) const { return m_folder.filePath(name); }

  /// 16 hidden layers of 128 units.
  QString large() const {
    Session session;
    session.network.layers = std::vector<LayerSpec>(16, LayerSpec{128, Activation::Tanh});
    session.network.layers.push_back({1, Activation::Identity});
    const QString file = pathOf(QStringLiteral("large.backscope"));
    if (const QString problem = saveSession(file, session); !problem.isEmpty()) qFatal("%s", qPrintable(problem));
    return file;
  }

  int run(const WorksheetOptions& options) {
    std::ostringstream err;
    const int code = runWorksheet(0, nullptr, options, err);
    m_error = QString::fromStdString(err.str());
    return code;
  }

  QString contentOf(const QString& name) const {
    QFile file(pathOf(name));
    if (!file.open(QIODevice::ReadOnly)) qFatal("no %s", qPrintable(name));
    return QString::fromUtf8(file.readAll());
  }

  QTemporaryDir m_folder;
  QString m_error;
};

QTEST_GUILESS_MAIN(TestWorksheet)
#include "tst_worksheet.moc"
