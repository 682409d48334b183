#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "core/session/session.h"

namespace backscope {

// What the sections of a whole session and those of a compared run have in common.

nlohmann::ordered_json numbersJson(const double* first, int count);
nlohmann::ordered_json layersJson(const std::vector<LayerSpec>& layers);
nlohmann::ordered_json ownInitializationJson(const std::vector<LayerInitialization>& layers);

/// {"weights": [[[w_ji^(1)]], …], "biases": [[b_j^(1), …]]}; no biases where the network has none.
nlohmann::ordered_json thetaJson(const Architecture& network, const std::vector<double>& theta);

/// The same shape, true where a weight or bias is frozen.
nlohmann::ordered_json frozenJson(const Architecture& network, const FrozenPlaces& frozen);

/// Of a session that has one.
nlohmann::ordered_json stateJson(const Session& session);

}  // namespace backscope
