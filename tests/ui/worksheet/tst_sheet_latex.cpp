#include "ui/worksheet/sheet_latex.h"

#include <QRegularExpression>
#include <QTest>
#include <algorithm>

#include "core/training/lone_example.h"
#include "tests/support/random_session.h"
#include "ui/worksheet/blanks.h"
#include "ui/worksheet/latex_text.h"

using namespace backscope;

class TestSheetLatex : public QObject {
  Q_OBJECT

 private slots:
  void everySheetIsBalancedAscii();
  void nothingButAmsmathIsUsed();
  void gapsAreRuledAndNumbered();
  void wordsAreSafeInTextMode_data();
  void wordsAreSafeInTextMode();
};

namespace {

bool isAscii(const QString& text) {
  return std::all_of(text.begin(), text.end(), [](QChar c) { return c == u'\n' || (c >= u' ' && c <= u'~'); });
}

/// Braces that are not characters themselves, and \left with \right.
bool isBalanced(QString latex) {
  latex.remove(QRegularExpression(QStringLiteral(R"(\\[{}$])")));
  int depth = 0;
  for (const QChar c : latex) {
    depth += c == u'{' ? 1 : c == u'}' ? -1 : 0;
    if (depth < 0) return false;
  }
  const auto count = [&latex](const char* pattern) { return latex.count(QRegularExpression(QLatin1String(pattern))); };
  return depth == 0 && latex.count(u'$') % 2 == 0 && count(R"(\\left(?![a-z]))") == count(R"(\\right(?![a-z]))") &&
         count(R"(\\begin\{)") == count(R"(\\end\{)");
}

WorkedSolution solutionOf(const Session& session) {
  const Trainer run(session);
  return workedSolution(loneInstant(run, exampleOf(run.data(), 0), 0), run.session(), run.iteration());
}

}  // namespace

void TestSheetLatex::everySheetIsBalancedAscii() {
  Random random(9, RandomStream::Data);
  for (int drawn = 0; drawn < 60; ++drawn) {
    Session session = test::drawSession(random);
    session.title = "50 % of {a_1 & b^2} in Zürich \\ 学习 #3 ~ $5";
    const WorkedSolution solution = solutionOf(session);
    for (const Sheet& sheet : {solutionSheet(solution), worksheetSheet(solution), answerKeySheet(solution)}) {
      const QString latex = sheetLatex(sheet);
      QVERIFY(isAscii(latex));
      QVERIFY(isBalanced(latex));
      QVERIFY(latex.startsWith(QStringLiteral("\\documentclass")) &&
              latex.endsWith(QStringLiteral("\\end{document}\n")));
    }
  }
}

void TestSheetLatex::nothingButAmsmathIsUsed() {
  const QString latex = sheetLatex(solutionSheet(solutionOf(Session{})));
  QCOMPARE(latex.count(QStringLiteral("\\usepackage")), 1);
  QVERIFY(latex.contains(QStringLiteral("\\documentclass[a4paper]{article}\n\\usepackage{amsmath}\n")));
}

void TestSheetLatex::gapsAreRuledAndNumbered() {
  const QString latex = sheetLatex(worksheetSheet(solutionOf(Session{})));
  QVERIFY(latex.contains(QStringLiteral("= {\\sheetgap{1}}}")));
  QVERIFY(!latex.contains(QStringLiteral("\\_\\_")));
}

void TestSheetLatex::wordsAreSafeInTextMode_data() {
  QTest::addColumn<QString>("words");
  QTest::addColumn<QString>("latex");
  QTest::newRow("signs") << QStringLiteral("50 % & #{x}_1") << QStringLiteral("50 \\% \\& \\#\\{x\\}\\_1");
  QTest::newRow("mathematics") << QStringLiteral("δ = −y") << QStringLiteral("$\\delta$ = $-$y");
  QTest::newRow("indices") << QStringLiteral("w₁₂⁽³⁾") << QStringLiteral("w${}_{12}^{(3)}$");
  QTest::newRow("accents") << QStringLiteral("Übung, ça") << QStringLiteral("\\\"{U}bung, \\c{c}a");
  QTest::newRow("quotes") << QStringLiteral("“it’s”") << QStringLiteral("``it's''");
  QTest::newRow("others") << QStringLiteral("学😀") << QStringLiteral("??");
}

void TestSheetLatex::wordsAreSafeInTextMode() {
  QFETCH(QString, words);
  QTEST(latexOfWords(words), "latex");
}

QTEST_GUILESS_MAIN(TestSheetLatex)
#include "tst_sheet_latex.moc"
