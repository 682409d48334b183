#pragma once

#include <iosfwd>

namespace backscope {

/// The whole program: reads the command line, runs one command, returns its exit code. Only the window, render
/// and a PDF worksheet make an application object.
int runProgram(int argc, char** argv, std::ostream& out, std::ostream& err);

}  // namespace backscope
