#pragma once

#include <iosfwd>

class QString;

namespace backscope {

/// What the program returns to the shell.
enum ExitCode : int {
  kDone = 0,
  kFailed = 1,  ///< the work failed: diverged, could not write
  kWrong = 2    ///< the command or the file is wrong
};

/// `backscope: FILE: sentence` on one line; without FILE where it is empty.
void printProblem(std::ostream& err, const QString& file, const QString& sentence);

}  // namespace backscope
