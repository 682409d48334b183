#include "app/sheet_file.h"

#include <QFileInfo>

#include "app/output_file.h"
#include "ui/worksheet/sheet_latex.h"
#include "ui/worksheet/sheet_pdf.h"
#include "ui/worksheet/sheet_text.h"

namespace backscope {

namespace {

QString suffixOf(const QString& file) { return QFileInfo(file).suffix().toLower(); }

}  // namespace

Sheet makeSheet(SheetKind kind, const PassInstant& instant, const Session& session, std::int64_t iteration) {
  const WorkedSolution solution = workedSolution(instant, session, iteration);
  if (kind == SheetKind::Worksheet) return worksheetSheet(solution);
  return kind == SheetKind::AnswerKey ? answerKeySheet(solution) : solutionSheet(solution);
}

bool hasSheetSuffix(const QString& file) {
  const QString suffix = suffixOf(file);
  return suffix == QLatin1String("pdf") || suffix == QLatin1String("tex") || suffix == QLatin1String("txt");
}

QString writeSheet(const QString& file, const Sheet& sheet) {
  const QString suffix = suffixOf(file);
  if (suffix == QLatin1String("pdf")) return writeFile(file, sheetPdf(sheet));
  return writeFile(file, (suffix == QLatin1String("tex") ? sheetLatex(sheet) : sheetText(sheet)).toUtf8());
}

}  // namespace backscope
