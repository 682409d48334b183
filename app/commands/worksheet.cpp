#include "app/commands/worksheet.h"

#include <QApplication>
#include <QCoreApplication>
#include <QHashFunctions>
#include <QLoggingCategory>
#include <ostream>

#include "app/commands/outcome.h"
#include "app/session_file.h"
#include "app/sheet_file.h"
#include "app/window_setup.h"
#include "core/training/lone_example.h"
#include "ui/worksheet/worked_solution.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("worksheet", text); }

/// What makes this session's example impossible; empty where nothing does.
QString problemOf(const Session& session, std::int64_t example) {
  const std::int64_t count = makeDataset(session).count();
  if (example >= count) return tr("--example: expected 0…%1, found %2").arg(count - 1).arg(example);
  return sheetProblem(session.network);
}

QString writeExample(const WorksheetOptions& options, const Session& session) {
  const Trainer run(session);
  const SheetKind kind = options.answers ? SheetKind::AnswerKey : SheetKind::Worksheet;
  const int n = static_cast<int>(options.example);
  const PassInstant instant = loneInstant(run, exampleOf(run.data(), n), n);
  return writeSheet(options.output, makeSheet(kind, instant, run.session(), run.iteration()));
}

/// Typesetting needs fonts, and they an application.
QString writeWithFonts(int argc, char** argv, const WorksheetOptions& options, const Session& session) {
  // A pdf lists its fonts in the order of a hash table.
  QHashSeed::setDeterministicGlobalSeed();
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QLoggingCategory::setFilterRules(QStringLiteral("default.warning=false"));
  const QApplication application(argc, argv);
  setUpApplication();
  return writeExample(options, session);
}

}  // namespace

int runWorksheet(int argc, char** argv, const WorksheetOptions& options, std::ostream& err) {
  const OpenedSession opened = openSession(options.file);
  const QString wrong = opened.session ? problemOf(*opened.session, options.example) : opened.problem;
  if (!wrong.isEmpty()) {
    printProblem(err, options.file, wrong);
    return kWrong;
  }
  const bool isPdf = options.output.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive);
  const QString problem =
      isPdf ? writeWithFonts(argc, argv, options, *opened.session) : writeExample(options, *opened.session);
  if (problem.isEmpty()) return kDone;
  printProblem(err, options.output, problem);
  return kFailed;
}

}  // namespace backscope
