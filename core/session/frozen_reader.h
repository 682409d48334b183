#pragma once

#include "core/network/frozen_parameters.h"
#include "core/session/json_reader.h"

namespace backscope {

/// Takes a session's "frozen": {"weights": [[[true, false, …]]], "biases": [[…]]} in the shape of its "parameters". A
/// network without biases may state them, but as false.
FrozenPlaces readFrozen(JsonReader& reader, JsonReader::Node node, const Architecture& network);

}  // namespace backscope
