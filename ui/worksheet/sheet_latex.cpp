#include "ui/worksheet/sheet_latex.h"

#include <QRegularExpression>
#include <utility>

#include "ui/text/number_format.h"
#include "ui/worksheet/blanks.h"
#include "ui/worksheet/latex_text.h"

namespace backscope {

namespace {

/// A4 with margins of 20 mm. Formulas stand in ragged paragraphs that may break before any sign, so that none is
/// too wide; a paragraph is never parted by a page's end.
constexpr const char* kBegin = R"(\documentclass[a4paper]{article}
\usepackage{amsmath}
\setlength{\hoffset}{-1in}\setlength{\voffset}{-1in}
\setlength{\oddsidemargin}{20mm}\setlength{\evensidemargin}{20mm}\setlength{\textwidth}{170mm}
\setlength{\topmargin}{15mm}\setlength{\headheight}{5mm}\setlength{\headsep}{5mm}\setlength{\textheight}{248mm}
\setlength{\parindent}{0pt}\setlength{\parskip}{%1}
\allowdisplaybreaks
\raggedbottom\raggedright
\lineskip=3pt \lineskiplimit=2pt
\relpenalty=50 \binoppenalty=100
\newcommand{\sheetline}[1]{{\hangindent=10mm \hangafter=1 \interlinepenalty=10000 \hspace*{5mm}$\displaystyle #1$\par}}
\newcommand{\sheetstep}[1]{\pagebreak[1]\vspace{1mm}\textbf{#1}\par\nopagebreak}
\newcommand{\sheetgap}[1]{\underline{\hspace{20mm}}_{\,#1}}
\newcommand{\sheetanswer}[2]{\makebox[10mm][r]{(#1)}\quad\makebox[68mm][l]{$\displaystyle #2$}\hfil\allowbreak}
\pagestyle{myheadings}\markright{%2}
\begin{document}
{\Large\bfseries %3\par}
)";

constexpr const char* kEnd = "\\end{document}\n";

/// LaTeX breaks no line within \left and \right: brackets around a flat row become plain signs.
Formula openedBrackets(Formula formula) {
  if (formula.kind != Formula::Kind::Row || formula.term) return formula;
  std::vector<Formula> parts;
  for (Formula& part : formula.parts) {
    if (part.kind != Formula::Kind::Brackets || part.term) {
      parts.push_back(std::move(part));
      continue;
    }
    parts.push_back(upright(part.text.front()));
    Formula inside = openedBrackets(std::move(part.parts.front()));
    if (inside.kind == Formula::Kind::Row)
      parts.insert(parts.end(), inside.parts.begin(), inside.parts.end());
    else
      parts.push_back(std::move(inside));
    parts.push_back(upright(part.text.back()));
  }
  formula.parts = std::move(parts);
  return formula;
}

/// The gaps' rule is one line instead of a row of marks.
QString latexOfLine(const Formula& formula) {
  static const QRegularExpression gap(QStringLiteral(R"(\{(?:\\_){%1}\}_\{([0-9]+)\})").arg(gapRule().size()));
  return latexOf(openedBrackets(formula)).replace(gap, QStringLiteral(R"({\sheetgap{\1}})"));
}

QString matrixLatex(const SheetItem& item) {
  QStringList rows;
  for (Eigen::Index row = 0; row < item.values.rows(); ++row) {
    QStringList cells;
    for (Eigen::Index column = 0; column < item.values.cols(); ++column)
      cells.append(latexOf(upright(formatNumber(item.values(row, column)))));
    rows.append(cells.join(QStringLiteral(" & ")));
  }
  QString words =
      item.words.isEmpty() ? QString() : QStringLiteral(", %1:\\par\\nopagebreak\n").arg(latexOfWords(item.words));
  const QString matrix =
      QStringLiteral("\\begin{pmatrix}\n%1\n\\end{pmatrix}").arg(rows.join(QStringLiteral(" \\\\\n")));
  const QString name = latexOf(item.formula);
  return item.words.isEmpty() ? QStringLiteral("\\sheetline{%1 = %2}\n").arg(name, matrix)
                              : QStringLiteral("$%1$%2\\sheetline{%3}\n").arg(name, words, matrix);
}

QString itemLatex(const SheetItem& item) {
  switch (item.kind) {
    case SheetItem::Kind::Section:
      return QStringLiteral("\n\\pagebreak[2]\\section*{%1}\n").arg(latexOfWords(item.words));
    case SheetItem::Kind::Step:
      return QStringLiteral("\n\\sheetstep{%1}\n").arg(latexOfWords(item.words));
    case SheetItem::Kind::Note:
      return QStringLiteral("\\hspace*{5mm}\\textit{%1}\\par\n").arg(latexOfWords(item.words));
    case SheetItem::Kind::Symbols:
    case SheetItem::Kind::Line:
      return QStringLiteral("\\sheetline{%1}\n").arg(latexOfLine(item.formula));
    case SheetItem::Kind::Given:
      return matrixLatex(item);
    case SheetItem::Kind::Answer:
      return QStringLiteral("\\sheetanswer{%1}{%2}\n").arg(item.words, latexOf(item.formula));
  }
  return {};
}

}  // namespace

QString sheetLatex(const Sheet& sheet) {
  const QString head = sheet.subject.isEmpty() ? sheet.title : sheet.title + QStringLiteral(" — ") + sheet.subject;
  QString latex = QString::fromLatin1(kBegin).arg(sheet.hasGaps ? QStringLiteral("9pt") : QStringLiteral("3pt"),
                                                  latexOfWords(head), latexOfWords(sheet.title));
  if (!sheet.subject.isEmpty()) latex += QStringLiteral("{\\large %1\\par}\n").arg(latexOfWords(sheet.subject));
  for (const QString& sentence : sheet.summary) latex += latexOfWords(sentence) + u'\n';
  latex += u"\\par\n"_qs;
  for (const SheetItem& item : sheet.items) latex += itemLatex(item);
  return latex + QString::fromLatin1(kEnd);
}

}  // namespace backscope
