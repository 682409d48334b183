#pragma once

#include <iosfwd>

namespace backscope {

/// Prints the built-in sessions, a line each: name and title.
int runLessons(std::ostream& out);

}  // namespace backscope
