#include "ui/values/table_text.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace backscope;

class TestTableText : public QObject {
  Q_OBJECT

 private slots:
  void textHasColumnsOfOneWidth();
  void csvHasAllDigitsAndNoOtherLetters();
  void markdownIsATable();
  void latexIsATabular();
  void latexCompiles();
};

namespace {

CopiedTable sample() {
  CopiedTable table;
  table.rowName = QStringLiteral("unit");
  table.keyNames = {QStringLiteral("layer"), QStringLiteral("j")};
  table.columns = {{QStringLiteral("a"), QStringLiteral("a")}, {QStringLiteral("δ"), QStringLiteral("\\delta ")}};
  table.columnKeys = {QStringLiteral("a"), QStringLiteral("delta")};
  table.rows = {
      {{QStringLiteral("x₁"), QStringLiteral("x_{1}")}, {QStringLiteral("0"), QStringLiteral("1")}, true, {{}, {}}},
      {{QStringLiteral("1.1"), QStringLiteral("1.1")},
       {QStringLiteral("1"), QStringLiteral("1")},
       true,
       {-1.0 / 3, 1.25e-7}}};
  return table;
}

}  // namespace

void TestTableText::textHasColumnsOfOneWidth() {
  QCOMPARE(asText(sample()), QStringLiteral("unit        a          δ\n"
                                            "x₁          –          –\n"
                                            "1.1   −0.3333  1.2500e−7\n"));
}

void TestTableText::csvHasAllDigitsAndNoOtherLetters() {
  QCOMPARE(asCsv(sample()), QStringLiteral("layer,j,a,delta\n0,1,,\n1,1,-0.3333333333333333,1.25e-07\n"));
}

void TestTableText::markdownIsATable() {
  QCOMPARE(asMarkdown(sample()), QStringLiteral("| unit | a | δ |\n| :-- | --: | --: |\n"
                                                "| x₁ | – | – |\n| 1.1 | −0.3333 | 1.2500e−7 |\n"));
}

void TestTableText::latexIsATabular() {
  const QString latex = asLatex(sample());
  QVERIFY(latex.startsWith(QLatin1String("\\begin{tabular}{lrr}\nunit & $a$ & $\\delta $ \\\\\n\\hline\n")));
  QVERIFY(latex.contains(QLatin1String("$1.1$ & $-0.3333$ & $1.2500\\times 10^{-7}$ \\\\\n")));
  QVERIFY(latex.endsWith(QLatin1String("\\end{tabular}\n")));
  for (const QChar c : latex) QVERIFY(c.unicode() < 0x7f);
}

void TestTableText::latexCompiles() {
  const QString program = QStandardPaths::findExecutable(QStringLiteral("pdflatex"));
  if (program.isEmpty()) QSKIP("there is no pdflatex");
  QTemporaryDir folder;
  QFile file(folder.filePath(QStringLiteral("table.tex")));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("\\documentclass{article}\\usepackage{amsmath}\\begin{document}\n" + asLatex(sample()).toUtf8() +
             "\\end{document}\n");
  file.close();
  QProcess process;
  process.setWorkingDirectory(folder.path());
  process.start(program, {QStringLiteral("-interaction=nonstopmode"), QStringLiteral("-halt-on-error"),
                          QStringLiteral("table.tex")});
  QVERIFY(process.waitForFinished(60'000));
  QVERIFY2(process.exitCode() == 0, process.readAllStandardOutput().constData());
}

QTEST_GUILESS_MAIN(TestTableText)
#include "tst_table_text.moc"
