#include "app/program.h"

#include <unistd.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <atomic>
#include <csignal>
#include <ostream>

#include "app/commands/command_line.h"
#include "app/commands/curvature.h"
#include "app/commands/lessons.h"
#include "app/commands/outcome.h"
#include "app/session_file.h"
#include "app/window_command.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("program", text); }

std::atomic<bool> s_interrupted = false;

/// The first Ctrl+C ends the run in order, a second one at once.
void interrupt(int signal) {
  s_interrupted = true;
  std::signal(signal, SIG_DFL);
}

/// Runs what was parsed.
struct Runner {
  int argc;
  char** argv;
  std::ostream& out;
  std::ostream& err;

  int operator()(const WindowOptions& options) const {
    const bool isNothing =
        !options.file.isEmpty() && !QFileInfo::exists(options.file) && lessonPath(options.file).isEmpty();
    if (!isNothing) return runWindow(argc, argv, options.file);
    printProblem(err, options.file, tr("there is no such file, lesson or command"));
    return kWrong;
  }
  int operator()(const TraceOptions& options) const { return runTrace(options, out, err); }
  int operator()(const WorksheetOptions& options) const { return runWorksheet(argc, argv, options, err); }
  int operator()(const TrainOptions& options) const {
    std::signal(SIGINT, interrupt);
    return runTrain(options, {isatty(STDERR_FILENO) != 0, &s_interrupted}, out, err);
  }
  int operator()(const SweepOptions& options) const {
    std::signal(SIGINT, interrupt);
    return runSweepCommand(options, {isatty(STDERR_FILENO) != 0, &s_interrupted}, out, err);
  }
  int operator()(const SweepMergeOptions& options) const { return runSweepMerge(options, out, err); }
  int operator()(const StartsOptions& options) const {
    std::signal(SIGINT, interrupt);
    return runStartsCommand(options, {isatty(STDERR_FILENO) != 0, &s_interrupted}, out, err);
  }
  int operator()(const CurvatureOptions& options) const { return runCurvature(options, out, err); }
  int operator()(const SurfaceCommand& command) const { return runSurface(argc, argv, command, err); }
  int operator()(const RenderOptions& options) const { return runRender(argc, argv, options, out, err); }
  int operator()(const LessonsOptions&) const { return runLessons(out); }
  int operator()(const PrintText& print) const {
    out << print.text.toStdString();
    return kDone;
  }
  int operator()(const UsageProblem& problem) const {
    printProblem(err, {}, problem.sentence + tr(" (backscope --help shows all commands)"));
    return kWrong;
  }
};

}  // namespace

int runProgram(int argc, char** argv, std::ostream& out, std::ostream& err) {
  // A file that grows too large is an error like a full disk, not the end.
  std::signal(SIGXFSZ, SIG_IGN);
  QStringList arguments;
  for (int i = 1; i < argc; ++i) arguments.append(QString::fromLocal8Bit(argv[i]));
  const int code = std::visit(Runner{argc, argv, out, err}, parseCommandLine(arguments));
  out.flush();
  if (out) return code;
  printProblem(err, {}, tr("standard output could not be written"));
  return kFailed;
}

}  // namespace backscope
