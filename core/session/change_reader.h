#pragma once

#include <vector>

#include "core/session/json_reader.h"
#include "core/session/session.h"

namespace backscope {

/// Takes a session's "compare": the runs beside the first, which has been read by then, each as what it has of its own.
/// What a section leaves out is the first run's, but for the layers, which are given as a whole, and for another
/// optimizer, which begins with its own defaults and the first's learning rate.
std::vector<SessionChange> readCompare(JsonReader& reader, JsonReader::Node node, const Session& first);

}  // namespace backscope
