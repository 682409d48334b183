#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <iosfwd>
#include <variant>

#include "app/commands/render.h"
#include "app/commands/trace.h"
#include "app/commands/train.h"

namespace backscope {

/// What the program returns to the shell.
enum ExitCode : int {
  kDone = 0,
  kFailed = 1,  ///< the work failed: diverged, could not write
  kWrong = 2    ///< the command or the file is wrong
};

/// `backscope [FILE]`
struct WindowOptions {
  QString file;  ///< empty: none was given
};

/// `backscope lessons`
struct LessonsOptions {};

/// `--help` and `--version`: the text to print.
struct PrintText {
  QString text;
};

/// A command line that makes no sense, and why.
struct UsageProblem {
  QString sentence;
};

using CommandLine =
    std::variant<WindowOptions, TraceOptions, TrainOptions, RenderOptions, LessonsOptions, PrintText, UsageProblem>;

/// Takes the arguments after the program's name.
CommandLine parseCommandLine(const QStringList& arguments);

/// The whole program: parses, runs one command, returns its exit code. Only the window and render make an application
/// object.
int runProgram(int argc, char** argv, std::ostream& out, std::ostream& err);

/// Prints the built-in sessions, a line each: name and title.
int runLessons(std::ostream& out);

/// `backscope: FILE: sentence` on one line; without FILE where it is empty.
void printProblem(std::ostream& err, const QString& file, const QString& sentence);

}  // namespace backscope
