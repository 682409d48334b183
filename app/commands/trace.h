#pragma once

#include <QString>
#include <cstdint>
#include <iosfwd>

namespace backscope {

/// What `backscope trace` was asked for.
struct TraceOptions {
  enum class Format { Text, Json, Csv, Latex };
  QString file;
  std::int64_t example = 0;  ///< from 0, in the data's order before any split
  Format format = Format::Text;
};

/// Prints the forward and backward pass of one example, with the weights that the session starts from or goes on from;
/// in LaTeX the worked solution, of a network that a sheet has room for.
int runTrace(const TraceOptions& options, std::ostream& out, std::ostream& err);

}  // namespace backscope
