#pragma once

#include <iosfwd>

namespace backscope {

struct RenderOptions;
struct Session;

/// `backscope render FILE --view starts`, once there is an application object: trains the starts on all cores, and
/// writes how they ended as a figure. Errors and exit codes as runRender() has them; a session that has no starts is a
/// wrong file, and starts that diverge are results.
int renderStarts(const RenderOptions& options, const Session& session, std::ostream& err);

}  // namespace backscope
