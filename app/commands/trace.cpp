#include "app/commands/trace.h"

#include <QCoreApplication>
#include <ostream>

#include "app/commands/outcome.h"
#include "app/commands/trace_format.h"
#include "app/session_file.h"
#include "core/training/lone_example.h"
#include "ui/worksheet/sheet_latex.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("trace", text); }

/// θ where the run stands.
Parameters presentParameters(const Session& session) {
  return session.parameters ? Parameters(session.network, *session.parameters) : startOf(session);
}

int printSolution(const TraceOptions& options, const Session& session, std::ostream& out, std::ostream& err) {
  if (const QString problem = sheetProblem(session.network); !problem.isEmpty()) {
    printProblem(err, options.file, problem);
    return kWrong;
  }
  const Trainer run(session);
  const int n = static_cast<int>(options.example);
  const PassInstant instant = loneInstant(run, exampleOf(run.data(), n), n);
  out << sheetLatex(solutionSheet(workedSolution(instant, run.session(), run.iteration()))).toStdString();
  return kDone;
}

}  // namespace

int runTrace(const TraceOptions& options, std::ostream& out, std::ostream& err) {
  const OpenedSession opened = openSession(options.file);
  if (!opened.session) {
    printProblem(err, options.file, opened.problem);
    return kWrong;
  }
  const Session& session = *opened.session;
  const Dataset data = makeDataset(session);
  if (options.example >= data.count()) {
    printProblem(err, options.file,
                 tr("--example: expected 0…%1, found %2").arg(data.count() - 1).arg(options.example));
    return kWrong;
  }
  if (options.format == TraceOptions::Format::Latex) return printSolution(options, session, out, err);
  const int n = static_cast<int>(options.example);
  const Parameters parameters = presentParameters(session);
  const TracedExample traced{session, n, data.count(), parameters,
                             traceExample(parameters, session.loss, data.inputOf(n), data.targetOf(n))};
  switch (options.format) {
    case TraceOptions::Format::Text:
      out << traceText(traced).toStdString();
      break;
    case TraceOptions::Format::Json:
      out << traceJson(traced);
      break;
    case TraceOptions::Format::Csv:
      out << traceCsv(traced);
      break;
    case TraceOptions::Format::Latex:
      break;
  }
  return kDone;
}

}  // namespace backscope
