#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

#include "tests/layering/rules.h"
#include "tests/layering/source_text.h"

using namespace backscope::layering;

namespace {

const QDir& project() {
  static const QDir folder(QStringLiteral(BACKSCOPE_SOURCE_DIR));
  return folder;
}

/// The paths from the top level of all files in `folder` whose names match one of `names`; the tests' data are not
/// written by hand and have no rules.
QStringList filesIn(const QString& folder, const QStringList& names) {
  QStringList paths;
  QDirIterator files(project().filePath(folder), names, QDir::Files, QDirIterator::Subdirectories);
  while (files.hasNext()) {
    const QString path = project().relativeFilePath(files.next());
    if (!path.startsWith(QLatin1String("tests/data/"))) paths.append(path);
  }
  paths.sort();
  return paths;
}

SourceText readSource(const QString& path) {
  QFile file(project().filePath(path));
  if (!file.open(QIODevice::ReadOnly)) return {path, {}};
  return {path, QString::fromUtf8(file.readAll())};
}

QStringList codeIn(const QString& folder) { return filesIn(folder, {QStringLiteral("*.cpp"), QStringLiteral("*.h")}); }

}  // namespace

class tst_layering : public QObject {
  Q_OBJECT

 private slots:
  void breachesAreFound_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    const auto breach = [](const char* row, const char* path, const char* text, const char* problem) {
      QTest::newRow(row) << QString::fromLatin1(path) << QString::fromLatin1(text) << QString::fromUtf8(problem);
    };
    breach("Qt in core", "core/a/b.cpp", "\n#include <QString>\n", "core/a/b.cpp:2: includes QString");
    breach("a Qt module in core", "core/a/b.cpp", "#include <QtCore/qglobal.h>\n", "core knows no Qt");
    breach("old Qt header in core", "core/a/b.cpp", "# include <qstring.h>\n", "core knows no Qt");
    breach("ui in core", "core/a/b.cpp", "#include \"ui/theme/theme.h\"\n", "core stands below");
    breach("app in core", "core/a/b.cpp", "#include \"app/main_window.h\"\n", "core stands below");
    breach("a file in core", "core/a/b.cpp", "#include <fstream>\n", "opens no files");
    breach("the engine from training", "core/training/b.cpp", "#include \"core/engine/command.h\"\n",
           "above the engine");
    breach("a thread in training", "core/training/b.cpp", "#include <thread>\n",
           "the engine's, the sweep's and core/parallel's alone");
    breach("a thread in a cell", "core/sweep/cell_outcome.cpp", "#include <thread>\n", "core/parallel's alone");
    breach("a sweep in ui", "ui/a/b.cpp", "#include \"core/sweep/run_sweep.h\"\n", "ui starts no threads");
    breach("shared work in ui", "ui/a/b.cpp", "#include \"core/parallel/share_cells.h\"\n", "ui starts no threads");
    breach("a sweep in analysis", "core/analysis/b.cpp", "#include \"core/sweep/run_sweep.h\"\n",
           "is made of analyses");
    breach("a network in parallel", "core/parallel/b.cpp", "#include \"core/network/activation.h\"\n",
           "those above to say");
    breach("a clock in training", "core/training/b.cpp", "#include <chrono>\n",
           "the engine's, the sweep's and core/parallel's alone");
    breach("a network in math", "core/math/b.cpp", "#include \"core/network/activation.h\"\n", "stands lowest");
    breach("data in network", "core/network/b.cpp", "#include \"core/data/dataset.h\"\n", "mathematics alone");
    breach("training in passes", "core/passes/b.cpp", "#include \"core/training/trainer.h\"\n", "below training");
    breach("app in ui", "ui/a/b.cpp", "#include \"app/main_window.h\"\n", "ui stands below");
    breach("the engine in ui", "ui/a/b.cpp", "#include \"core/engine/engine.h\"\n", "not its thread");
    breach("a run loop in ui", "ui/a/b.h", "#pragma once\n#include \"core/engine/run_loop.h\"\n", "not its thread");
    breach("settings in ui", "ui/a/b.cpp", "#include <QSettings>\n", "keeps no settings");
    breach("a thread in ui", "ui/a/b.cpp", "#include <QThread>\n", "starts no threads");
    breach("QCustomPlot in a view", "ui/views/b.cpp", "#include <qcustomplot.h>\n", "only plot_view");
    breach("QCustomPlot in app", "app/b.cpp", "#include <qcustomplot.h>\n", "only plot_view");
    breach("tests in app", "app/b.cpp", "#include \"tests/support/x.h\"\n", "app stands below");
    breach("std::exp", "core/math/b.cpp", "double f() {\n  return std::exp(1.0);\n}\n",
           "core/math/b.cpp:2: says “std::exp(”");
    breach("::tanhf", "core/math/b.cpp", "float y = ::tanhf(x);\n", "libm");
    breach("pow", "core/data/b.cpp", "double y = 2 * pow (x, 2);\n", "libm");
    breach("fma", "core/data/b.cpp", "double y = std::fma(x, 2, 3);\n", "libm");
    breach("Eigen's exp", "core/data/b.cpp", "y = x.array().exp();\n", "Eigen's");
    breach("std::shuffle", "core/data/b.cpp", "std::shuffle(a, b, c);\n", "order differs");
    breach("settings by name", "ui/a/b.cpp", "class QSettings;\n", "keeps no settings");
    breach("repaint", "ui/a/b.cpp", "view->repaint();\n", "update()");
    breach("a nested loop", "app/b.cpp", "QApplication::processEvents();\n", "event loop");
    breach("a wish", "tests/core/tst_b.cpp",
           "// TO"
           "DO: more\n",
           "stands in an issue");
    breach("a tab", "ui/a/b.cpp", "\tint x;\n", "a tab");
    breach("a header read twice", "ui/a/b.h", "int x;\n", "#pragma once");
    QTest::newRow("a long file") << u"ui/a/b.cpp"_qs << QString(u"int x;\n"_qs).repeated(kLongestFile + 1)
                                 << u"has 401 lines"_qs;
  }
  void breachesAreFound() {
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QString, problem);
    const QStringList problems = problemsOf({path, text});
    QCOMPARE(problems.size(), 1);
    QVERIFY2(problems.first().contains(problem), qPrintable(problems.first()));
  }

  void whatIsAllowedPasses_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    const auto allowed = [](const char* row, const char* path, const char* text) {
      QTest::newRow(row) << QString::fromLatin1(path) << QString::fromLatin1(text);
    };
    allowed("an include in a comment", "core/a/b.cpp", "// #include <QString>\n/*\n#include <QString>\n*/\n");
    allowed("an include in a string", "core/a/b.cpp", "auto s = R\"x(\n#include <QString>\n)x\";\n");
    allowed("a comment's marks in a string", "ui/a/b.cpp", "auto s = \"/*\";\nint x; // */\n");
    allowed("exp in a comment", "core/data/b.cpp", "int x;  // std::exp(x)\n");
    allowed("our own exp", "core/data/b.cpp", "double y = elementary::exp(x);\n");
    allowed("our own exp at home", "core/math/b.cpp", "double y = exp(x);\n");
    allowed("sqrt", "core/data/b.cpp", "double y = std::sqrt(x) + std::fabs(x);\n");
    allowed("a name that ends in log", "core/data/b.cpp", "showDialog(1); writeCatalog(2); double y = m_log(1);\n");
    allowed("digit separators", "core/data/b.cpp", "int n = 1'000'000; double y = sqrt(n);\n");
    allowed("the engine's values in ui", "ui/a/b.cpp",
            "#include \"core/engine/snapshot.h\"\n#include \"core/engine/command.h\"\n");
    allowed("a thread in the engine", "core/engine/b.cpp", "#include <thread>\n#include <chrono>\n");
    allowed("a thread in the sweep", "core/sweep/run_sweep.cpp", "#include <thread>\n");
    allowed("threads that are shared", "core/parallel/share_cells.cpp", "#include <thread>\n");
    allowed("QCustomPlot in plot_view", "ui/plots/plot_view.cpp", "#include <qcustomplot.h>\n");
    allowed("settings in app", "app/b.cpp", "#include <QSettings>\n#include \"core/engine/engine.h\"\n");
    QTest::newRow("the longest file") << u"ui/a/b.cpp"_qs << QString(u"int x;\n"_qs).repeated(kLongestFile);
  }
  void whatIsAllowedPasses() {
    QFETCH(QString, path);
    QFETCH(QString, text);
    QCOMPARE(problemsOf({path, text}), QStringList());
  }

  void codeEndsWhereStringsBegin() {
    QCOMPARE(codeOf(u"a(\"b\\\"c\", 'd', 1'000); // e\nf /* g\nh */ i"_qs),
             u"a(      ,    , 1'000);     \nf     \n     i"_qs);
  }

  void everyFileKeepsTheRules_data() {
    QTest::addColumn<QString>("path");
    const QStringList written{"*.cpp", "*.h", "*.txt", "*.sh", "*.md", "*.py", "*.backscope", "run"};
    for (const char* folder : {"core", "ui", "app", "tests", "resources"}) {
      for (const QString& path : filesIn(QLatin1String(folder), written)) QTest::newRow(qPrintable(path)) << path;
    }
    for (const char* path : {"CMakeLists.txt", "CMakePresets.json", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"}) {
      QTest::newRow(path) << QString::fromLatin1(path);
    }
  }
  void everyFileKeepsTheRules() {
    QFETCH(QString, path);
    const SourceText source = readSource(path);
    QVERIFY(!source.text.isEmpty());
    const QStringList problems = problemsOf(source);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
  }

  /// A walk that finds nothing would find no breach either.
  void theWalkSeesTheTree() {
    QVERIFY(codeIn(u"core"_qs).contains(u"core/engine/engine.h"_qs));
    QVERIFY(codeIn(u"ui"_qs).contains(u"ui/theme/theme.cpp"_qs));
    QVERIFY(codeIn(u"app"_qs).contains(u"app/main.cpp"_qs));
    QVERIFY(codeIn(u"tests"_qs).contains(u"tests/layering/tst_layering.cpp"_qs));
  }

  void strangersAtTheTopLevelAreFound() {
    QCOMPARE(misplacedAtTopLevel({u"core"_qs, u".clang-tidy"_qs, u"build"_qs, u"LICENSE"_qs}), QStringList());
    QCOMPARE(misplacedAtTopLevel({u"tools"_qs, u"core"_qs, u"notes.txt"_qs}),
             QStringList({u"tools"_qs, u"notes.txt"_qs}));
  }

  void theTopLevelIsFixed() {
    const QStringList entries = project().entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    QVERIFY(entries.contains(u"CMakeLists.txt"_qs));
    QCOMPARE(misplacedAtTopLevel(entries), QStringList());
  }

  /// tests/core/network/tst_x.cpp tests what lies in core/network.
  void testsMirrorTheTree() {
    QStringList strays;
    for (const char* folder : {"core", "ui", "app"}) {
      for (const QString& path : codeIn(QStringLiteral("tests/") + QLatin1String(folder))) {
        const QString mirrored = path.section(QLatin1Char('/'), 1, -2);
        if (!QDir(project().filePath(mirrored)).exists()) strays.append(path);
      }
    }
    QCOMPARE(strays, QStringList());
  }
};

QTEST_GUILESS_MAIN(tst_layering)
#include "tst_layering.moc"
