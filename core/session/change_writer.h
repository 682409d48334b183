#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/session/session.h"

namespace backscope {

/// A session's "compare", as readCompare() takes it: of every run only what differs from the first, with every digit.
nlohmann::ordered_json compareJson(const Session& session);

}  // namespace backscope
