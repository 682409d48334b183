#pragma once

#include <QString>
#include <cstdint>
#include <iosfwd>

namespace backscope {

/// What `backscope worksheet` was asked for.
struct WorksheetOptions {
  QString file;              ///< a session file or a lesson's name, as given
  std::int64_t example = 0;  ///< from 0, in the data's order before any split
  QString output;            ///< ends in .pdf, .tex or .txt (in any case of letters)
  bool answers = false;      ///< the key in place of the sheet
};

/// Writes the worksheet of one example, or its answer key, with the weights that the session starts from or goes on
/// from; the example is a batch by itself. For a pdf it makes its own application object on the offscreen platform.
/// The file appears whole or not at all. Errors are one line on `err`. Exit codes: 0 done, 1 could not write, 2 the
/// file is wrong, has no such example, or its network is too large for a sheet.
int runWorksheet(int argc, char** argv, const WorksheetOptions& options, std::ostream& err);

}  // namespace backscope
