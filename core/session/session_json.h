#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "core/session/problem.h"
#include "core/session/session.h"

namespace backscope {

inline constexpr std::size_t kMaxSessionBytes = 16u << 20;
inline constexpr int kMaxSessionDepth = 64;

/// Reads the text of a .backscope file, strictly: nothing is repaired. The limits hold before anything is allocated for
/// them.
Result<Session> readSession(std::string_view text);

/// Reads at most kMaxSessionBytes + 1 from the stream, then as above.
Result<Session> readSession(std::istream& stream);

/// The file's text, with every digit: read back, it is the same session. The largest sessions have more than
/// kMaxSessionBytes and can't be read back.
std::string writeSession(const Session& session);

/// What makes a session impossible that was put together in the program (by a panel, say), named by the same paths;
/// nothing if it can run.
std::optional<Problem> checkSession(const Session& session);

}  // namespace backscope
